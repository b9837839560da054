"""Whether a department takes somebody now: its state, its hours, its quota; and why not."""

from datetime import UTC, datetime, time

import pytest

from clinic_server.domain.opening import check_taking, is_within_hours, opens_at
from shared.protocol.department import DepartmentState, Hours, QueueClosed, QueuePaused, QuotaReached
from shared.protocol.identity import new_id
from shared.protocol.ticket import Series
from tests.values import MORNING, a_clinic, a_department

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
OFFICE = (
    Hours(weekdays=MONDAY_TO_FRIDAY, opens=time(8), closes=time(13)),
    Hours(weekdays=(0,), opens=time(16), closes=time(18)),
)
NIGHT = (Hours(weekdays=(5,), opens=time(22), closes=time(2)),)


def madrid(text: str) -> datetime:
    """A moment of April 2026 by Madrid's summer wall clock."""
    return datetime.fromisoformat(f"{text}+02:00").astimezone(UTC)


def issued(number: int) -> Series:
    return Series(id=new_id(), department_id=new_id(), business_day=MORNING.date(), last_number=number, issued=number)


def test_without_hours_a_department_is_always_open() -> None:
    check_taking(a_clinic(), a_department(), None, MORNING)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-04-14T07:59", False),
        ("2026-04-14T08:00", True),
        ("2026-04-14T12:59", True),
        ("2026-04-14T13:00", False),
        ("2026-04-13T16:30", True),  # on Monday afternoon too
        ("2026-04-14T16:30", False),
        ("2026-04-18T10:00", False),  # Saturday
    ],
)
def test_hours_begin_on_the_minute_and_end_before_it(now: str, is_open: bool) -> None:
    assert is_within_hours(a_clinic(), a_department(hours=OFFICE), madrid(now)) is is_open


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-04-18T21:59", False),
        ("2026-04-18T22:00", True),
        ("2026-04-19T01:59", True),  # still Saturday's night
        ("2026-04-19T02:00", False),
        ("2026-04-18T01:00", False),  # Friday's night has no hours
    ],
)
def test_hours_may_end_after_midnight(now: str, is_open: bool) -> None:
    assert is_within_hours(a_clinic(), a_department(hours=NIGHT), madrid(now)) is is_open


def test_a_closed_department_says_when_it_opens() -> None:
    department = a_department(hours=OFFICE)

    with pytest.raises(QueueClosed) as refusal:
        check_taking(a_clinic(), department, None, madrid("2026-04-17T14:00"))

    assert refusal.value.opens_at == madrid("2026-04-20T08:00")  # after the weekend


def test_hours_that_never_come_have_no_beginning() -> None:
    never = (Hours(weekdays=(), opens=time(8), closes=time(9)),)

    assert opens_at(a_clinic(), a_department(hours=never), MORNING) is None


def test_the_next_opening_of_one_day_a_week_is_a_week_away() -> None:
    tuesdays = (Hours(weekdays=(1,), opens=time(8), closes=time(9)),)

    assert opens_at(a_clinic(), a_department(hours=tuesdays), madrid("2026-04-14T08:30")) == madrid("2026-04-21T08:00")


def test_a_department_closed_by_hand_gives_no_time() -> None:
    with pytest.raises(QueueClosed) as refusal:
        check_taking(a_clinic(), a_department(state=DepartmentState.CLOSED, hours=OFFICE), None, MORNING)

    assert refusal.value.opens_at is None


def test_a_pause_ends_by_itself_when_its_end_was_said() -> None:
    until = madrid("2026-04-14T10:00")
    paused = a_department(state=DepartmentState.PAUSED, paused_until=until)

    with pytest.raises(QueuePaused) as refusal:
        check_taking(a_clinic(), paused, None, madrid("2026-04-14T09:59"))
    assert refusal.value.until == until
    check_taking(a_clinic(), paused, None, until)


def test_a_pause_without_an_end_lasts() -> None:
    with pytest.raises(QueuePaused):
        check_taking(a_clinic(), a_department(state=DepartmentState.PAUSED), None, MORNING)


def test_the_quota_counts_what_was_given_out_today() -> None:
    department = a_department(daily_quota=3)

    check_taking(a_clinic(), department, None, MORNING)
    check_taking(a_clinic(), department, issued(2), MORNING)
    with pytest.raises(QuotaReached) as refusal:
        check_taking(a_clinic(), department, issued(3), MORNING)
    assert refusal.value.quota == 3


def test_a_quota_of_nothing_takes_nobody() -> None:
    with pytest.raises(QuotaReached):
        check_taking(a_clinic(), a_department(daily_quota=0), None, MORNING)


def test_a_department_that_has_given_out_its_last_number_takes_nobody() -> None:
    department = a_department(last_number=20)

    check_taking(a_clinic(), department, issued(19), MORNING)
    with pytest.raises(QuotaReached) as refusal:
        check_taking(a_clinic(), department, issued(20), MORNING)
    assert refusal.value.quota == 20
