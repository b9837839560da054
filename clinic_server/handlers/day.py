"""Business days: opened and closed by events, when the clock or staff say so."""

from datetime import date

from msgspec.structs import replace

from clinic_server.domain import ticket as states
from clinic_server.domain.day import business_day_of, day_to_open
from clinic_server.handlers.registry import handles
from clinic_server.handlers.session import close_session
from clinic_server.store.unit import Unit
from shared.protocol.clinic import BusinessDay, ConfirmDate, DayClosed, DayOpened
from shared.protocol.grammar import Command
from shared.protocol.refusal import BadValue
from shared.protocol.session import Session, SessionEnd
from shared.protocol.ticket import Ticket, TicketCancelled, TicketFinished
from shared.protocol.visit import Visit

DAY_ENDED = "day_ended"


class KeepDay(Command[None], frozen=True, kw_only=True, tag="day.keep"):
    """The box asks itself to roll the day over when it is time."""


@handles(KeepDay)
def keep_day(unit: Unit, command: KeepDay) -> None:
    """Close the day that ended, with everybody still in it and the sessions that ran out, and open today's."""
    day = day_to_open(unit.clinic, unit.last_day, unit.clock)
    if day is None:
        return
    _close_last(unit, is_over=True)
    for session in unit.all(Session):
        if session.expires_at <= unit.clock:
            close_session(unit, session, SessionEnd.EXPIRED)
    _open(unit, day)


@handles(ConfirmDate)
def confirm_date(unit: Unit, command: ConfirmDate) -> BusinessDay:
    """Work on with the date that the clock shows, though it lies before the last day. Who waits goes on waiting."""
    if command.day != business_day_of(unit.clinic, unit.clock):
        raise BadValue(field="day", why="not the date of the clock")
    last = unit.last_day
    if last is not None and last.day == command.day and last.closed_at is None:
        return last
    _close_last(unit, is_over=False)
    return _open(unit, command.day)


def _close_last(unit: Unit, *, is_over: bool) -> None:
    last = unit.last_day
    if last is None or last.closed_at is not None:
        return
    if is_over:
        _close_open_tickets(unit, DAY_ENDED)
    unit.record(DayClosed(day=replace(last, closed_at=unit.now)))


def _open(unit: Unit, day: date) -> BusinessDay:
    """A day that was worked on before goes on with its series."""
    known = unit.day_record(day)
    opened = BusinessDay(id=unit.new_id() if known is None else known.id, day=day, opened_at=unit.now)
    unit.record(DayOpened(day=opened))
    return opened


def _close_open_tickets(unit: Unit, reason: str) -> None:
    """At the day's end: a consultation is done, everybody else is cancelled with the reason."""
    for ticket in unit.all(Ticket):
        visit = unit.need(Visit, ticket.id)
        if ticket.status in states.IN_ROOM - {states.S.CALLED}:
            unit.record(TicketFinished(ticket=states.finish(ticket, unit.now)))
        else:
            closed = replace(visit, status_reason=reason)
            unit.record(TicketCancelled(ticket=states.cancel(ticket, unit.now), visit=closed))
