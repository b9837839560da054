"""A whole kiosk without a window: presenter, link, outbox and printer as the program has them, on a real server."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from kiosk.health import Health
from kiosk.paper import SlipPaper
from kiosk.pin import StaffDoor
from kiosk.presenter import TRANSLATIONS, Presenter
from kiosk.printer import Printer, PrinterAddress
from kiosk.screen import Page, Screen
from kiosk.staff import Staff
from shared.client.link import Link
from shared.client.outbox import Outbox
from shared.trust.identity import Identity
from shared.words import Words
from tests.kiosk.stand import KEPT
from tests.screen import PATIENCE_SECONDS


class Whole:
    """The kiosk's parts, and ways to wait for what it shows."""

    def __init__(self, address: str, printer: str, device: Identity) -> None:
        self.link = Link(self._find, device)
        self.outbox = Outbox(self.link.send)
        self.printer = Printer(PrinterAddress.parse(printer))
        self.health = Health(self.link.send, lambda: self.link.now, "0.1.0")
        self.paper = SlipPaper(self.printer)
        self.address = address
        self._tasks: set[asyncio.Task[object]] = set()
        self._news = asyncio.Event()
        staff = Staff(
            door=StaffDoor(KEPT, time.monotonic),
            line=self.link,
            paper=self.paper,
            printer_name=printer,
            version="0.1.0",
            words=lambda language: Words(TRANSLATIONS, language),
            leave=lambda: None,
        )
        self.presenter = Presenter(
            line=self.link, outbox=self.outbox, paper=self.paper, staff=staff, spawn=self.spawn, clock=time.monotonic
        )
        self.presenter.changed = self._see
        self.link.on_change(self.presenter.link_changed)
        self.link.on_state(self.presenter.state_changed)
        self.link.on_state(self.health.state_changed)
        self.printer.on_state(self.health.printer_changed)

    @property
    def screen(self) -> Screen:
        """What is shown now."""
        return self.presenter.screen

    def spawn(self, work: Coroutine[Any, Any, object], name: str) -> object:
        """Start work as the program does."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        return task

    async def until(self, is_so: Callable[[Screen], object]) -> Screen:
        """Wait until the screen is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so(self.screen):
                self._news.clear()
                await self._news.wait()
        return self.screen

    async def until_page(self, page: Page) -> Screen:
        """Wait until this page is shown."""
        return await self.until(lambda screen: screen.page is page)

    async def take_number(self, code: str, name: str) -> Screen:
        """Touch what a walk-in touches, and wait until the paper is out or will not come."""
        await self.until_page(Page.WELCOME)
        self.presenter.take_number()
        self.touch(name)
        await self.until(lambda screen: screen.ticket.label.startswith(code))
        return await self.until(lambda screen: screen.ticket.paper != "printing")

    def touch(self, name: str) -> None:
        """Touch the department of this name."""
        [tile] = [tile for tile in self.screen.tiles if tile.name == name]
        self.presenter.choosing.choose_department(tile.key)

    async def end(self) -> None:
        """Stop everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self.printer.close)

    async def _find(self) -> str:
        return self.address

    def _see(self, screen: Screen) -> None:
        self._news.set()


@asynccontextmanager
async def whole_kiosk(address: str, printer: str, device: Identity) -> AsyncIterator[Whole]:
    """A kiosk that runs while the context lasts."""
    kiosk = Whole(address, printer, device)
    kiosk.spawn(kiosk.link.run(), "link")
    kiosk.spawn(kiosk.outbox.run(), "outbox")
    kiosk.spawn(kiosk.health.run(), "health")
    try:
        yield kiosk
    finally:
        await kiosk.end()
