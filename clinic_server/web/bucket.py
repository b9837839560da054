"""A bucket of tokens: how fast somebody may ask over a while, and how much at once."""

import time
from collections.abc import Callable


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
