"""The mirror: a snapshot and what came since, by `put` alone; yesterday is forgotten."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.client.mirror import Mirror
from shared.protocol.alert import Alert, AlertKind
from shared.protocol.call import Call, CallReason, Why
from shared.protocol.clinic import BusinessDay
from shared.protocol.department import Department
from shared.protocol.envelope import Notice, Snapshot
from shared.protocol.grammar import Value
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit
from tests.values import MORNING, a_clinic, a_day, a_department, a_ticket, a_visit, any_of

TODAY = MORNING.date()


def snapshot(*values: Value, seq: int = 1) -> Snapshot:
    return Snapshot(seq=seq, at=MORNING, values=values)


def notice(*values: Value, seq: int = 2) -> Notice:
    return Notice(number=1, seq=seq, at=MORNING + timedelta(seconds=seq), kind="test", values=values)


def a_call(ticket: Ticket, **fields: Any) -> Call:
    return Call(
        id=new_id(),
        ticket_id=ticket.id,
        label=ticket.label,
        department_id=ticket.department_id,
        room_id=new_id(),
        zone="main",
        language="en",
        called_at=MORNING,
        expires_at=MORNING,
        **fields,
    )


def test_an_empty_mirror_knows_nothing() -> None:
    mirror = Mirror()

    assert (mirror.clinic, mirror.day, mirror.all(Ticket), mirror.get(Ticket, new_id())) == (None, None, (), None)
    assert mirror.get(Ticket, None) is None


def test_a_snapshot_replaces_everything_that_was_known() -> None:
    mirror = Mirror()
    mirror.reset(snapshot(a_department(), a_ticket()))
    clinic = a_clinic()

    mirror.reset(snapshot(clinic, seq=9))

    assert (mirror.clinic, mirror.seq, mirror.at) == (clinic, 9, MORNING)
    assert [len(mirror.all(kind)) for kind in (Department, Ticket)] == [0, 0]


def test_a_notice_puts_its_values_in_the_place_of_the_old_ones() -> None:
    mirror, ticket = Mirror(), a_ticket()
    mirror.reset(snapshot(ticket, a_department()))
    called = a_ticket(id=ticket.id, status=TicketStatus.CALLED)

    mirror.apply(notice(called))

    assert mirror.all(Ticket) == (called,)
    assert len(mirror.all(Department)) == 1
    assert mirror.seq == 2


def test_the_day_is_the_one_that_is_open() -> None:
    mirror, yesterday = Mirror(), a_day(TODAY - timedelta(days=1))
    mirror.reset(snapshot(yesterday))
    assert mirror.day == yesterday

    mirror.apply(notice(replace(yesterday, closed_at=MORNING), today := a_day(TODAY)))

    assert mirror.day == today
    assert mirror.all(BusinessDay) == (today,)


def test_a_new_day_forgets_what_ended_and_all_that_belongs_to_it() -> None:
    gone, waiting = a_ticket(status=TicketStatus.DONE, ended_at=MORNING), a_ticket()
    patient, other = Patient(id=new_id(), name="Rosa"), Patient(id=new_id(), name="Ana")
    calls = {ticket.id: a_call(ticket) for ticket in (gone, waiting)}
    reasons = [
        CallReason(id=call.id, ticket_id=id, why=Why.FIRST, priority=Priority.NORMAL, due_at=MORNING)
        for id, call in calls.items()
    ]
    alert = Alert(id=new_id(), kind=AlertKind.HELP, device_id=new_id(), language="en", raised_at=MORNING)
    answered = replace(alert, id=new_id(), answered_at=MORNING)
    mirror = Mirror()
    mirror.reset(
        snapshot(
            a_department(),
            gone,
            waiting,
            a_visit(id=gone.id, patient_id=patient.id),
            a_visit(id=waiting.id, patient_id=other.id),
            patient,
            other,
            *calls.values(),
            *reasons,
            alert,
            answered,
        )
    )

    mirror.apply(notice(a_day(TODAY)))

    assert mirror.all(Ticket) == (waiting,)
    assert [visit.id for visit in mirror.all(Visit)] == [waiting.id]
    assert mirror.all(Patient) == (other,)
    assert mirror.all(Call) == (calls[waiting.id],)
    assert [reason.ticket_id for reason in mirror.all(CallReason)] == [waiting.id]
    assert mirror.all(Alert) == (alert,)
    assert len(mirror.all(Department)) == 1


def test_a_year_of_days_does_not_make_a_mirror_grow() -> None:
    mirror = Mirror()
    mirror.reset(snapshot(a_clinic(), a_department()))
    sizes = set()
    for number in range(365):
        day = a_day(date(2026, 1, 1) + timedelta(days=number))
        mirror.apply(notice(day))
        for _ in range(3):
            ticket = a_ticket()
            mirror.apply(notice(ticket, a_visit(id=ticket.id)))
            mirror.apply(notice(a_ticket(id=ticket.id, status=TicketStatus.CALLED), a_call(ticket)))
            mirror.apply(notice(a_ticket(id=ticket.id, status=TicketStatus.DONE, ended_at=MORNING)))
        mirror.apply(notice(a_day(day.day, id=day.id, closed_at=MORNING)))
        sizes.add(sum(len(mirror.all(kind)) for kind in (BusinessDay, Ticket, Visit, Call)))

    assert len(sizes) == 1


@given(st.lists(any_of(Department), max_size=10), st.integers(0, 10))
def test_a_snapshot_and_the_notices_after_it_are_as_good_as_a_later_snapshot(values: list[Department], at: int) -> None:
    told, whole = Mirror(), Mirror()
    told.reset(snapshot(*values[:at]))
    for seq, value in enumerate(values[at:], 2):
        told.apply(notice(value, seq=seq))
    whole.reset(snapshot(*values))

    assert {value.id: value for value in told.all(Department)} == {value.id: value for value in whole.all(Department)}
