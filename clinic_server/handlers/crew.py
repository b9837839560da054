"""A crew: threads for one kind of slow work, and a line before them that never grows long."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from shared.protocol.refusal import TryLater

A = TypeVar("A")

TRY_AGAIN_SECONDS = 1


class Crew:
    """Does work in the order it was asked."""

    def __init__(
        self,
        name: str,
        threads: int,
        *,
        most_waiting: int,
        most_of_a_source: int,
    ) -> None:
        self._most_waiting = most_waiting
        self._most_of_a_source = most_of_a_source
        self._waiting: Counter[str] = Counter()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def do(self, source: str, work: Callable[[], A]) -> A:
        """What the work results in. Raises what it raises, and `TryLater` when too many wait or ask."""
        if self._waiting.total() >= self._most_waiting or self._waiting[source] >= self._most_of_a_source:
            raise TryLater(seconds=TRY_AGAIN_SECONDS)
        self._waiting[source] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= Counter((source,))

    def close(self) -> None:
        """Finish what was begun; who waits is not served."""
        self._threads.shutdown(cancel_futures=True)
