"""The schema's steps: with the data in it, after a backup, and all or nothing."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from clinic_server.store import backup, opening, schema
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
