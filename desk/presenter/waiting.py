"""How long somebody has waited, and how that stands against the target of their class."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.protocol.clinic import Clinic, Target
from shared.protocol.priority import Priority
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit

NEAR_TARGET = 0.8
STOPPED = frozenset({TicketStatus.ON_HOLD, TicketStatus.MISSED, TicketStatus.DONE, TicketStatus.CANCELLED})


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Whole minutes; the share of the target (1.0: reached); good, warn, bad, or stopped."""

    minutes: int
    share: float
    grade: str

    @property
    def is_late(self) -> bool:
        """Whether the target is behind."""
        return self.grade == "bad"


def wait_of(ticket: Ticket, visit: Visit | None, clinic: Clinic | None, now: datetime) -> Wait:
    """The wait in this queue until the call, or until now."""
    until = ticket.called_at or (ticket.ended_at if ticket.status.is_final else None) or now
    minutes = max(0, int((until - ticket.waiting_since).total_seconds() // 60))
    target = target_of(visit.priority if visit is not None else Priority.NORMAL, clinic)
    if target is None or visit is None:
        return Wait(minutes=minutes, share=1.5, grade="stopped" if ticket.status in STOPPED else "bad")
    # Measured against the due time, so that the mark is where the order of the line says it is.
    share = max(0.0, 1.0 - (visit.due_at - until) / target)
    return Wait(minutes=minutes, share=share, grade=_grade(ticket.status, share))


def target_of(priority: Priority, clinic: Clinic | None) -> timedelta | None:
    """The longest a class should wait; None for an emergency, which has no target: it goes first."""
    target = clinic.target if clinic is not None else Target()
    match priority:
        case Priority.EMERGENCY:
            return None
        case Priority.HIGH:
            return timedelta(minutes=max(1, target.high_minutes))
        case Priority.NORMAL:
            return timedelta(minutes=max(1, target.normal_minutes))


def _grade(status: TicketStatus, share: float) -> str:
    if status in STOPPED:
        return "stopped"
    if share >= 1.0:
        return "bad"
    return "warn" if share >= NEAR_TARGET else "good"
