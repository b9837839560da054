"""The states of a ticket: each step as a function from the ticket to the ticket after it, or a `WrongState`."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from shared.protocol.ticket import Ticket, TicketStatus, WrongState

S = TicketStatus
IN_ROOM = frozenset({S.CALLED, S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL})
OPEN = frozenset(status for status in S if not status.is_final)


def call(ticket: Ticket, room_id: UUID, staff_id: UUID, now: datetime) -> Ticket:
    """waiting → called. Out of turn also whoever is held or missed: a person decided it."""
    _require(ticket, S.WAITING, S.ON_HOLD, S.MISSED)
    first_called_at = ticket.called_at or now
    return replace(
        ticket,
        status=S.CALLED,
        room_id=room_id,
        staff_id=staff_id,
        called_at=first_called_at,
        calls=1,
    )


def recall(ticket: Ticket) -> Ticket:
    """called → called again; the first call's time stays."""
    _require(ticket, S.CALLED)
    return replace(ticket, calls=ticket.calls + 1)


def start(ticket: Ticket, now: datetime) -> Ticket:
    """called → in progress; after a video also back into the room."""
    _require(ticket, S.CALLED, S.LEFT_CALL)
    return replace(ticket, status=S.IN_PROGRESS, started_at=ticket.started_at or now)


def join_video(ticket: Ticket, now: datetime) -> Ticket:
    """in progress or left call → in call."""
    _require(ticket, S.CALLED, S.IN_PROGRESS, S.LEFT_CALL)
    return replace(ticket, status=S.IN_CALL, started_at=ticket.started_at or now)


def leave_video(ticket: Ticket) -> Ticket:
    """in call → left call."""
    _require(ticket, S.IN_CALL)
    return replace(ticket, status=S.LEFT_CALL)


def finish(ticket: Ticket, now: datetime) -> Ticket:
    """A consultation → done."""
    _require(ticket, S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL)
    return replace(ticket, status=S.DONE, ended_at=now)


def hold(ticket: Ticket) -> Ticket:
    """waiting, called, missed or a consultation → on hold; the room is free again."""
    _require(ticket, S.WAITING, S.CALLED, S.MISSED, S.IN_PROGRESS, S.LEFT_CALL)
    return replace(ticket, status=S.ON_HOLD, room_id=None, staff_id=None)


def resume(ticket: Ticket) -> Ticket:
    """on hold → waiting."""
    _require(ticket, S.ON_HOLD)
    return _waits_again(ticket)


def miss(ticket: Ticket) -> Ticket:
    """called → missed; the room is free again."""
    _require(ticket, S.CALLED)
    return replace(ticket, status=S.MISSED, room_id=None, staff_id=None)


def come_back(ticket: Ticket) -> Ticket:
    """missed → waiting."""
    _require(ticket, S.MISSED)
    return _waits_again(ticket)


def transfer(ticket: Ticket, department_id: UUID, now: datetime) -> Ticket:
    """Any open state → waiting in another queue, under the same label."""
    _require(ticket, *OPEN)
    return replace(
        ticket,
        status=S.WAITING,
        department_id=department_id,
        room_id=None,
        staff_id=None,
        waiting_since=now,
        called_at=None,
        started_at=None,
        calls=0,
    )


def cancel(ticket: Ticket, now: datetime) -> Ticket:
    """Any open state → cancelled."""
    _require(ticket, *OPEN)
    return replace(ticket, status=S.CANCELLED, room_id=None, ended_at=now)


def require_open(ticket: Ticket) -> None:
    """Raise `WrongState` when the ticket has ended."""
    _require(ticket, *OPEN)


def require_not_in_room(ticket: Ticket) -> None:
    """Raise `WrongState` once a consultation has begun or ended."""
    _require(ticket, *(OPEN - IN_ROOM), S.CALLED)


def _waits_again(ticket: Ticket) -> Ticket:
    return replace(ticket, status=S.WAITING, room_id=None, staff_id=None, called_at=None, started_at=None, calls=0)


def _require(ticket: Ticket, *allowed: TicketStatus) -> None:
    if ticket.status not in allowed:
        raise WrongState(label=ticket.label, status=ticket.status)
