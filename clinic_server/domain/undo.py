"""Undo: the ticket and visit as they were before the last step, found in the ticket's own history."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from shared.protocol.grammar import Event
from shared.protocol.ticket import (
    NotesWritten,
    NothingToUndo,
    Ticket,
    TicketIssued,
    TicketPrinted,
    TicketUndone,
)
from shared.protocol.visit import Visit

NO_STEPS = (TicketPrinted, NotesWritten)
"""Printing and notes go on beside the ticket's way; taking a step back leaves them."""


def before_last_step(history: Sequence[Event], now_ticket: Ticket, now_visit: Visit) -> tuple[Ticket, Visit]:
    """The ticket and visit as before the last step that still stands. `history` is the ticket's events, oldest first.

    Raises `NothingToUndo` when only the issue is left.
    """
    standing = _standing_steps(history)
    if not standing or isinstance(standing[-1], TicketIssued):
        raise NothingToUndo()
    ticket, visit = _as_of(standing[:-1])
    if ticket is None or visit is None:
        raise NothingToUndo()
    return (
        replace(ticket, print_state=now_ticket.print_state, copies=now_ticket.copies),
        replace(visit, notes=now_visit.notes),
    )


def _standing_steps(history: Iterable[Event]) -> list[Event]:
    standing: list[Event] = []
    for event in history:
        if isinstance(event, TicketUndone):
            standing.pop()
        elif not isinstance(event, NO_STEPS):
            standing.append(event)
    return standing


def _as_of(steps: Iterable[Event]) -> tuple[Ticket | None, Visit | None]:
    ticket: Ticket | None = None
    visit: Visit | None = None
    for event in steps:
        for value in event.values():
            if isinstance(value, Ticket):
                ticket = value
            elif isinstance(value, Visit):
                visit = value
    return ticket, visit
