"""Printer: the one the kiosk prints on, asked and fed in a thread of its own, never spooled."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from kiosk.printer.address import PrinterAddress
from kiosk.printer.attempt import Attempt
from kiosk.printer.dialogue import Manners
from kiosk.printer.raster import Raster
from kiosk.printer.state import NOT_ASKED, PrinterState

T = TypeVar("T")
LIFETIME_SECONDS = 20.0
"""A slip that has not come out by then is never printed: its owner has read the number and left."""


@dataclass(frozen=True)
class PrintResult:
    """What became of a slip, and how the printer is after it."""

    is_printed: bool
    state: PrinterState


class Printer:
    """`state` is the last known one. Awaiting never blocks the event loop; jobs and questions take their turn."""

    def __init__(self, address: PrinterAddress, clock: Callable[[], float] = time.monotonic) -> None:
        self.address = address
        self.state = NOT_ASKED
        self._manners = Manners()
        self._clock = clock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printer")
        self._on_state: list[Callable[[PrinterState], None]] = []

    def on_state(self, listener: Callable[[PrinterState], None]) -> None:
        """Hear of every change of `state`, in the event loop."""
        self._on_state.append(listener)

    def job(self, lifetime_seconds: float = LIFETIME_SECONDS) -> "Job":
        """A new job, whose connection is opened and asked at once: `async with printer.job() as job`."""
        attempt = Attempt(self.address, self._manners, self._clock() + lifetime_seconds, self._clock)
        return Job(self, attempt)

    async def check(self) -> PrinterState:
        """Ask how the printer is, on a connection of its own; a printer that is well again forgets a broken job."""
        attempt = Attempt(self.address, self._manners, self._clock() + LIFETIME_SECONDS, self._clock)
        try:
            state = await self.run(attempt.ask)
            if state.can_print:
                await self.run(attempt.clear)
        finally:
            await self.run(attempt.close)
        self.show(state)
        return state

    def close(self) -> None:
        """End the thread; what it is doing is finished first."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def run(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """Do blocking work in the printer's thread, after what is waiting there."""
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def show(self, state: PrinterState) -> None:
        """Take in how the printer now is."""
        if state != self.state:
            self.state = state
            for listener in self._on_state:
                listener(state)


class Job:
    """One slip: asked at the touch, printed once the number is known, within its lifetime or never."""

    def __init__(self, printer: Printer, attempt: Attempt) -> None:
        self._printer = printer
        self._attempt = attempt
        self._asking: asyncio.Future[PrinterState] | None = None

    async def __aenter__(self) -> Self:
        self._asking = self._printer.run(self._attempt.ask)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._printer.run(self._attempt.close)

    async def asked(self) -> PrinterState:
        """How the printer is, as it answered at the touch."""
        assert self._asking is not None, "a job is entered before it is asked"
        state = await asyncio.shield(self._asking)
        self._printer.show(state)
        return state

    async def print(self, raster: Raster, begun: Callable[[], object] = bool) -> PrintResult:
        """Send the slip and wait until it is out, or is known not to come out.

        `begun` is called, in the event loop, when its first dots are on their way.
        """
        await self.asked()
        loop = asyncio.get_running_loop()
        state = await self._printer.run(lambda: self._attempt.send(raster, partial(loop.call_soon_threadsafe, begun)))
        self._printer.show(state)
        return PrintResult(is_printed=state.can_print, state=state)
