"""Places: what somebody who waits in a line was promised."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Event, Value


class Promise(Value, frozen=True, kw_only=True, tag="promise"):
    """The first wait that somebody was told in this line, so that its truth can be published; has its `Ticket`'s id."""

    audience: ClassVar = Audience.NOBODY

    department_id: UUID
    waiting_since: datetime
    told_at: datetime
    soonest_at: datetime
    likely_at: datetime
    latest_at: datetime


class WaitPromised(Event, frozen=True, kw_only=True, tag="place.promised"):
    """Somebody was told for the first time in this line how long it will probably take."""

    promise: Promise
