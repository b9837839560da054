"""Growing delays: nothing for a slip of the finger, a minute for a guesser, never for ever."""

from clinic_server.domain.delay import after_failures, after_failures_elsewhere, is_worth_noting


def test_a_source_that_fails_waits_longer_and_longer_up_to_a_minute() -> None:
    assert [after_failures(failures) for failures in range(1, 12)] == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert after_failures(10**6) == 60


def test_others_at_the_same_account_wait_a_moment_at_most() -> None:
    assert [after_failures_elsewhere(failures) for failures in (1, 9, 10, 11, 12, 13, 10**6)] == [0, 0, 1, 2, 4, 5, 5]


def test_the_journal_is_told_seldom() -> None:
    assert [failures for failures in range(200) if is_worth_noting(failures)] == [5, 10, 20, 40, 80, 160]
