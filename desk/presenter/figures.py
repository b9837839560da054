"""The day's figures: how many were seen, how long it took, how long people wait."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from desk.presenter.line import Line
from desk.presenter.waiting import wait_of
from desk.presenter.wording import DASH, Wording
from desk.screen.notice import FigureShown
from shared.protocol.clinic import Clinic
from shared.protocol.ticket import Ticket, TicketStatus


def seen_by(tickets: Iterable[Ticket], staff_id: UUID) -> list[Ticket]:
    """The consultations that this doctor finished."""
    return [ticket for ticket in tickets if ticket.status is TicketStatus.DONE and ticket.staff_id == staff_id]


def average_minutes(seen: Iterable[Ticket]) -> int | None:
    """How long a consultation took on average, in whole minutes; None before the first one."""
    spans = [
        (ticket.ended_at - ticket.started_at).total_seconds()
        for ticket in seen
        if ticket.started_at is not None and ticket.ended_at is not None
    ]
    return max(1, round(sum(spans) / len(spans) / 60)) if spans else None


def longest_wait(waiting: Iterable[Line], clinic: Clinic | None, now: datetime) -> int | None:
    """The longest wait of those still waiting, in whole minutes; None when nobody waits."""
    return max((wait_of(line.ticket, line.visit, clinic, now).minutes for line in waiting), default=None)


def doctor_figures(
    seen: list[Ticket], waiting: Iterable[Line], clinic: Clinic | None, wording: Wording, now: datetime
) -> tuple[FigureShown, ...]:
    """Seen, average, longest wait."""
    average, longest = average_minutes(seen), longest_wait(waiting, clinic, now)
    return (
        _figure("seen", str(len(seen)), wording),
        _figure("average", _minutes(average, wording), wording),
        _figure("longest", _minutes(longest, wording), wording),
    )


def reception_figures(
    waiting: list[Line], clinic: Clinic | None, wording: Wording, now: datetime
) -> tuple[FigureShown, ...]:
    """Waiting, beyond target, longest wait."""
    late = sum(wait_of(line.ticket, line.visit, clinic, now).is_late for line in waiting)
    return (
        _figure("waiting", str(len(waiting)), wording),
        _figure("late", str(late), wording),
        _figure("longest", _minutes(longest_wait(waiting, clinic, now), wording), wording),
    )


def _minutes(count: int | None, wording: Wording) -> str:
    return DASH if count is None else wording.minutes(count)


def _figure(key: str, value: str, wording: Wording) -> FigureShown:
    return FigureShown(key=key, value=value, text=wording.words(f"desk.figure.{key}"))
