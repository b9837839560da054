"""Paper tray: a printer stand-in on a TCP port whose slips become pictures in a folder."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from framebuffer import save
from news import News

from tests.kiosk.tcp_printer import Printed, TcpPrinter

PATIENCE_SECONDS = 25.0
"""A slip comes within 20 seconds or never."""


@dataclass(frozen=True)
class Slip:
    """One slip that came out, with the moments (`time.monotonic`) of its first dot received and of its cut."""

    picture: Path
    first_dot_at: float
    cut_at: float


class PaperTray:
    """Where the slips fall. `slips` has them in order; `on_slip` is called in the event loop with each."""

    def __init__(self, printer: TcpPrinter, folder: Path) -> None:
        self.address = printer.address
        self.slips: list[Slip] = []
        self.on_slip: Callable[[Slip], None] = lambda slip: None
        self._folder = folder
        self._count = 0
        self._news = News()
        self._loop = asyncio.get_running_loop()
        printer.on_printed = self._take

    async def until(self, count: int) -> None:
        """Wait until so many slips came out. Raises Stuck."""
        await self._news.until(lambda: len(self.slips) >= count, f"slip {count} never came out", PATIENCE_SECONDS)

    def _take(self, printed: Printed) -> None:
        """In the printer's own thread."""
        self._count += 1
        name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{self._count:03}.png"
        slip = Slip(self._folder / name, printed.first_dot_at, printed.cut_at)
        save(printed.paper.image(), slip.picture)
        self._loop.call_soon_threadsafe(self._show, slip)

    def _show(self, slip: Slip) -> None:
        self.slips.append(slip)
        self._news.tell()
        self.on_slip(slip)


@contextmanager
def paper_tray(folder: Path) -> Iterator[PaperTray]:
    """A printer that is on and has paper, while the context lasts; opened inside the event loop."""
    with TcpPrinter() as printer:
        yield PaperTray(printer, folder)
