"""Places: what somebody is told who asks how long it will take, and what is remembered of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from clinic_server.actor import Actor
from shared.protocol.call import CallNext
from shared.protocol.department import ChangeDepartment, Hours
from shared.protocol.figures import ReportFigures
from shared.protocol.identity import new_id
from shared.protocol.place import Place, Promise, TellPlace
from shared.protocol.refusal import NotFound
from shared.protocol.staff import Availability, ChooseRoom, SetAvailability
from shared.protocol.ticket import FinishTicket, IssueTicket, StartTicket, Ticket, TransferTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING


class Morning:
    """The books of a morning; Dr Amara sees whoever waits for general medicine."""

    def __init__(self, house: House, books: Bookkeeper) -> None:
        self.books = books
        self.general, self.children = house.departments["GM"].id, house.departments["PED"].id
        self.reception, self.admin, self.amara = house.actor("reception"), house.actor("admin"), house.actor("amara")
        books.ask(self.amara, ChooseRoom(room_id=house.rooms["1"].id))

    def later(self, minutes: float) -> None:
        self.books.at += timedelta(minutes=minutes)

    def issue(self) -> Ticket:
        return self.books.ask(self.reception, IssueTicket(department_id=self.general, language="en")).ticket

    def begin(self, doctor: Actor) -> Ticket:
        ticket = self.books.ask(doctor, CallNext())
        return self.books.ask(doctor, StartTicket(ticket_id=ticket.id))

    def see(self, people: int, minutes: float) -> None:
        for _ in range(people):
            ticket = self.begin(self.amara)
            self.later(minutes)
            self.books.ask(self.amara, FinishTicket(ticket_id=ticket.id))

    def work(self) -> None:
        """Ten consultations of ten minutes lie behind."""
        for _ in range(10):
            self.issue()
        self.see(10, 10)

    def place(self, ticket: Ticket) -> Place:
        return self.books.ask(self.reception, TellPlace(ticket_id=ticket.id))


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    house = furnish(tmp_path / "data", at=MORNING)
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        yield Morning(house, books)


def test_a_new_clinic_knows_the_place_and_says_that_the_wait_is_unknown(morning: Morning) -> None:
    morning.issue()

    place = morning.place(morning.issue())

    assert (place.position, place.ahead, place.wait, place.calling_from) == (2, 1, None, None)


def test_a_wait_is_told_from_what_lies_behind(morning: Morning) -> None:
    morning.work()
    for _ in range(2):
        morning.issue()
    ticket = morning.issue()
    morning.begin(morning.amara)

    place = morning.place(ticket)

    assert (place.position, place.ahead) == (2, 1)
    assert place.wait is not None
    assert place.wait.soonest_minutes <= 20 <= place.wait.longest_minutes
    assert place.wait.likely_minutes in (15, 20, 25)


def test_the_first_promise_is_the_one_that_counts(morning: Morning) -> None:
    morning.work()
    morning.issue()
    ticket = morning.issue()
    first = morning.place(ticket)
    told_at = morning.books.at
    morning.later(7)
    morning.place(ticket)

    promise = morning.books.unit().need(Promise, ticket.id)

    assert first.wait is not None
    assert promise.told_at == told_at
    assert promise.latest_at == told_at + timedelta(minutes=first.wait.longest_minutes)
    morning.see(2, 5)
    day = MORNING.date()
    figures = morning.books.ask(morning.admin, ReportFigures(from_day=day, until_day=day))
    assert figures.promises.told == 1


def test_another_line_is_another_promise(morning: Morning) -> None:
    morning.work()
    ticket = morning.issue()
    morning.place(ticket)
    before = morning.books.unit().need(Promise, ticket.id)

    morning.books.ask(morning.reception, TransferTicket(ticket_id=ticket.id, department_id=morning.children))
    elsewhere = morning.place(ticket)

    assert elsewhere.wait is None  # nobody sees children now
    assert morning.books.unit().need(Promise, ticket.id) == before
    moved = morning.books.ask(morning.reception, TransferTicket(ticket_id=ticket.id, department_id=morning.general))
    morning.place(moved)
    assert morning.books.unit().need(Promise, ticket.id).waiting_since == moved.waiting_since


def test_nobody_calls_and_it_is_said_from_when(morning: Morning) -> None:
    morning.work()
    ticket = morning.issue()
    morning.books.ask(morning.amara, SetAvailability(availability=Availability.AWAY))
    assert morning.place(ticket).calling_from is None  # nobody knows when the doctor is back
    opens = (morning.books.at + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0)
    hours = Hours(weekdays=(1,), opens=(opens + timedelta(hours=2)).time(), closes=MORNING.replace(hour=23).time())
    morning.books.ask(morning.admin, ChangeDepartment(department_id=morning.general, hours=(hours,)))

    place = morning.place(ticket)

    assert (place.wait, place.calling_from) == (None, opens)  # the hours are Madrid's, two hours before UTC


def test_who_does_not_wait_has_no_place(morning: Morning) -> None:
    morning.work()
    morning.issue()
    ticket = morning.begin(morning.amara)

    place = morning.place(ticket)

    assert (place.status, place.position, place.ahead, place.wait) == (ticket.status, None, None, None)
    with pytest.raises(NotFound, match="ticket"):
        morning.books.ask(morning.reception, TellPlace(ticket_id=new_id()))
