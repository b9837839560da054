"""Backups: whole copies that were read back, the newest few of them; never half of one."""

import os
import sqlite3
from pathlib import Path

import pytest

from clinic_server.store import backup
from clinic_server.store.opening import open_store
from tests.clinic import House


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def rows(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        count = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    connection.close()
    return int(count)


def test_a_backup_is_a_whole_clinic_that_opens(house: House, folder: Path, tmp_path: Path) -> None:
    copy = backup.make(house.database, folder, "night")

    assert copy.name.endswith("-night.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert rows(copy) == rows(house.database) > 0
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "clinic.db").write_bytes(copy.read_bytes())
    open_store(restored).close()


def test_a_clinic_in_use_is_copied_as_it_was_committed(house: House, folder: Path) -> None:
    store = open_store(house.folder)
    with store.writing.connect() as writing:
        writing.exec_driver_sql("BEGIN IMMEDIATE")
        writing.exec_driver_sql("DELETE FROM journal")
        copy = backup.make(house.database, folder, "night")
        writing.exec_driver_sql("ROLLBACK")
    store.close()

    assert rows(copy) == rows(house.database)


def test_only_the_newest_are_kept(house: House, folder: Path) -> None:
    made = [backup.make(house.database, folder, "night") for _ in range(backup.KEPT + 3)]

    assert sorted(folder.iterdir()) == made[-backup.KEPT :]
    assert backup.newest(folder) == made[-1]


def test_a_copy_that_cannot_be_read_back_is_not_kept(house: House, folder: Path) -> None:
    with sqlite3.connect(house.database) as connection:
        connection.execute("DROP TABLE journal")
    connection.close()

    with pytest.raises(backup.BadBackup):
        backup.make(house.database, folder, "night")

    assert list(folder.iterdir()) == []


def test_a_copy_that_is_no_longer_wanted_leaves_nothing(house: House, folder: Path) -> None:
    with pytest.raises(backup.Abandoned):
        backup.make(house.database, folder, "night", is_wanted=lambda: False)

    assert list(folder.iterdir()) == []


def test_half_a_copy_that_a_power_cut_left_is_cleared_away(house: House, folder: Path) -> None:
    folder.mkdir()
    (folder / "clinic-20260414T020000000000Z-night.part").write_bytes(b"half")

    copy = backup.make(house.database, folder, "night")

    assert list(folder.iterdir()) == [copy]


def test_the_newest_good_backup_is_found_behind_a_bad_one(house: House, folder: Path) -> None:
    good = backup.make(house.database, folder, "night")
    torn = backup.make(house.database, folder, "night")
    content = torn.read_bytes()
    torn.write_bytes(content[: len(content) // 2] + os.urandom(len(content) // 2))
    (folder / "clinic-99991231T000000000000Z-night.db").write_bytes(b"not a database at all")

    assert backup.newest_good(folder) == good


def test_without_backups_none_is_found(folder: Path) -> None:
    assert backup.newest(folder) is None
    assert backup.newest_good(folder) is None
