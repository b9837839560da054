"""Health: what is wrong with this kiosk, told to the clinic whenever it changes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from kiosk.printer import PrinterState
from shared.client.link import LinkState
from shared.protocol.device import Problem, ProblemCode, ReportHealth
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import Unreachable

TRY_SECONDS = 10.0

logger = logging.getLogger(__name__)


class Health:
    """Keeps since when each problem lasts. `run` tells the server: the newest state, as soon as it can be told."""

    def __init__(self, send: Callable[..., Awaitable[object]], now: Callable[[], datetime], version: str) -> None:
        self._send = send
        self._now = now
        self._version = version
        self._problems: dict[tuple[ProblemCode, str], Problem] = {}
        self._told: tuple[Problem, ...] | None = None
        self._news = asyncio.Event()
        self._is_live = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now, oldest first."""
        return tuple(sorted(self._problems.values(), key=lambda problem: (problem.since, problem.code, problem.detail)))

    def printer_changed(self, state: PrinterState) -> None:
        """The printer is better or worse."""
        wrong = {(code, "") for code in state.problems}
        printing = {key for key in self._problems if key[0] not in (ProblemCode.NO_SOUND, ProblemCode.NO_VOICE)}
        self._change(gone=printing - wrong, come=wrong)

    def sound_changed(self, has_device: bool) -> None:
        """A loudspeaker was plugged in, or is gone."""
        key = (ProblemCode.NO_SOUND, "")
        self._change(gone={key} if has_device else set(), come=set() if has_device else {key})

    def voice_missing(self, language: str) -> None:
        """Nothing here speaks this language."""
        self._change(gone=set(), come={(ProblemCode.NO_VOICE, language)})

    def state_changed(self, state: LinkState) -> None:
        """A server that has just been joined is told anew: it may be another one."""
        if state.is_live and not self._is_live:
            self._told = None
            self._news.set()
        self._is_live = state.is_live

    async def run(self) -> None:
        """Tell every change; for ever. Cancel it to end."""
        while True:
            await self._news.wait()
            self._news.clear()
            problems = self.problems
            if problems == self._told or not self._is_live:
                continue
            try:
                await self._send(ReportHealth(problems=problems, version=self._version), within_seconds=TRY_SECONDS)
                self._told = problems
            except Unreachable:
                self._news.set()
            except Refusal as refusal:
                logger.warning("the server does not want to know how this kiosk is: %s", refusal)

    def _change(self, *, gone: set[tuple[ProblemCode, str]], come: set[tuple[ProblemCode, str]]) -> None:
        for key in gone:
            self._problems.pop(key, None)
        for code, detail in come:
            self._problems.setdefault((code, detail), Problem(code=code, since=self._now(), detail=detail))
        self._news.set()
