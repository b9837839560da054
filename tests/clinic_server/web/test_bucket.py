"""Buckets: so much at once, so much over a while, and never more than they hold."""

from clinic_server.web.bucket import Bucket


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_given_and_not_one_more() -> None:
    bucket = Bucket(5.0, 3.0, _Clock())

    assert [bucket.take() for _ in range(5)] == [True, True, True, False, False]


def test_it_fills_again_at_its_pace() -> None:
    clock = _Clock()
    bucket = Bucket(4.0, 2.0, clock)
    while bucket.take():
        pass

    clock.now += 0.125
    assert not bucket.take()
    clock.now += 0.25
    assert bucket.take()
    assert not bucket.take()


def test_it_never_holds_more_than_a_burst() -> None:
    clock = _Clock()
    bucket = Bucket(1_000.0, 2.0, clock)
    clock.now += 3_600.0

    assert [bucket.take() for _ in range(3)] == [True, True, False]


def test_asking_at_its_pace_always_works() -> None:
    clock = _Clock()
    bucket = Bucket(8.0, 1.0, clock)

    for _ in range(100):
        assert bucket.take()
        clock.now += 0.125


def test_asking_in_vain_costs_what_had_come_in() -> None:
    clock = _Clock()
    bucket = Bucket(4.0, 1.0, clock)
    assert bucket.take()
    for _ in range(20):
        clock.now += 0.125
        assert not bucket.take()
