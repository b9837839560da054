"""The business day: whose it is that the clock shows, wherever the clinic is and whatever the clocks do at night."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_server.domain.day import business_day_of, day_to_open, rolls_over_at
from shared.protocol.clinic import DateNotConfirmed
from tests.values import a_clinic, a_day

ZONES = ("Asia/Kathmandu", "America/Phoenix", "Europe/Madrid", "America/Santiago", "Pacific/Apia", "UTC")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # given its zone here


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        # 5 h 45 min ahead: three in the morning in Kathmandu is 21:15 UTC of the day before.
        ("Asia/Kathmandu", "2026-04-13T21:14:59", "2026-04-13"),
        ("Asia/Kathmandu", "2026-04-13T21:15:00", "2026-04-14"),
        # 7 h behind: three in the morning in Phoenix is 10:00 UTC.
        ("America/Phoenix", "2026-04-14T09:59:59", "2026-04-13"),
        ("America/Phoenix", "2026-04-14T10:00:00", "2026-04-14"),
        # The clocks go forward at two: three o'clock comes an hour after half past one.
        ("Europe/Madrid", "2026-03-29T00:59:59", "2026-03-28"),
        ("Europe/Madrid", "2026-03-29T01:00:00", "2026-03-29"),
        # The clocks go back at three: it is half past two twice, and three o'clock once.
        ("Europe/Madrid", "2026-10-25T00:30:00", "2026-10-24"),
        ("Europe/Madrid", "2026-10-25T01:30:00", "2026-10-24"),
        ("Europe/Madrid", "2026-10-25T02:00:00", "2026-10-25"),
    ],
)
def test_a_day_lasts_until_three_in_the_morning_on_the_clinics_wall(zone: str, now: str, day: str) -> None:
    assert business_day_of(a_clinic(time_zone=zone), utc(now)) == date.fromisoformat(day)


def test_the_roll_over_hour_is_the_clinics_choice() -> None:
    night_clinic = a_clinic(time_zone="UTC", rollover_hour=12)

    assert business_day_of(night_clinic, utc("2026-04-14T11:59:00")) == date(2026, 4, 13)
    assert business_day_of(night_clinic, utc("2026-04-14T12:00:00")) == date(2026, 4, 14)
    assert rolls_over_at(night_clinic, date(2026, 4, 14)) == utc("2026-04-15T12:00:00")


@given(now=MOMENTS, zone=st.sampled_from(ZONES), hour=st.integers(0, 23))
def test_every_moment_lies_before_the_end_of_its_day(now: datetime, zone: str, hour: int) -> None:
    clinic = a_clinic(time_zone=zone, rollover_hour=hour)

    assert now < rolls_over_at(clinic, business_day_of(clinic, now))


@given(now=MOMENTS, zone=st.sampled_from(ZONES), hour=st.integers(0, 23))
def test_the_next_day_has_begun_when_a_day_ends(now: datetime, zone: str, hour: int) -> None:
    clinic = a_clinic(time_zone=zone, rollover_hour=hour)
    day = business_day_of(clinic, now)

    assert business_day_of(clinic, rolls_over_at(clinic, day)) > day


@given(now=MOMENTS, zone=st.sampled_from(ZONES), later=st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_never_go_back_but_for_clocks_set_back_at_the_roll_over(
    now: datetime, zone: str, later: timedelta
) -> None:
    clinic = a_clinic(time_zone=zone, rollover_hour=4)  # no zone here sets its clock back past four

    assert business_day_of(clinic, now + later) >= business_day_of(clinic, now)


def test_a_new_box_opens_today() -> None:
    assert day_to_open(a_clinic(), None, utc("2026-04-14T08:00:00")) == date(2026, 4, 14)


def test_a_day_that_runs_is_left_alone_and_one_that_ended_is_followed() -> None:
    clinic, today = a_clinic(), a_day(date(2026, 4, 14))

    assert day_to_open(clinic, today, utc("2026-04-14T23:00:00")) is None
    assert day_to_open(clinic, today, utc("2026-04-15T08:00:00")) == date(2026, 4, 15)


def test_a_box_that_was_off_for_a_week_opens_today_and_no_day_between() -> None:
    assert day_to_open(a_clinic(), a_day(date(2026, 4, 7)), utc("2026-04-14T08:00:00")) == date(2026, 4, 14)


def test_a_clock_that_went_back_opens_no_older_day() -> None:
    with pytest.raises(DateNotConfirmed) as refusal:
        day_to_open(a_clinic(), a_day(date(2026, 4, 14)), utc("2026-04-13T08:00:00"))

    assert (refusal.value.clock_day, refusal.value.last_day) == (date(2026, 4, 13), date(2026, 4, 14))


def test_a_day_closed_by_mistake_is_opened_again() -> None:
    closed = a_day(date(2026, 4, 14), closed_at=utc("2026-04-14T09:00:00"))

    assert day_to_open(a_clinic(), closed, utc("2026-04-14T10:00:00")) == date(2026, 4, 14)


def test_the_zones_of_these_tests_are_what_they_are_taken_for() -> None:
    now = utc("2026-04-14T00:00:00")

    assert now.astimezone(ZoneInfo("Asia/Kathmandu")).utcoffset() == timedelta(hours=5, minutes=45)
    assert now.astimezone(ZoneInfo("America/Phoenix")).utcoffset() == timedelta(hours=-7)
