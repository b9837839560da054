"""Health: what is wrong with this display, told to staff whenever that changes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from shared.protocol.device import Problem, ProblemCode, ReportHealth
from shared.protocol.grammar import Refusal

RETRY_SECONDS = 5.0

logger = logging.getLogger(__name__)


class Health:
    """`note` what is wrong or right again; `run` reports it, and goes on trying until the clinic has heard it."""

    def __init__(
        self,
        send: Callable[[ReportHealth], Awaitable[None]],
        *,
        version: str,
        now: Callable[[], datetime],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._send = send
        self._version = version
        self._now = now
        self._retry_seconds = retry_seconds
        self._problems: dict[tuple[ProblemCode, str], Problem] = {}
        self._news = asyncio.Event()
        self._news.set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now, the oldest first."""
        return tuple(sorted(self._problems.values(), key=lambda problem: (problem.since, problem.code, problem.detail)))

    def note(self, code: ProblemCode, is_wrong: bool, detail: str = "") -> None:
        """Something is wrong, or right again. Saying so twice changes nothing."""
        key = (code, detail)
        if is_wrong == (key in self._problems):
            return
        if is_wrong:
            self._problems[key] = Problem(code=code, since=self._now(), detail=detail)
        else:
            del self._problems[key]
        self._news.set()

    async def run(self) -> None:
        """Report at the start, then whenever it changes, for ever. Cancel it to end."""
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._send(ReportHealth(problems=self.problems, version=self._version))
            except Refusal as refusal:
                logger.info("the clinic has not heard how this display is: %s", refusal)
                await asyncio.sleep(self._retry_seconds)
                self._news.set()
