"""Stints: a ticket's stay in one department's line and room, and what came of it."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from shared.protocol.priority import Priority
from shared.protocol.ticket import TicketStatus
from shared.protocol.visit import Step


class Outcome(Enum):
    """What came of a stint."""

    SEEN = auto()
    """There was a consultation, or there is one now."""
    MISSED = auto()
    """Was called and never came in."""
    CANCELLED = auto()
    """Ended without a call."""
    SENT_ON = auto()
    """Went to another line without a consultation."""
    OPEN = auto()
    """Waits, is called or held."""


class Stint(Struct, frozen=True, kw_only=True):
    """`left_at` is None while it lasts; `is_inferred`: nobody ended it, the day did."""

    ticket_id: UUID
    department_id: UUID
    staff_id: UUID | None
    arrived_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    left_at: datetime | None
    outcome: Outcome
    is_inferred: bool = False
    is_urgent: bool = False
    """Whether staff gave it a priority above normal."""


class Journey(Protocol):
    """What is kept of a ticket's whole way: the steps behind it, and where it stands now."""

    @property
    def id(self) -> UUID: ...
    @property
    def department_id(self) -> UUID: ...
    @property
    def staff_id(self) -> UUID | None: ...
    @property
    def status(self) -> TicketStatus: ...
    @property
    def waiting_since(self) -> datetime: ...
    @property
    def called_at(self) -> datetime | None: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def day_closed_at(self) -> datetime | None: ...
    @property
    def priority(self) -> Priority: ...
    @property
    def steps(self) -> tuple[Step, ...]: ...


def stints_of(journey: Journey) -> Iterator[Stint]:
    """The stints of a journey, the first one first."""
    is_urgent = journey.priority is not Priority.NORMAL
    for step in journey.steps:
        yield Stint(
            ticket_id=journey.id,
            department_id=step.department_id,
            staff_id=step.staff_id,
            arrived_at=step.arrived_at,
            called_at=step.called_at,
            started_at=step.started_at,
            left_at=step.left_at,
            outcome=Outcome.SENT_ON if step.started_at is None else Outcome.SEEN,
            is_urgent=is_urgent,
        )
    yield Stint(
        ticket_id=journey.id,
        department_id=journey.department_id,
        staff_id=journey.staff_id,
        arrived_at=journey.waiting_since,
        called_at=journey.called_at,
        started_at=journey.started_at,
        left_at=journey.ended_at,
        outcome=_outcome(journey),
        is_inferred=journey.ended_at is not None and journey.ended_at == journey.day_closed_at,
        is_urgent=is_urgent,
    )


def _outcome(journey: Journey) -> Outcome:
    if journey.started_at is not None:
        return Outcome.SEEN
    if journey.status is TicketStatus.CANCELLED:
        return Outcome.CANCELLED if journey.called_at is None else Outcome.MISSED
    return Outcome.MISSED if journey.status is TicketStatus.MISSED else Outcome.OPEN
