"""News: waiting for something to be so, instead of for time to pass."""

import asyncio
from collections.abc import Callable


class Stuck(Exception):
    """It never came; the text says what."""


class News:
    """Whoever sees something change calls `tell`; whoever waits looks again each time."""

    def __init__(self) -> None:
        self._told = asyncio.Event()

    def tell(self) -> None:
        """Something changed."""
        self._told.set()

    async def until(self, is_so: Callable[[], object], what: str, seconds: float) -> None:
        """Wait until something is so. Raises Stuck."""
        try:
            async with asyncio.timeout(seconds):
                while not is_so():
                    self._told.clear()
                    await self._told.wait()
        except TimeoutError:
            raise Stuck(what) from None
