"""Paper tray: a printer stand-in on a TCP port whose slips become pictures in a folder."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from framebuffer import save

from tests.kiosk.tcp_printer import Printed, TcpPrinter


@dataclass(frozen=True)
class Slip:
    """One slip that came out, with the moments (`time.monotonic`) of its first dot received and of its cut."""

    picture: Path
    first_dot_at: float
    cut_at: float


class PaperTray:
    """Where the slips fall. `slips` has them in order; `on_slip` is called from the printer's own thread."""

    def __init__(self, printer: TcpPrinter, folder: Path) -> None:
        self.address = printer.address
        self.slips: list[Slip] = []
        self.on_slip: Callable[[Slip], None] = lambda slip: None
        self._folder = folder
        self._lock = threading.Lock()
        printer.on_printed = self._take

    def _take(self, printed: Printed) -> None:
        with self._lock:
            name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{len(self.slips) + 1:03}.png"
            slip = Slip(self._folder / name, printed.first_dot_at, printed.cut_at)
            save(printed.paper.image(), slip.picture)
            self.slips.append(slip)
        self.on_slip(slip)


@contextmanager
def paper_tray(folder: Path) -> Iterator[PaperTray]:
    """A printer that is on and has paper, while the context lasts."""
    with TcpPrinter() as printer:
        yield PaperTray(printer, folder)
