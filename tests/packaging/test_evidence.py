"""What a demo believes: the journal's chain, one slip and one sound a ticket, and nothing that only looks like it."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from evidence import Story, kinds, lay_slips, read_stories, twice
from journal_file import read_journal, write_journal

from clinic_server.store.chain import BrokenChain
from clinic_server.store.journal import Row
from shared.protocol.call import CallNext, RecallTicket
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import (
    ConfirmPrint,
    FinishTicket,
    IssueTicket,
    MissTicket,
    PrintState,
    ReturnTicket,
    StartTicket,
    TicketStatus,
)
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data", at=NOW)


@pytest.fixture
def rows(house: House) -> tuple[Row, ...]:
    """A walk-in who is called, called again, does not come, comes back, is called and seen; and one who still waits."""
    amara = house.actor("amara")
    with Bookkeeper(house.folder, NOW) as books:
        books.ask(amara, ChooseRoom(room_id=house.rooms["3"].id))
        issue = IssueTicket(department_id=house.departments["GM"].id, language="ar")
        first = books.ask(house.at_kiosk, issue).ticket.id
        books.ask(house.at_kiosk, ConfirmPrint(ticket_id=first, is_printed=True))
        books.at += timedelta(seconds=1)
        second = books.ask(house.at_kiosk, issue).ticket.id
        books.at = NOW + timedelta(minutes=5)
        books.ask(amara, CallNext())
        books.ask(amara, RecallTicket(ticket_id=first))
        books.ask(amara, MissTicket(ticket_id=first))
        books.ask(amara, CallNext())
        books.ask(amara, MissTicket(ticket_id=second))
        books.ask(amara, ReturnTicket(ticket_id=first))
        books.ask(amara, CallNext())
        books.ask(amara, StartTicket(ticket_id=first))
        books.at += timedelta(minutes=3)
        books.ask(amara, FinishTicket(ticket_id=first))
    return read_journal(house.folder)


@pytest.fixture
def story(rows: tuple[Row, ...]) -> Story:
    """The first one's, with one slip and every call spoken."""
    first = next(iter(read_stories(rows).values()))
    first.slips.append("GM-001.png")
    first.spoken = [call.id for call in first.calls]
    first.announced = [call.id for call in first.calls]
    return first


def test_the_journal_tells_each_ticket_from_the_touch_to_the_door(rows: tuple[Row, ...]) -> None:
    first, second = read_stories(rows).values()
    assert (first.label, first.language, round(first.waited_seconds)) == ("GM-001", "ar", 300)
    assert (first.called, first.back, [call.number for call in first.calls]) == (2, 1, [1, 2, 1])
    assert first.started_at is not None
    assert round((first.finished_at[0] - first.started_at).total_seconds()) == 180
    assert first.last.status is TicketStatus.DONE
    assert second.last.status is TicketStatus.MISSED
    assert kinds(rows)["call.called"] == 3


def test_a_ticket_that_was_printed_called_spoken_and_finished_once_is_without_fault(story: Story) -> None:
    assert story.faults() == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"slips": []}, "printed 0 times"),
        ({"slips": ["a.png", "b.png"]}, "printed 2 times"),
        ({"confirmed": [PrintState.UNPRINTED]}, "unprinted"),
        ({"called": 3}, "called 3 times, and 2 times in line"),
        ({"called": 0, "back": 0}, "called 0 times"),
        ({"spoken": []}, "call 1 spoken 0 times"),
        ({"announced": []}, "call 2 announced 0 times"),
        ({"finished_at": []}, "finished 0 times"),
        ({"finished_at": [NOW, NOW]}, "finished 2 times"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_what_is_missing_or_double_is_a_fault(story: Story, change: dict[str, object], fault: str) -> None:
    assert any(fault in found for found in replace(story, **change).faults())  # type: ignore[arg-type]  # as named


def test_a_call_that_was_announced_twice_is_a_fault(story: Story) -> None:
    story.announced.append(story.calls[0].id)
    assert story.faults() == ["call 1 announced 2 times"]


def test_a_slip_belongs_to_the_ticket_its_code_leads_to(rows: tuple[Row, ...]) -> None:
    stories = read_stories(rows)
    first, second = stories.values()
    page = "http://192.0.2.7:8470/t/"
    codes = {"1.png": page + second.key, "2.png": page + first.key, "3.png": None, "4.png": page + "unknown"}
    faults = lay_slips(stories, codes)
    assert (first.slips, second.slips) == (["2.png"], ["1.png"])
    assert len(faults) == 2
    assert "3.png" in faults[0]
    assert "no ticket's page" in faults[1]


def test_labels_given_twice_are_found() -> None:
    assert twice(["GM-001", "GM-002", "GM-001"]) == ["GM-001"]


def test_the_journal_is_written_with_its_hashes_and_without_secrets(rows: tuple[Row, ...], tmp_path: Path) -> None:
    write_journal(rows, tmp_path / "journal.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text().splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(rows) + 1))
    assert lines[0]["previous_hash"] == "0" * 64
    assert all(one["hash"] == following["previous_hash"] for one, following in pairwise(lines))
    assert all(line["body"] for line in lines if line["kind"].startswith("ticket."))
    text = (tmp_path / "journal.jsonl").read_text()
    assert "argon2" not in text
    assert "token" not in text


def test_a_changed_row_is_not_believed(house: House, rows: tuple[Row, ...]) -> None:
    with sqlite3.connect(house.database) as connection:
        connection.execute("UPDATE journal SET actor = 'somebody else' WHERE seq = 6")
    connection.close()
    with pytest.raises(BrokenChain, match="row 6 "):
        read_journal(house.folder)
