"""What is said on a queue's stream, and which events of the journal belong to it."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from shared.protocol.call import Call
from shared.protocol.department import Department
from shared.protocol.every import AnyValue
from shared.protocol.grammar import Audience, Event, Value, kind_of
from shared.protocol.ticket import Ticket, TicketTransferred, TicketUndone
from shared.protocol.visit import Visit


class Opening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first frame of a browser, which cannot send a header: its socket ticket."""

    ticket: str


class Opened(Struct, frozen=True, kw_only=True, tag="opened", tag_field="type"):
    """The server's first frame. `seq` is where the journal stands now.

    When `epoch` is not the one that was seen before, the clinic was restored from a backup: begin anew without `after`.
    """

    department_id: UUID
    seq: int
    epoch: int


class StreamEvent(Struct, frozen=True, kw_only=True, tag="event", tag_field="type"):
    """What has happened, with the public new values. Numbers grow; those between belong to other queues."""

    seq: int
    at: datetime
    kind: str
    values: tuple[AnyValue, ...]


class Beat(Struct, frozen=True, kw_only=True, tag="beat", tag_field="type"):
    """Nothing of this queue is missing up to `seq`. Comes every five seconds."""

    seq: int


def told(seq: int, at: datetime, event: Event, department_id: UUID) -> StreamEvent | None:
    """What a department's stream says of an event; None when it is another queue's affair."""
    values = tuple(event.values())
    if not any(_concerns(event, value, department_id) for value in values):
        return None
    public = tuple(value for value in values if value.audience is Audience.EVERYONE)
    return StreamEvent(seq=seq, at=at, kind=kind_of(event), values=public)


def _concerns(event: Event, value: Value, department_id: UUID) -> bool:
    """Who left a queue is told there too. An undone step may have led here, which only its past would say."""
    match value:
        case Department():
            return value.id == department_id
        case Ticket() | Call():
            return value.department_id == department_id or isinstance(event, TicketUndone)
        case Visit() if isinstance(event, TicketTransferred):
            return bool(value.steps) and value.steps[-1].department_id == department_id
    return False
