"""The day report: at the desk by a command, on the terminal by `clinic-server report`."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from clinic_server.command import report
from clinic_server.store.journal import Row
from clinic_server.store.reading import Reader
from clinic_server.store.seal import grouped
from shared.protocol.call import CallNext
from shared.protocol.refusal import NotFound
from shared.protocol.report import ReportDay
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import CancelTicket, FinishTicket, IssueTicket, StartTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING

DAY = MORNING.date()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=MORNING)


@pytest.fixture
def books(house: House) -> Iterator[Bookkeeper]:
    """One was seen after twelve minutes, one left, one still waits."""
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        amara, issue = house.actor("amara"), IssueTicket(department_id=house.departments["GM"].id, language="en")
        books.ask(amara, ChooseRoom(room_id=house.rooms["3"].id))
        first, second, _ = (books.ask(house.at_kiosk, issue).ticket for _ in range(3))
        books.at += timedelta(minutes=12)
        books.ask(amara, CallNext())
        books.ask(amara, StartTicket(ticket_id=first.id))
        books.ask(amara, FinishTicket(ticket_id=first.id))
        books.ask(house.actor("reception"), CancelTicket(ticket_id=second.id, reason="left"))
        yield books


def rows(books: Bookkeeper) -> list[Row]:
    return list(Reader(books.store.reading).rows(0))


def test_an_open_day_is_reported_as_it_stands(house: House, books: Bookkeeper) -> None:
    told = books.ask(house.actor("reception"), ReportDay(day=DAY))

    assert told.day.closed_at is None
    assert (told.figures.issued, told.figures.seen, told.figures.cancelled) == (3, 1, 1)
    assert told.seal is not None
    assert told.seal.hash == grouped(rows(books)[-1].hash)
    assert told.seal.last_seq == books.ledger.seq


def test_a_day_is_sealed_by_the_row_that_closed_it(house: House, books: Bookkeeper) -> None:
    books.at += timedelta(days=1)
    books.keep_day()

    told = books.ask(house.actor("reception"), ReportDay(day=DAY))

    opened, closed = (next(row for row in rows(books) if row.kind == kind) for kind in ("day.opened", "day.closed"))
    assert told.seal is not None
    assert (told.seal.first_seq, told.seal.last_seq) == (opened.seq, closed.seq)
    assert told.seal.hash == grouped(closed.hash)
    assert told.day.closed_at == closed.at
    next_day = books.ask(house.actor("admin"), ReportDay(day=DAY + timedelta(days=1)))
    assert next_day.seal is not None
    # Between the days stand the sessions that ran out overnight.
    assert next_day.seal.first_seq == [row.seq for row in rows(books) if row.kind == "day.opened"][-1]


def test_a_day_that_never_was_is_not_found(house: House, books: Bookkeeper) -> None:
    with pytest.raises(NotFound):
        books.ask(house.actor("admin"), ReportDay(day=DAY - timedelta(days=1)))


def test_a_day_is_printed(house: House, books: Bookkeeper, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main([str(DAY), "--data", str(house.folder)]) == 0

    said = capsys.readouterr().out
    assert f"Riverside Clinic: {DAY}" in said
    assert "still open" in said
    assert "General medicine" in said
    assert "Dr Amara" in said
    assert grouped(rows(books)[-1].hash) in said
    whole = next(line for line in said.splitlines() if line.startswith("whole clinic"))
    assert whole.split() == ["whole", "clinic", "3", "1", "0", "1", "12", "12"]


def test_a_day_that_never_was_is_not_printed(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main(["2020-01-01", "--data", str(house.folder)]) == report.EXIT_NO_DAY
    assert "no business day" in capsys.readouterr().err


def test_a_folder_without_a_clinic_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.main(["2026-04-14", "--data", str(tmp_path)]) == report.EXIT_USAGE
