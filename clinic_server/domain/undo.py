"""Undo: the ticket and visit as they were before the last step, found in the ticket's own history."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.grammar import Event, Value
from shared.protocol.ticket import NothingToUndo, Ticket, TicketIssued, TicketPrinted, TicketUndone
from shared.protocol.visit import Visit


def before_last_step(history: Sequence[Event], now: Ticket, now_note: ClinicalNote | None) -> TicketUndone:
    """The ticket, visit and note as before the last step that still stands.

    `history` is the ticket's events, oldest first. A note that does not change is left out. Raises `NothingToUndo` when
    only the issue is left.
    """
    standing = _standing_steps(history)
    if not standing or isinstance(standing[-1], TicketIssued):
        raise NothingToUndo()
    before = _as_of(standing[:-1])
    ticket, visit, note = before.get(Ticket), before.get(Visit), before.get(ClinicalNote)
    if not isinstance(ticket, Ticket) or not isinstance(visit, Visit):
        raise NothingToUndo()
    ticket = replace(ticket, print_state=now.print_state, copies=now.copies)
    if now_note is None:
        return TicketUndone(ticket=ticket, visit=visit)
    reason = note.priority_reason if isinstance(note, ClinicalNote) else ""
    note = replace(now_note, priority_reason=reason)
    return TicketUndone(ticket=ticket, visit=visit, note=note if note != now_note else None)


def _standing_steps(history: Iterable[Event]) -> list[Event]:
    standing: list[Event] = []
    for event in history:
        if isinstance(event, TicketUndone):
            standing.pop()
        elif _is_step(event):
            standing.append(event)
    return standing


def _is_step(event: Event) -> bool:
    """Whether it moved the ticket. Printing, notes, and that somebody read of it, go on beside its way."""
    return not isinstance(event, TicketPrinted) and any(isinstance(value, Ticket) for value in event.values())


def _as_of(steps: Iterable[Event]) -> dict[type[Value], Value]:
    """The newest value of each class after these steps."""
    return {type(value): value for event in steps for value in event.values()}
