"""Figures and feedback: a morning on the books, counted from what is kept of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from clinic_server.actor import Actor
from shared.protocol.call import CallNext
from shared.protocol.feedback import AlreadyRated, GiveFeedback
from shared.protocol.figures import Figures, ReportFigures
from shared.protocol.identity import new_id
from shared.protocol.place import Promise, WaitPromised
from shared.protocol.refusal import BadValue, NotFound
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import (
    CancelTicket,
    FinishTicket,
    IssueTicket,
    MissTicket,
    StartTicket,
    Ticket,
    TransferTicket,
    WrongState,
)
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING

TODAY = date(2026, 4, 14)


class Morning:
    """The books of one morning; time moves only when it is told to."""

    def __init__(self, house: House, books: Bookkeeper) -> None:
        self.books, self.house = books, house
        self.general, self.children = house.departments["GM"].id, house.departments["PED"].id
        self.reception, self.admin = house.actor("reception"), house.actor("admin")
        self.amara, self.chen = house.actor("amara"), house.actor("chen")

    def later(self, minutes: float) -> None:
        self.books.at += timedelta(minutes=minutes)

    def issue(self) -> Ticket:
        return self.books.ask(self.reception, IssueTicket(department_id=self.general, language="en")).ticket

    def see(self, doctor: Actor, minutes: float) -> Ticket:
        """The next patient comes at once and stays so long."""
        ticket = self.books.ask(doctor, CallNext())
        self.books.ask(doctor, StartTicket(ticket_id=ticket.id))
        self.later(minutes)
        return self.books.ask(doctor, FinishTicket(ticket_id=ticket.id))

    def figures(self, **fields: Any) -> Figures:  # Any: each field has its own type
        plain: dict[str, Any] = {"from_day": TODAY, "until_day": TODAY}
        return self.books.ask(self.admin, ReportFigures(**plain | fields))


@pytest.fixture
def morning(tmp_path: Any) -> Iterator[Morning]:
    house = furnish(tmp_path / "data", at=MORNING)
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        for login, room in (("amara", "1"), ("chen", "2")):
            books.ask(house.actor(login), ChooseRoom(room_id=house.rooms[room].id))
        yield Morning(house, books)


def test_a_morning_is_counted(morning: Morning) -> None:
    for _ in range(4):
        morning.issue()
    morning.later(10)
    morning.see(morning.amara, 6)
    missed = morning.books.ask(morning.amara, CallNext())
    morning.books.ask(morning.amara, MissTicket(ticket_id=missed.id))
    left = morning.issue()
    morning.books.ask(morning.reception, CancelTicket(ticket_id=left.id, reason="went home"))

    found = morning.figures()

    assert (found.issued, found.seen, found.missed, found.cancelled) == (5, 1, 1, 1)
    assert (found.waits.count, found.waits.longest_minutes) == (2, 16.0)
    (doctor,) = found.doctors
    assert (doctor.doctor_id, doctor.seen) == (morning.amara.id, 1)
    assert doctor.consultations.average_minutes == 6.0


def test_a_journey_keeps_what_happened_at_each_stop(morning: Morning) -> None:
    ticket = morning.issue()
    morning.later(5)
    morning.books.ask(morning.amara, CallNext())
    morning.books.ask(morning.amara, StartTicket(ticket_id=ticket.id))
    morning.later(7)
    morning.books.ask(morning.amara, TransferTicket(ticket_id=ticket.id, department_id=morning.children))
    morning.later(3)
    morning.see(morning.chen, 4)

    found = morning.figures()
    children = morning.figures(department_id=morning.children)

    assert (found.issued, found.seen) == (1, 1)
    assert {of.doctor_id: of.consultations.average_minutes for of in found.doctors} == {
        morning.amara.id: 7.0,
        morning.chen.id: 4.0,
    }
    assert (children.waits.count, children.waits.average_minutes) == (1, 3.0)


def test_what_the_days_end_closed_was_a_consultation_without_a_length(morning: Morning) -> None:
    ticket = morning.issue()
    morning.books.ask(morning.amara, CallNext())
    morning.books.ask(morning.amara, StartTicket(ticket_id=ticket.id))
    morning.issue()
    morning.later(24 * 60)
    morning.books.keep_day()

    found = morning.figures()

    assert (found.issued, found.seen, found.cancelled) == (2, 1, 1)
    assert [of.consultations.count for of in found.doctors] == [0]
    assert morning.figures(from_day=TODAY + timedelta(days=1), until_day=TODAY + timedelta(days=1)).issued == 0


def test_kept_promises_are_counted(morning: Morning) -> None:
    for told in (5, 20):
        ticket = morning.issue()
        morning.books.record(
            WaitPromised(
                promise=Promise(
                    id=ticket.id,
                    department_id=ticket.department_id,
                    waiting_since=ticket.waiting_since,
                    told_at=ticket.issued_at,
                    soonest_at=ticket.issued_at,
                    likely_at=ticket.issued_at,
                    latest_at=ticket.issued_at + timedelta(minutes=told),
                )
            )
        )
    morning.later(10)
    morning.see(morning.amara, 1)
    morning.see(morning.chen, 1)

    promises = morning.figures().promises

    assert (promises.told, promises.sooner, promises.within, promises.later) == (2, 0, 1, 1)


def test_feedback_is_given_once_and_after_the_end(morning: Morning) -> None:
    ticket = morning.issue()
    give = GiveFeedback(ticket_id=ticket.id, rating=4, words=" kind people ")
    with pytest.raises(WrongState):
        morning.books.ask(morning.reception, give)
    morning.see(morning.amara, 1)

    feedback = morning.books.ask(morning.reception, give)

    assert (feedback.rating, feedback.words, feedback.staff_id) == (4, "kind people", morning.reception.id)
    with pytest.raises(AlreadyRated):
        morning.books.ask(morning.reception, give)
    ratings = morning.figures().ratings
    assert (ratings.count, ratings.average) == (1, 4.0)


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_is_one_to_five(morning: Morning, rating: int) -> None:
    ticket = morning.issue()
    morning.see(morning.amara, 1)

    with pytest.raises(BadValue, match="rating"):
        morning.books.ask(morning.reception, GiveFeedback(ticket_id=ticket.id, rating=rating))


def test_feedback_has_an_end(morning: Morning) -> None:
    ticket = morning.issue()
    morning.see(morning.amara, 1)

    with pytest.raises(BadValue, match="words"):
        morning.books.ask(morning.reception, GiveFeedback(ticket_id=ticket.id, rating=3, words="x" * 2001))


@pytest.mark.parametrize("days", [-1, 366])
def test_days_are_in_order_and_no_more_than_a_year(morning: Morning, days: int) -> None:
    with pytest.raises(BadValue, match="until_day"):
        morning.figures(until_day=TODAY + timedelta(days=days))


def test_an_unknown_department_has_no_figures(morning: Morning) -> None:
    with pytest.raises(NotFound, match="department"):
        morning.figures(department_id=new_id())
