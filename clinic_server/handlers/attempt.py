"""Attempts to prove who one is: counted for each account and source, and delayed. Known while the process lives."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from clinic_server.domain.delay import (
    FORGOTTEN_AFTER_SECONDS,
    after_failures,
    after_failures_elsewhere,
)
from shared.protocol.refusal import TryLater

K = TypeVar("K")

MOST_REMEMBERED = 4_096
"""Pairs of account and source, and accounts. Whoever is pushed out by a flood of made-up logins begins anew."""


@dataclass
class _Tries:
    failures: int = 0
    failed_at: float = -math.inf
    not_before: float = -math.inf
    is_trusted: bool = False
    """Its owner has signed in from here."""


class Attempts:
    """Safe to use from any thread. Every attempt counts as a failure until `succeeded` says otherwise.

    Otherwise a hundred attempts at the same moment would all be the first.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._pairs: OrderedDict[tuple[str, str], _Tries] = OrderedDict()
        self._accounts: OrderedDict[str, _Tries] = OrderedDict()

    def begin(self, account: str, source: str) -> None:
        """Count an attempt. Raises `TryLater` when it comes too soon; then it was not counted."""
        with self._lock:
            now = self._clock()
            everywhere = _entry(self._accounts, account, now)
            is_new = (account, source) not in self._pairs
            here = _entry(self._pairs, (account, source), now)
            if is_new:
                here.not_before = now + after_failures_elsewhere(everywhere.failures)
            if now < here.not_before:
                raise TryLater(seconds=math.ceil(here.not_before - now))
            for tries in (here, everywhere):
                tries.failures += 1
                tries.failed_at = now
            elsewhere = 0.0 if here.is_trusted else after_failures_elsewhere(everywhere.failures)
            here.not_before = now + max(after_failures(here.failures), elsewhere)

    def succeeded(self, account: str, source: str) -> None:
        """The attempt that was begun last was right: this source is trusted at this account from now on."""
        with self._lock:
            now = self._clock()
            self._pairs[account, source] = _Tries(is_trusted=True)
            everywhere = _entry(self._accounts, account, now)
            everywhere.failures = max(0, everywhere.failures - 1)

    def failures(self, account: str, source: str) -> int:
        """How often a source has failed at an account in a row."""
        with self._lock:
            return _entry(self._pairs, (account, source), self._clock()).failures


def _entry(known: OrderedDict[K, _Tries], key: K, now: float) -> _Tries:
    """What is known of a key, the one longest unused giving way to a new one; a streak of long ago is forgotten."""
    tries = known.setdefault(key, _Tries())
    known.move_to_end(key)
    if len(known) > MOST_REMEMBERED:
        known.popitem(last=False)
    if now - tries.failed_at > FORGOTTEN_AFTER_SECONDS:
        tries.failures = 0
    return tries
