"""Attempts: a guesser is slowed down, its victim hardly, and nobody is locked out."""

import pytest

from clinic_server.handlers import attempt
from clinic_server.handlers.attempt import Attempts
from shared.protocol.refusal import TryLater


class Ticking:
    """A clock for a test to move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def attempts(clock: Ticking) -> Attempts:
    return Attempts(clock)


def fail(attempts: Attempts, clock: Ticking, source: str, times: int, account: str = "amara") -> float:
    """Fail so often, waiting as long as told; the seconds that were waited."""
    waited = 0.0
    for _ in range(times):
        try:
            attempts.begin(account, source)
        except TryLater as refusal:
            waited += refusal.seconds
            clock.now += refusal.seconds
            attempts.begin(account, source)
    return waited


def test_three_slips_cost_nothing_and_a_thousand_guesses_most_of_a_day(attempts: Attempts, clock: Ticking) -> None:
    assert fail(attempts, clock, "desk", 3) == 0
    assert fail(attempts, clock, "desk", 1_000) > 16 * 3600


def test_attempts_at_the_same_moment_are_not_all_the_first(attempts: Attempts) -> None:
    for _ in range(3):
        attempts.begin("amara", "desk")

    with pytest.raises(TryLater):
        attempts.begin("amara", "desk")


def test_the_right_password_wipes_the_slate(attempts: Attempts, clock: Ticking) -> None:
    fail(attempts, clock, "desk", 6)
    clock.now += 60
    attempts.begin("amara", "desk")
    attempts.succeeded("amara", "desk")

    assert fail(attempts, clock, "desk", 3) == 0


def test_a_child_at_one_keyboard_closes_no_other(attempts: Attempts, clock: Ticking) -> None:
    attempts.begin("reception", "counter")
    attempts.succeeded("reception", "counter")
    fail(attempts, clock, "keyboard in the hall", 30, "reception")

    # Where reception has signed in before, nothing is different; elsewhere it is a matter of seconds, once.
    attempts.begin("reception", "counter")
    with pytest.raises(TryLater) as refusal:
        attempts.begin("reception", "new desk")
    assert refusal.value.seconds <= 5
    clock.now += refusal.value.seconds
    attempts.begin("reception", "new desk")


def test_who_waited_as_told_is_not_overtaken_by_the_guesser(attempts: Attempts, clock: Ticking) -> None:
    fail(attempts, clock, "guesser", 30)
    with pytest.raises(TryLater) as refusal:
        attempts.begin("amara", "new desk")
    clock.now += refusal.value.seconds
    fail(attempts, clock, "second guesser", 1)
    attempts.begin("amara", "new desk")


def test_a_streak_is_forgotten_after_a_quiet_quarter_of_an_hour(attempts: Attempts, clock: Ticking) -> None:
    fail(attempts, clock, "desk", 8)
    clock.now += 15 * 60 + 1

    assert fail(attempts, clock, "desk", 3) == 0


def test_a_flood_of_made_up_logins_fills_no_memory(
    attempts: Attempts, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt, "MOST_REMEMBERED", 64)
    for number in range(500):
        fail(attempts, clock, "desk", 1, f"login {number}")

    assert len(attempts._pairs) <= 64
    assert len(attempts._accounts) <= 64


def test_failures_in_a_row_are_counted(attempts: Attempts, clock: Ticking) -> None:
    fail(attempts, clock, "desk", 7)

    assert (attempts.failures("amara", "desk"), attempts.failures("amara", "elsewhere")) == (7, 0)
