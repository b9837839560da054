"""A kiosk without a window: the real presenter on a mirror filled by hand, with a clinic and a printer that obey."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kiosk.pin import StaffDoor, hash_pin
from kiosk.presenter import TRANSLATIONS, Presenter
from kiosk.printer import PrinterState, PrintResult
from kiosk.screen import Page, Screen
from kiosk.slip import SlipText
from kiosk.staff import Staff
from shared.client.link import Change, LinkState
from shared.client.outbox import Outbox
from shared.protocol.device import ProblemCode
from shared.protocol.envelope import Notice as NoticeFrame
from shared.protocol.grammar import Command, Refusal, Value
from shared.protocol.ticket import ConfirmPrint, IssueTicket
from shared.words import Words
from tests.kiosk.clinic import NOW, mirror_of, slip, whole_clinic

if TYPE_CHECKING:
    from datetime import datetime

PIN = "135790"
NO_PAPER = PrinterState(problems=(ProblemCode.NO_PAPER,))
WELL = PrinterState()


class StandLine:
    """The clinic's end of the link: answers as told, and remembers what it was asked."""

    def __init__(self, values: list[Value]) -> None:
        self.mirror = mirror_of(values)
        self.state = LinkState(is_live=True, has_clinic=True)
        self.server: str | None = "http://192.0.2.7:8470"
        self.now: datetime = NOW
        self.asked: list[tuple[UUID | None, Command[Any]]] = []
        self.answers: dict[type[Command[Any]], list[object]] = {}
        self.gate: asyncio.Event | None = None
        """When set, nobody is answered before it is opened."""

    async def send(self, command: Command[Any], *, request_id: UUID | None = None, within_seconds: float = 10.0) -> Any:
        self.asked.append((request_id, command))
        if self.gate is not None:
            await self.gate.wait()
        waiting = self.answers.get(type(command), [])
        answer = waiting.pop(0) if waiting else slip() if isinstance(command, IssueTicket) else None
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def wishes(self) -> list[tuple[UUID | None, IssueTicket]]:
        """The numbers that were asked for."""
        return [(id, command) for id, command in self.asked if isinstance(command, IssueTicket)]

    def confirmations(self) -> list[bool]:
        """What was said about papers."""
        return [command.is_printed for _, command in self.asked if isinstance(command, ConfirmPrint)]


class StandPaper:
    """A printer that is as told."""

    def __init__(self) -> None:
        self.state = WELL
        self.printed: list[SlipText] = []
        self.calibrations = 0
        self.gate: asyncio.Event | None = None

    @asynccontextmanager
    async def job(self) -> AsyncIterator["StandPaper"]:
        yield self

    async def asked(self) -> PrinterState:
        return self.state

    async def print(self, slip: SlipText, begun: Callable[[], object] = bool) -> PrintResult:
        begun()
        if self.gate is not None:
            await self.gate.wait()
        if self.state.can_print:
            self.printed.append(slip)
        return PrintResult(self.state.can_print, self.state)

    async def print_test(self, slip: SlipText) -> PrintResult:
        return await self.print(slip)

    async def print_calibration(self, printed_at: str) -> PrintResult:
        self.calibrations += 1
        return PrintResult(self.state.can_print, self.state)


class StandSound:
    """Ears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.said: list[tuple[str, str]] = []

    def touch(self) -> None:
        self.heard.append("touch")

    def refused(self) -> None:
        self.heard.append("refused")

    def idle(self) -> None:
        self.heard.append("idle")

    def paper(self) -> None:
        self.heard.append("paper")

    def say(self, text: str, language: str) -> None:
        self.said.append((text, language))

    def hush(self) -> None:
        self.heard.append("hush")


class Stand:
    """The kiosk and all its surroundings. Time stands still until `pass_time`."""

    def __init__(self, values: list[Value] | None = None, *, language: str | None = None) -> None:
        self.seconds = 1000.0
        self.line = StandLine(whole_clinic() if values is None else values)
        self.paper, self.sound = StandPaper(), StandSound()
        self.outbox = Outbox(self.line.send)
        self.has_left = self.pairs_again = False
        self.screens: list[Screen] = []
        self._running: set[asyncio.Task[object]] = set()
        self._news = asyncio.Event()
        staff = Staff(
            door=StaffDoor(KEPT, self.clock),
            line=self.line,
            paper=self.paper,
            printer_name="tcp://192.0.2.5:9100",
            version="0.1.0",
            words=lambda language: Words(TRANSLATIONS, language),
            leave=self._leave,
        )
        staff.pair = self._pair_again
        self.presenter = Presenter(
            line=self.line,
            outbox=self.outbox,
            paper=self.paper,
            staff=staff,
            spawn=self.spawn,
            clock=self.clock,
            sound=self.sound,
            language=language,
        )
        self.presenter.changed = self._see
        self.presenter.state_changed(self.line.state)

    @property
    def screen(self) -> Screen:
        """What is shown now."""
        return self.presenter.screen

    def clock(self) -> float:
        """Seconds, as the kiosk counts them."""
        return self.seconds

    def spawn(self, work: Coroutine[Any, Any, object], name: str) -> object:
        """Start work as the program does."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        return task

    async def until(self, page: Page) -> None:
        """Wait until this page is shown."""
        while self.screen.page is not page:
            self._news.clear()
            await self._news.wait()

    async def settle(self) -> None:
        """Wait until everything that was begun has ended."""
        while self._running:
            await asyncio.gather(*self._running)
            self._running = {task for task in self._running if not task.done()}

    async def end(self) -> None:
        """Drop what still waits for an answer that will not come."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def deliver(self) -> None:
        """Let the outbox empty itself."""
        running = asyncio.ensure_future(self.outbox.run())
        await self.outbox.until_empty()
        running.cancel()

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let time go by, ticking as the program does."""
        left = seconds
        while left > 0:
            self.seconds += min(step, left)
            left -= step
            self.presenter.tick()

    def hear(self, *values: Value, kind: str = "derived") -> None:
        """The clinic changes."""
        self.line.mirror.apply(NoticeFrame(number=1, seq=2, at=NOW, kind=kind, values=values))
        self.presenter.link_changed(Change(kind, values))

    def cut(self) -> None:
        """The link goes."""
        self.line.state = replace(self.line.state, is_live=False)
        self.presenter.state_changed(self.line.state)

    def mend(self) -> None:
        """The link comes back with a snapshot."""
        self.line.state = replace(self.line.state, is_live=True)
        self.presenter.state_changed(self.line.state)
        self.presenter.link_changed(Change(None, ()))

    def _see(self, screen: Screen) -> None:
        self.screens.append(screen)
        self._news.set()

    def _leave(self) -> None:
        self.has_left = True

    def _pair_again(self) -> None:
        self.pairs_again = True


KEPT = hash_pin(PIN)
