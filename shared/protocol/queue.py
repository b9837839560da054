"""What is derived from the tickets: how many wait, and who is next. Recomputed after changes, never journalled."""

from typing import ClassVar
from uuid import UUID

from shared.protocol.call import CallReason
from shared.protocol.grammar import Audience, Value


class Queue(Value, frozen=True, kw_only=True, tag="queue"):
    """The public state of a department's line; has the id of its `Department`."""

    audience: ClassVar = Audience.EVERYONE

    waiting: int
    next_labels: tuple[str, ...]
    """The first few, in the order they would be called now."""
    is_taking: bool
    """Whether a number can be had now, by state, hours and quota."""
    quota_left: int | None = None


class NextUp(Value, frozen=True, kw_only=True, tag="next_up"):
    """Whom a doctor would get by "call next"; has the id of the `Doctor`."""

    audience: ClassVar = Audience.STAFF

    ticket_id: UUID | None
    reason: CallReason | None = None
    """Its id is the ticket's: the call is not made yet."""
    waiting: int = 0
    on_hold: int = 0
    missed: int = 0
    for_others: dict[str, int] = {}
