"""What screens start with: everybody in the building, and of the past only what they show."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from clinic_server.store.reading import RECENT_CALLS, Reader
from shared.protocol.call import Call, CallNext
from shared.protocol.clinic import BusinessDay
from shared.protocol.patient import Patient
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import FinishTicket, IssueTicket, MissTicket, StartTicket, Ticket
from shared.protocol.visit import Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import House


class Scene:
    """A day's work in the books."""

    def __init__(self, house: House, books: Bookkeeper) -> None:
        self.house = house
        self.books = books
        self.reader = Reader(books.store.reading)
        self.amara = house.actor("amara")
        books.ask(self.amara, ChooseRoom(room_id=house.rooms["1"].id))

    def issue(self) -> Ticket:
        self.books.at += timedelta(seconds=1)
        command = IssueTicket(department_id=self.house.departments["GM"].id, language="en", name="Rosa")
        return self.books.ask(self.house.at_kiosk, command).ticket

    def see(self) -> Ticket:
        """Call somebody, see them, and send them home."""
        self.books.at += timedelta(seconds=1)
        called = self.books.ask(self.amara, CallNext())
        self.books.ask(self.amara, StartTicket(ticket_id=called.id))
        return self.books.ask(self.amara, FinishTicket(ticket_id=called.id))

    def public(self) -> tuple[list[str], list[str]]:
        """The labels of a display's calls, and of its tickets."""
        _, values = self.reader.snapshot([Ticket, Call], is_public=True)
        return (
            [value.label for value in values if isinstance(value, Call)],
            sorted(value.label for value in values if isinstance(value, Ticket)),
        )

    def staff(self) -> dict[type, int]:
        """How many of each class staff start with."""
        _, values = self.reader.snapshot([Ticket, Visit, Patient, Call], is_public=False)
        kinds = [type(value) for value in values]
        return {kind: kinds.count(kind) for kind in (Ticket, Visit, Patient, Call)}


@pytest.fixture
def scene(house: House) -> Iterator[Scene]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        yield Scene(house, books)


def test_a_display_starts_with_the_last_calls_and_whoever_is_there(scene: Scene) -> None:
    for _ in range(RECENT_CALLS + 5):
        scene.issue()
        scene.see()
    waiting = scene.issue()

    calls, tickets = scene.public()

    assert calls == [f"GM-{number:03d}" for number in range(6, RECENT_CALLS + 6)]
    assert tickets == sorted([*calls, waiting.label])


def test_staff_start_with_the_whole_day(scene: Scene) -> None:
    for _ in range(RECENT_CALLS + 5):
        scene.issue()
        scene.see()
    scene.issue()

    assert scene.staff() == {Ticket: 26, Visit: 26, Patient: 26, Call: 25}


def test_a_new_day_starts_with_an_empty_board(scene: Scene) -> None:
    scene.issue()
    scene.see()
    scene.issue()
    scene.books.ask(scene.amara, MissTicket(ticket_id=scene.books.ask(scene.amara, CallNext()).id))

    scene.books.at += timedelta(days=1)
    scene.books.keep_day()
    fresh = scene.issue()

    assert scene.public() == ([], [fresh.label])
    assert scene.staff() == {Ticket: 1, Visit: 1, Patient: 1, Call: 0}
    _, (day,) = scene.reader.snapshot([BusinessDay], is_public=True)
    assert isinstance(day, BusinessDay)
    assert day.closed_at is None


def test_a_snapshot_knows_which_row_it_holds(scene: Scene) -> None:
    for number in range(1, 6):
        scene.issue()
        seq, values = scene.reader.snapshot([Ticket], is_public=True)
        assert (seq, len(values)) == (scene.books.ledger.seq, number)


def test_the_journal_is_read_in_order_from_anywhere(scene: Scene) -> None:
    for _ in range(5):
        scene.issue()
    last = scene.books.ledger.seq

    assert [row.seq for row in scene.reader.rows(last - 3)] == [last - 2, last - 1, last]
    assert list(scene.reader.rows(last)) == []
