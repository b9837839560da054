"""The schema's steps: with the data in it, after a backup, and all or nothing."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from clinic_server.store import backup, opening, schema
from clinic_server.store.engine import writing_engine
from clinic_server.store.opening import open_store
from clinic_server.store.schema import CURRENT
from clinic_server.store.tables import Base
from tests.clinic import House, empty

ADDS_A_COLUMN = '''
"""Rooms have a floor."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{current}"


def upgrade() -> None:
    op.add_column("room", sa.Column("floor", sa.Text(), nullable=False, server_default="ground"))
    {then}
'''


NEXT = f"{int(CURRENT) + 1:04}"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The steps of a version that is yet to come: today's, and a second one for the test to write."""
    steps = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, steps)
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    monkeypatch.setattr(opening, "CURRENT", NEXT)
    return steps / "versions" / f"{NEXT}_floor.py"


def columns(database: Path, table: str) -> set[str]:
    with sqlite3.connect(database) as connection:
        found = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    connection.close()
    return found


def test_the_steps_lead_to_the_tables_of_today(tmp_path: Path) -> None:
    store = open_store(empty(tmp_path))
    found = inspect(store.writing)

    assert set(found.get_table_names()) - {"alembic_version"} == set(Base.metadata.tables)
    for name, table in Base.metadata.tables.items():
        assert {column["name"]: column["nullable"] for column in found.get_columns(name)} == {
            column.name: column.nullable for column in table.columns
        }
        assert {index["name"] for index in found.get_indexes(name)} == {index.name for index in table.indexes}
    store.close()


def test_a_clinic_is_upgraded_with_all_it_has_after_a_backup(house: House, next_version: Path) -> None:
    next_version.write_text(ADDS_A_COLUMN.format(revision=NEXT, current=CURRENT, then="pass"))

    open_store(house.folder).close()

    assert "floor" in columns(house.database, "room")
    copy = backup.newest(house.folder / backup.FOLDER)
    assert copy is not None
    assert copy.name.endswith("-before-upgrade.db")
    assert "floor" not in columns(copy, "room")
    with sqlite3.connect(house.database) as connection:
        rooms = connection.execute("SELECT number, floor FROM room ORDER BY number").fetchall()
    connection.close()
    assert rooms == [(number, "ground") for number in sorted(house.rooms)]


def test_a_step_that_fails_leaves_everything_as_it_was(
    house: House, next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version.write_text(ADDS_A_COLUMN.format(revision=NEXT, current=CURRENT, then='raise RuntimeError("half-way")'))

    with pytest.raises(RuntimeError, match="half-way"):
        open_store(house.folder)

    assert "floor" not in columns(house.database, "room")
    monkeypatch.setattr(opening, "CURRENT", CURRENT)
    open_store(house.folder).close()  # the server of before still works


BEFORE_NOTES = """
PRAGMA foreign_keys = OFF; -- departments and series do not matter here
INSERT INTO ticket (clinic_id, id, label, number, series_id, business_day, department_id, status, issued_at,
    waiting_since, calls, ahead_at_issue, print_state, copies)
SELECT 'c', value, 'GM-' || value, value, 's', '2026-04-14', 'd', 'waiting', '', '', 0, 0, 'printed', 0
FROM json_each('["1", "2", "3"]');
INSERT INTO visit (clinic_id, id, language, priority, source, arrived_at, effective_arrival_at, due_at, status_reason,
    steps, reason, priority_reason, notes)
SELECT 'c', value ->> 0, 'en', 'normal', 'kiosk', '', '', '', '', '[]', value ->> 1, value ->> 2, value ->> 3
FROM json_each('[["1", "cough", "", "38.5"], ["2", "", "", ""], ["3", "", "pale", ""]]');
"""


def test_clinical_words_move_out_of_the_visits_into_notes(tmp_path: Path) -> None:
    engine = writing_engine(tmp_path / "clinic.db")
    schema.upgrade(engine, "0003")
    with sqlite3.connect(tmp_path / "clinic.db") as connection:
        connection.executescript(BEFORE_NOTES)
    connection.close()

    schema.upgrade(engine, "0004")

    with engine.connect() as upgraded:
        found = upgraded.execute(text("SELECT id, reason, priority_reason, notes FROM clinical_note ORDER BY id")).all()
        assert [tuple(row) for row in found] == [("1", "cough", "", "38.5"), ("3", "", "pale", "")]
        assert upgraded.execute(text("SELECT count(*) FROM visit")).scalar() == 3
    engine.dispose()
