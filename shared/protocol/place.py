"""Places: where somebody stands in line, how long it will probably take, and what was promised of it."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Audience, Command, Event, Value
from shared.protocol.ticket import TicketStatus


class ExpectedWait(Struct, frozen=True, kw_only=True):
    """How long until the call, from now, in five-minute steps.

    Of ten who are told so, about one is called before `soonest_minutes`, five before `likely_minutes` and one after
    `longest_minutes`. People are shown `likely_minutes` to `longest_minutes`; nobody should go away for longer than
    `soonest_minutes`.
    """

    soonest_minutes: int
    likely_minutes: int
    longest_minutes: int


class Place(Struct, frozen=True, kw_only=True):
    """Where a ticket stands, as of `at`. `wait` is None when nobody can know."""

    ticket_id: UUID
    label: str
    status: TicketStatus
    position: int | None
    """As people count: 1 is the next one. None when it does not wait."""
    ahead: int | None
    """How many would be called before."""
    wait: ExpectedWait | None
    calling_from: datetime | None = None
    """When the department begins to call, while nobody does; None: it does, or it is not known."""
    at: datetime


class Promise(Value, frozen=True, kw_only=True, tag="promise"):
    """The first wait that somebody was told in this line, so that its truth can be published; has its `Ticket`'s id."""

    audience: ClassVar = Audience.NOBODY

    department_id: UUID
    waiting_since: datetime
    told_at: datetime
    soonest_at: datetime
    likely_at: datetime
    latest_at: datetime


class TellPlace(Command[Place], frozen=True, kw_only=True, tag="place.tell"):
    """Ask where a ticket stands and how long it will probably wait."""

    route: ClassVar = "POST /tickets/{ticket_id}/place"

    ticket_id: UUID


class WaitPromised(Event, frozen=True, kw_only=True, tag="place.promised"):
    """Somebody was told for the first time in this line how long it will probably take."""

    promise: Promise
