"""The states of a ticket: every step leads where the clinic's rules say, and from nowhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clinic_server.domain import ticket as states
from shared.protocol.identity import new_id
from shared.protocol.ticket import Ticket, TicketStatus, WrongState
from tests.values import MORNING, a_ticket

S = TicketStatus
NOW = MORNING + timedelta(minutes=20)
ROOM, DOCTOR, ELSEWHERE = new_id(), new_id(), new_id()
OPEN = {S.WAITING, S.CALLED, S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL, S.ON_HOLD, S.MISSED}

STEPS: dict[str, tuple[Callable[[Ticket], Ticket], set[TicketStatus], TicketStatus]] = {
    "call": (lambda ticket: states.call(ticket, ROOM, DOCTOR, NOW), {S.WAITING, S.ON_HOLD, S.MISSED}, S.CALLED),
    "recall": (states.recall, {S.CALLED}, S.CALLED),
    "start": (lambda ticket: states.start(ticket, NOW), {S.CALLED, S.LEFT_CALL}, S.IN_PROGRESS),
    "join_video": (lambda ticket: states.join_video(ticket, NOW), {S.CALLED, S.IN_PROGRESS, S.LEFT_CALL}, S.IN_CALL),
    "leave_video": (states.leave_video, {S.IN_CALL}, S.LEFT_CALL),
    "finish": (lambda ticket: states.finish(ticket, NOW), {S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL}, S.DONE),
    "hold": (states.hold, {S.WAITING, S.CALLED, S.MISSED, S.IN_PROGRESS, S.LEFT_CALL}, S.ON_HOLD),
    "resume": (states.resume, {S.ON_HOLD}, S.WAITING),
    "miss": (states.miss, {S.CALLED}, S.MISSED),
    "come_back": (states.come_back, {S.MISSED}, S.WAITING),
    "transfer": (lambda ticket: states.transfer(ticket, ELSEWHERE, NOW), OPEN, S.WAITING),
    "cancel": (lambda ticket: states.cancel(ticket, NOW), OPEN, S.CANCELLED),
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("status", S, ids=str)
def test_a_step_is_taken_from_its_states_alone(name: str, status: TicketStatus) -> None:
    step, sources, target = STEPS[name]
    ticket = a_ticket(status=status, label="GM-007")

    if status in sources:
        assert step(ticket).status is target
    else:
        with pytest.raises(WrongState) as refusal:
            step(ticket)
        assert (refusal.value.label, refusal.value.status) == ("GM-007", status)


@pytest.mark.parametrize("status", sorted(OPEN), ids=str)
def test_every_open_state_has_a_way_out(status: TicketStatus) -> None:
    assert any(status in sources for _, sources, target in STEPS.values() if target is not status)


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=30))
def test_whatever_happens_a_ticket_keeps_its_label_and_its_times_make_sense(names: list[str]) -> None:
    issued = ticket = a_ticket()
    for name in names:
        step, sources, _ = STEPS[name]
        if ticket.status in sources:
            ticket = step(ticket)

    assert (ticket.id, ticket.label, ticket.number) == (issued.id, issued.label, issued.number)
    assert (ticket.ended_at is not None) == ticket.status.is_final
    assert (ticket.room_id is not None) >= (ticket.status in states.IN_ROOM)
    if ticket.status in {S.WAITING, S.ON_HOLD, S.MISSED}:
        assert ticket.room_id is None
        assert ticket.staff_id is None


def test_recalls_do_not_move_the_first_call() -> None:
    called = states.call(a_ticket(), ROOM, DOCTOR, MORNING)

    again = states.recall(states.recall(called))

    assert (again.called_at, again.calls) == (MORNING, 3)


def test_who_comes_back_is_called_anew() -> None:
    returned = states.come_back(states.miss(states.recall(states.call(a_ticket(), ROOM, DOCTOR, MORNING))))

    assert (returned.called_at, returned.calls) == (None, 0)
    assert states.call(returned, ROOM, DOCTOR, NOW).called_at == NOW


def test_a_transfer_begins_a_new_wait_under_the_same_label() -> None:
    sent_on = states.transfer(states.start(states.call(a_ticket(), ROOM, DOCTOR, MORNING), MORNING), ELSEWHERE, NOW)

    assert (sent_on.department_id, sent_on.waiting_since, sent_on.room_id) == (ELSEWHERE, NOW, None)
    assert (sent_on.called_at, sent_on.started_at, sent_on.calls, sent_on.label) == (None, None, 0, "GM-001")


def test_a_consultation_keeps_its_beginning_across_a_video() -> None:
    started = states.start(states.call(a_ticket(), ROOM, DOCTOR, MORNING), MORNING)
    back = states.start(states.leave_video(states.join_video(started, NOW)), NOW)

    assert (back.started_at, back.room_id) == (MORNING, ROOM)


def test_a_finished_ticket_is_not_open() -> None:
    states.require_open(a_ticket())
    with pytest.raises(WrongState):
        states.require_open(replace(a_ticket(), status=S.DONE, ended_at=NOW))
