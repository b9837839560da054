"""Paper: the slip printer with the drawing in front of it. The only place where a slip becomes dots."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

from kiosk.printer import Job, Printer, PrinterState, PrintResult
from kiosk.slip import SlipText
from kiosk.slip_picture import draw_calibration, draw_slip, to_raster
from shared.words import LANGUAGES, Words, own_name


class SlipPaper:
    """What the presenter prints on."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    @property
    def state(self) -> PrinterState:
        """How the printer is, as far as is known."""
        return self._printer.state

    @asynccontextmanager
    async def job(self) -> AsyncIterator["DrawnJob"]:
        """Begin a slip: the printer is asked at once."""
        async with self._printer.job() as job:
            yield DrawnJob(job, self._printer.address.width)

    async def print_test(self, slip: SlipText) -> PrintResult:
        """Print a slip that is nobody's."""
        async with self.job() as job:
            return await job.print(slip)

    async def print_calibration(self, printed_at: str) -> PrintResult:
        """Print the slip that shows what the printer can do."""
        samples = tuple(own_name(language) for language in LANGUAGES)
        picture = draw_calibration(self._printer.address.width, samples, printed_at)
        async with self._printer.job() as job:
            return await job.print(to_raster(picture))


class DrawnJob:
    """One slip on its way."""

    def __init__(self, job: Job, width: int) -> None:
        self._job = job
        self._width = width

    async def asked(self) -> PrinterState:
        """How the printer is, as it answered."""
        return await self._job.asked()

    async def print(self, slip: SlipText, begun: Callable[[], object] = bool) -> PrintResult:
        """Draw and print it, and wait for what becomes of it. The drawing takes a few milliseconds."""
        return await self._job.print(to_raster(draw_slip(slip, self._width)), begun)


def warm_up(width: int, words: Words) -> None:
    """Draw something in every script, and count in one, so that the first patient does not wait for either."""
    samples = tuple(own_name(language) for language in LANGUAGES)
    draw_calibration(width, (*samples, words("people.count", count=2)), words.date(date.today()))  # noqa: DTZ011  # any
