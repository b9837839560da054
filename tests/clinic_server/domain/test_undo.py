"""Undo: as it was before the last step, step by step, down to the issue."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clinic_server.domain import ticket as states
from clinic_server.domain.undo import before_last_step
from shared.protocol.clinical_note import ClinicalNote, NotesWritten
from shared.protocol.grammar import Event
from shared.protocol.priority import Priority
from shared.protocol.ticket import (
    NothingToUndo,
    PriorityChanged,
    Series,
    Ticket,
    TicketHeld,
    TicketIssued,
    TicketKey,
    TicketPrinted,
    TicketResumed,
    TicketStatus,
    TicketUndone,
)
from shared.protocol.visit import Visit
from tests.values import MORNING, a_ticket, a_visit

Step = Callable[[Ticket, Visit], tuple[Ticket, Visit, Event]]


def issued() -> tuple[Ticket, Visit, Event]:
    ticket = a_ticket()
    visit = a_visit(id=ticket.id)
    series = Series(id=ticket.series_id, department_id=ticket.department_id, business_day=MORNING.date(), last_number=1)
    return ticket, visit, TicketIssued(series=series, ticket=ticket, visit=visit, key=TicketKey(id=ticket.id, key="k"))


def hold(ticket: Ticket, visit: Visit) -> tuple[Ticket, Visit, Event]:
    ticket, visit = states.hold(ticket), replace(visit, status_reason="x-ray")
    return ticket, visit, TicketHeld(ticket=ticket, visit=visit)


def resume(ticket: Ticket, visit: Visit) -> tuple[Ticket, Visit, Event]:
    ticket, visit = states.resume(ticket), replace(visit, status_reason="")
    return ticket, visit, TicketResumed(ticket=ticket, visit=visit)


def hurry(ticket: Ticket, visit: Visit) -> tuple[Ticket, Visit, Event]:
    visit = replace(visit, priority=Priority.HIGH, due_at=visit.due_at - timedelta(minutes=1))
    return ticket, visit, PriorityChanged(ticket=ticket, visit=visit)


def print_copy(ticket: Ticket, visit: Visit) -> tuple[Ticket, Visit, Event]:
    ticket = replace(ticket, copies=ticket.copies + 1)
    return ticket, visit, TicketPrinted(ticket=ticket)


def write(ticket: Ticket, visit: Visit) -> tuple[Ticket, Visit, Event]:
    return ticket, visit, NotesWritten(note=ClinicalNote(id=ticket.id, notes="x"))


def before(history: Sequence[Event], now: Ticket, note: ClinicalNote | None = None) -> tuple[Ticket, Visit]:
    """Ticket and visit as undo would make them."""
    undone = before_last_step(history, now, note)
    return undone.ticket, undone.visit


def test_nothing_comes_before_the_issue() -> None:
    ticket, _, event = issued()

    with pytest.raises(NothingToUndo):
        before([event], ticket)


def test_printing_and_notes_stay_and_are_no_steps() -> None:
    ticket, visit, event = issued()
    history = [event]
    for step in (hold, print_copy, write):
        ticket, visit, event = step(ticket, visit)
        history.append(event)

    undone = before_last_step(history, ticket, ClinicalNote(id=ticket.id, notes="x"))

    assert (undone.ticket.status, undone.ticket.copies) == (TicketStatus.WAITING, 1)
    assert undone.visit.status_reason == ""
    assert undone.note is None


def test_a_priority_can_be_taken_back() -> None:
    ticket, visit, event = issued()
    due_at = visit.due_at
    _, _, changed = hurry(ticket, visit)

    _, visit_before = before([event, changed], ticket)

    assert (visit_before.priority, visit_before.due_at) == (Priority.NORMAL, due_at)


def test_the_reason_of_a_priority_goes_back_with_it_and_what_the_doctor_wrote_stays() -> None:
    ticket, visit, event = issued()
    first = ClinicalNote(id=ticket.id, reason="cough", priority_reason="pale")
    event = replace(event, note=first)
    second = replace(first, priority_reason="", notes="38.5")
    changed = PriorityChanged(ticket=ticket, visit=visit, note=replace(first, priority_reason=""))

    undone = before_last_step([event, changed, NotesWritten(note=second)], ticket, second)

    assert undone.note == replace(first, notes="38.5")


@given(st.lists(st.sampled_from(["step", "undo", "print", "write"]), max_size=40))
def test_undo_walks_back_along_the_steps_that_still_stand(actions: list[str]) -> None:
    ticket, visit, event = issued()
    history: list[Event] = [event]
    stack = [(ticket.status, visit.status_reason, visit.priority)]
    for action in actions:
        if action == "undo":
            if len(stack) == 1:
                with pytest.raises(NothingToUndo):
                    before(history, ticket)
                continue
            stack.pop()
            ticket, visit = before(history, ticket)
            history.append(TicketUndone(ticket=ticket, visit=visit))
        elif action == "step":
            step = resume if ticket.status is TicketStatus.ON_HOLD else hold if len(history) % 2 else hurry
            ticket, visit, event = step(ticket, visit)
            history.append(event)
            stack.append((ticket.status, visit.status_reason, visit.priority))
        else:
            ticket, visit, event = (print_copy if action == "print" else write)(ticket, visit)
            history.append(event)

        assert (ticket.status, visit.status_reason, visit.priority) == stack[-1]
    assert ticket.copies == actions.count("print")


def test_a_history_that_begins_with_nothing_gives_nothing() -> None:
    ticket = a_ticket()

    with pytest.raises(NothingToUndo):
        before([], ticket)
