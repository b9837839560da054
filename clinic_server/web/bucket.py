"""Buckets of tokens: how fast somebody may ask over a while, and how much at once."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

TRUSTED_PACE = (1_000.0, 2_000.0)
STRANGERS_PACE = (5.0, 20.0)
"""Requests a second, and at once: for who has shown who they are, and for who has not."""
MOST_REMEMBERED = 10_000


class Bucket:
    """Holds `burst` at most, and gets `a_second` more each second."""

    def __init__(self, a_second: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second = a_second
        self._burst = self._left = burst
        self._clock = clock
        self._at = clock()

    def take(self) -> bool:
        """Take one out; False when there is none."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._a_second) - 1
        self._at = now
        if self._left >= 0:
            return True
        self._left = 0
        return False


class Buckets:
    """A bucket for each who asks, over whichever connections. Who has not asked for longest is forgotten."""

    def __init__(self, a_second: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = (a_second, burst)
        self._clock = clock
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()

    def take(self, who: Hashable) -> bool:
        """Take one out of somebody's bucket; False when there is none."""
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = Bucket(*self._pace, self._clock)
            if len(self._buckets) > MOST_REMEMBERED:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(who)
        return bucket.take()
