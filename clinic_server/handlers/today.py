"""Today: the business day that commands work in, and whether the box's clock can be believed."""

from datetime import date

from clinic_server.domain.day import business_day_of
from clinic_server.store.unit import Unit
from shared.protocol.clinic import DateNotConfirmed
from shared.protocol.refusal import NotFound


def today(unit: Unit) -> date:
    """The open business day. Raises `DateNotConfirmed` while the clock shows a moment before it was opened."""
    day = unit.last_day
    if day is None or day.closed_at is not None:
        raise NotFound(noun="business_day")
    if unit.now < day.opened_at:
        raise DateNotConfirmed(clock_day=business_day_of(unit.clinic, unit.clock), last_day=day.day)
    return day.day
