"""The business day: which one a moment belongs to, and when it rolls over."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.protocol.clinic import BusinessDay, Clinic, DateNotConfirmed


def business_day_of(clinic: Clinic, now: datetime) -> date:
    """The day that `now` belongs to in the clinic's zone, where a day lasts until the roll-over hour of the next.

    It is the wall clock that counts, so a clock change inside the night moves nothing.
    """
    local = now.astimezone(ZoneInfo(clinic.time_zone)).replace(tzinfo=None)
    return (local - timedelta(hours=clinic.rollover_hour)).date()


def rolls_over_at(clinic: Clinic, day: date) -> datetime:
    """The moment (UTC) when `day` ends."""
    local = datetime.combine(day + timedelta(days=1), time(clinic.rollover_hour), ZoneInfo(clinic.time_zone))
    return local.astimezone(UTC)


def day_to_open(clinic: Clinic, last: BusinessDay | None, now: datetime) -> date | None:
    """The day that must be opened now, or None while the last one still runs.

    Raises `DateNotConfirmed` when the clock shows a day before the last one: a box without a battery clock must not
    open an older day by itself.
    """
    today = business_day_of(clinic, now)
    if last is None or today > last.day:
        return today
    if today < last.day:
        raise DateNotConfirmed(clock_day=today, last_day=last.day)
    return today if last.closed_at is not None else None
