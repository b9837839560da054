"""`clinic-server verify`: beside a server that works, on a backup, on a journal that somebody changed."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_server import verification
from clinic_server.command import verify
from clinic_server.handlers.report import day_report
from clinic_server.store import backup
from clinic_server.store.reading import Reader
from shared.protocol.report import Seal
from shared.protocol.ticket import IssueTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.server import serving
from tests.values import MORNING

DAY = MORNING.date()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


def a_day(house: House) -> Seal:
    """A number is given out, the report is printed, the next day begins. What the report said of the open day."""
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
        books.ask(house.at_kiosk, issue)
        seal = day_report(Reader(books.store.reading), DAY).seal
        books.ask(house.at_kiosk, issue)
        books.at += timedelta(days=1)
        books.keep_day()
        assert seal is not None
    return seal


def test_a_whole_journal_is_followed(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    seal = a_day(house)
    with Bookkeeper(house.folder, MORNING + timedelta(days=2)) as books:
        last = books.ledger.seq

    assert verify.main(["--data", str(house.folder)]) == 0

    said = capsys.readouterr().out
    assert f"All {last} rows hold" in said
    assert seal.last_seq < last


async def test_a_server_may_work_meanwhile(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(house.folder) as server:
        await server.writer.answer(house.at_kiosk, IssueTicket(department_id=house.departments["GM"].id, language="en"))
        last = await server.writer.look(lambda unit: unit.seq)

        assert verify.main(["--data", str(house.folder)]) == 0

    assert f"All {last} rows hold" in capsys.readouterr().out


def test_a_backup_can_be_followed_where_nothing_can_be_written(
    house: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    a_day(house)
    copy = backup.make(house.database, tmp_path / "copies", "night")
    before = copy.read_bytes()
    copy.chmod(0o400)
    copy.parent.chmod(0o500)

    assert verify.main([str(copy)]) == 0

    copy.parent.chmod(0o700)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.read_bytes() == before


def test_the_first_bad_row_is_named_with_what_is_wrong(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    a_day(house)
    with sqlite3.connect(house.database) as connection:
        connection.execute("UPDATE journal SET actor = 'nobody' WHERE seq IN (7, 9)")
    connection.close()

    assert verify.main(["--data", str(house.folder)]) == verify.EXIT_BROKEN

    said = capsys.readouterr().err
    assert "row 7 (" in said
    assert "one of its fields was changed" in said


@pytest.mark.parametrize("digits", [64, 20])
def test_a_printed_hash_is_found_again(house: House, capsys: pytest.CaptureFixture[str], digits: int) -> None:
    """Also one that was printed while the day was open, and one of which only the first groups were typed."""
    seal = a_day(house)
    printed = seal.hash.replace(" ", "")[:digits]

    assert verify.main(["--data", str(house.folder), "--expect", f"{printed}@{DAY}"]) == 0

    assert f"row {seal.last_seq}" in capsys.readouterr().out


@pytest.mark.parametrize("day", [DAY, DAY + timedelta(days=1)])
def test_a_hash_of_another_journal_or_day_is_told(house: House, capsys: pytest.CaptureFixture[str], day: date) -> None:
    seal = a_day(house)
    other = "0" * 16 if day == DAY else seal.hash

    assert verify.main(["--data", str(house.folder), "--expect", f"{other}@{day}"]) == verify.EXIT_OTHER_HASH

    assert "another journal" in capsys.readouterr().err


@pytest.mark.parametrize("expect", ["", "12@2026-04-14", "0123456789abcdef", "0123456789abcdef@yesterday", "x@y"])
def test_what_cannot_be_a_hash_and_a_day_is_said(house: House, expect: str) -> None:
    assert verify.main(["--data", str(house.folder), "--expect", expect]) == verify.EXIT_USAGE


def test_a_folder_without_a_clinic_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main(["--data", str(tmp_path)]) == verify.EXIT_USAGE
    assert "there is no clinic" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_clinic_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "clinic.db").write_bytes(b"not a database at all, however long it may be" * 100)

    assert verify.main(["--data", str(tmp_path)]) == verify.EXIT_FAILED

    assert "Is it a clinic's database?" in capsys.readouterr().err


def test_a_long_journal_says_how_far_it_is(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "ROWS_A_WORD", 5)
    a_day(house)

    verify.main(["--data", str(house.folder)])

    assert "10 of " in capsys.readouterr().err
