"""Whether a department takes somebody now: its state, its hours, its quota."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clinic_server.domain.numbering import next_in_series
from shared.protocol.clinic import Clinic
from shared.protocol.department import (
    Department,
    DepartmentState,
    Hours,
    QueueClosed,
    QueuePaused,
    QuotaReached,
)
from shared.protocol.ticket import Series

DAYS_AHEAD = 8


def check_taking(clinic: Clinic, department: Department, series: Series | None, now: datetime) -> None:
    """Raise why the department takes nobody: `QueueClosed`, `QueuePaused` or `QuotaReached`."""
    if department.state is DepartmentState.CLOSED:
        raise QueueClosed()
    if department.state is DepartmentState.PAUSED and not _is_over(department.paused_until, now):
        raise QueuePaused(until=department.paused_until)
    if not is_within_hours(clinic, department, now):
        raise QueueClosed(opens_at=opens_at(clinic, department, now))
    issued = 0 if series is None else series.issued
    if department.daily_quota is not None and issued >= department.daily_quota:
        raise QuotaReached(quota=department.daily_quota)
    if series is not None:
        next_in_series(department, series)


def is_within_hours(clinic: Clinic, department: Department, now: datetime) -> bool:
    """Whether `now` lies in the department's hours. Without hours it is always open."""
    if not department.hours:
        return True
    local = now.astimezone(ZoneInfo(clinic.time_zone))
    return any(_covers(hours, local) for hours in department.hours)


def opens_at(clinic: Clinic, department: Department, now: datetime) -> datetime | None:
    """When the department's hours begin next, within eight days; None when they never do."""
    zone = ZoneInfo(clinic.time_zone)
    today = now.astimezone(zone).date()
    starts = (
        datetime.combine(day, hours.opens, zone)
        for day in (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
        for hours in department.hours
        if day.weekday() in hours.weekdays
    )
    return min((start for start in starts if start > now), default=None)


def _covers(hours: Hours, local: datetime) -> bool:
    at, weekday = local.time(), local.weekday()
    if hours.opens <= hours.closes:
        return weekday in hours.weekdays and hours.opens <= at < hours.closes
    after_midnight = (weekday - 1) % 7 in hours.weekdays and at < hours.closes
    return after_midnight or (weekday in hours.weekdays and at >= hours.opens)


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and now >= until
