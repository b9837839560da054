"""Waits against their target, and an order that holds still."""

from hypothesis import given
from hypothesis import strategies as st

from desk.presenter.order import SteadyOrder
from desk.presenter.waiting import Wait, wait_of
from shared.protocol.priority import Priority
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit
from tests.desk.morning import CLINIC, NOW, RAHMAN, visit


def wait(waited: float, **rest: object) -> Wait:
    ticket, side, *_ = visit("GM-001", waited, **rest)  # type: ignore[arg-type]  # test data
    assert isinstance(ticket, Ticket)
    assert isinstance(side, Visit)
    return wait_of(ticket, side, CLINIC, NOW)


def test_a_wait_is_good_then_near_then_beyond_its_target() -> None:
    assert wait(30) == Wait(minutes=30, share=0.5, grade="good")
    assert wait(48).grade == "warn"
    assert wait(60).grade == "bad"
    assert wait(20, priority=Priority.HIGH).is_late
    assert not wait(20).is_late


def test_an_emergency_is_late_at_once() -> None:
    assert wait(0, priority=Priority.EMERGENCY).is_late


def test_a_wait_ends_with_the_call() -> None:
    assert wait(54, status=TicketStatus.IN_PROGRESS, by=RAHMAN, called=8).minutes == 46


def test_who_is_on_hold_or_missed_stands_still() -> None:
    assert wait(90, status=TicketStatus.ON_HOLD).grade == "stopped"
    assert wait(61, status=TicketStatus.MISSED, called=12) == Wait(minutes=49, share=49 / 60, grade="stopped")


def test_a_clock_that_went_back_shows_nothing_negative() -> None:
    assert wait(-5) == Wait(minutes=0, share=0.0, grade="good")


@given(
    first=st.lists(st.integers(0, 30), unique=True, min_size=1),
    then=st.lists(st.integers(0, 30), unique=True),
)
def test_held_rows_never_change_their_places(first: list[int], then: list[int]) -> None:
    order = SteadyOrder()
    assert order.arrange(first, lambda row: row, lambda _: None) == tuple(first)
    order.is_held = True
    held = order.arrange(then, lambda row: row, lambda key: -1 - int(str(key)))
    assert [row if row >= 0 else -1 - row for row in held[: len(first)]] == first
    assert sorted(row for row in held if row >= 0) == sorted(then)
    order.is_held = False
    assert order.arrange(then, lambda row: row, lambda _: None) == tuple(then)
