"""Opening the store at start: sound files open again, and what is damaged is moved aside, never overwritten."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_server.store import backup
from clinic_server.store.chain import BrokenChain
from clinic_server.store.opening import (
    DATABASE,
    ROWS_CHECKED_AT_START,
    Damaged,
    InUse,
    TooNew,
    Unavailable,
    check_chain,
    open_store,
)
from clinic_server.store.reading import Reader
from shared.protocol.ticket import IssueTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import House

expects_damage = pytest.mark.expects_warnings("CRITICAL .* the database is damaged")


def change(database: Path, statement: str) -> None:
    """Change the file behind the server's back."""
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def moved_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{DATABASE}.damaged-*"))


def test_a_folder_that_is_not_there_becomes_an_empty_clinic(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new" / "data")
    store.close()

    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_clinic_that_was_closed_opens_again(house: House) -> None:
    open_store(house.folder).close()
    open_store(house.folder).close()

    assert backup.is_good(house.database)
    assert moved_aside(house.folder) == []


def test_a_first_start_that_was_cut_off_begins_again(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()

    open_store(tmp_path).close()

    assert moved_aside(tmp_path) == []


@expects_damage
def test_garbage_is_moved_aside_as_it_is_and_the_newest_good_backup_is_named(house: House) -> None:
    folder = house.folder / backup.FOLDER
    good = backup.make(house.database, folder, "night")
    (folder / "clinic-99991231T000000000000Z-night.db").write_bytes(b"torn")
    garbage = os.urandom(20_000)
    house.database.write_bytes(garbage)

    with pytest.raises(Damaged) as error:
        open_store(house.folder)

    assert error.value.newest_backup == good
    assert error.value.moved_to.read_bytes() == garbage
    assert not house.database.exists()
    house.database.write_bytes(good.read_bytes())
    open_store(house.folder).close()


@expects_damage
def test_without_a_backup_none_is_named_and_nothing_is_overwritten(house: House) -> None:
    for content in (b"first garbage" * 100, b"second garbage" * 100):
        house.database.write_bytes(content)
        with pytest.raises(Damaged) as error:
            open_store(house.folder)
        assert error.value.newest_backup is None

    assert {path.read_bytes()[:5] for path in moved_aside(house.folder)} == {b"first", b"secon"}


@expects_damage
def test_a_torn_page_is_found(house: House) -> None:
    content = bytearray(house.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = os.urandom(4096)
    house.database.write_bytes(content)

    with pytest.raises(Damaged):
        open_store(house.folder)


@expects_damage
def test_a_file_that_lost_its_content_is_not_taken_for_a_new_clinic(house: House) -> None:
    backup.make(house.database, house.folder / backup.FOLDER, "night")
    house.database.write_bytes(b"")

    with pytest.raises(Damaged, match="empty"):
        open_store(house.folder)


@expects_damage
def test_another_programs_database_is_no_clinic(tmp_path: Path) -> None:
    change(tmp_path / DATABASE, "CREATE TABLE songs (title TEXT)")

    with pytest.raises(Damaged, match="not a clinic"):
        open_store(tmp_path)


@expects_damage
def test_a_journal_that_was_changed_is_not_trusted(house: House) -> None:
    change(house.database, "UPDATE journal SET actor = 'nobody' WHERE seq = 3")

    with pytest.raises(Damaged, match="broken at row 3"):
        open_store(house.folder)


@expects_damage
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = 'text' WHERE seq = 3",
        "UPDATE journal SET at = 'yesterday' WHERE seq = 3",
        "UPDATE journal SET event_id = 'me' WHERE seq = 3",
    ],
    ids=["body", "at", "event_id"],
)
def test_a_row_that_cannot_be_read_is_not_trusted(house: House, statement: str) -> None:
    change(house.database, statement)

    with pytest.raises(Damaged, match="broken at row 3"):
        open_store(house.folder)


def test_rows_beyond_the_tail_are_found_by_the_whole_check(house: House) -> None:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        for _ in range(ROWS_CHECKED_AT_START):
            books.ask(house.at_kiosk, IssueTicket(department_id=house.departments["GM"].id, language="en"))
    change(house.database, "UPDATE journal SET body = x'7b7d' WHERE seq = 3")

    store = open_store(house.folder)
    with pytest.raises(BrokenChain, match="broken at row 3"):
        check_chain(Reader(store.reading))
    store.close()


def test_a_check_that_is_no_longer_wanted_ends(house: House) -> None:
    store = open_store(house.folder)
    change(house.database, "UPDATE journal SET body = x'7b7d' WHERE seq = 3")

    check_chain(Reader(store.reading), is_wanted=lambda: False)

    store.close()


def test_a_newer_database_is_left_alone(house: House) -> None:
    change(house.database, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(TooNew, match="9999"):
        open_store(house.folder)

    assert moved_aside(house.folder) == []
    assert not (house.folder / backup.FOLDER).exists()


def test_trouble_with_the_machine_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()

    with pytest.raises(Unavailable):
        open_store(tmp_path)

    assert (tmp_path / DATABASE).is_dir()


def test_a_folder_has_one_server(house: House) -> None:
    store = open_store(house.folder)

    with pytest.raises(InUse):
        open_store(house.folder)

    store.close()
    open_store(house.folder).close()
