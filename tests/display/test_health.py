"""Health: staff hear what is wrong with a display, and that it is right again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from display.health import Health
from shared.protocol.device import ProblemCode, ReportHealth
from shared.protocol.refusal import Unreachable
from tests.display.clinic import NOW


class Staff:
    """Who is told; out of reach for the first few times."""

    def __init__(self, failures: int = 0) -> None:
        self.reports: list[ReportHealth] = []
        self._failures = failures
        self._told = asyncio.Event()

    async def hear(self, report: ReportHealth) -> None:
        if self._failures:
            self._failures -= 1
            raise Unreachable
        self.reports.append(report)
        self._told.set()

    async def until(self, is_so: Callable[[ReportHealth], bool]) -> None:
        async with asyncio.timeout(10):
            while not any(is_so(report) for report in self.reports):
                self._told.clear()
                await self._told.wait()


@asynccontextmanager
async def reporting(staff: Staff) -> AsyncIterator[Health]:
    health = Health(staff.hear, version="1", now=lambda: NOW, retry_seconds=0.01)
    task = asyncio.get_running_loop().create_task(health.run())
    try:
        yield health
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def codes(report: ReportHealth) -> list[tuple[str, str]]:
    return [(problem.code.value, problem.detail) for problem in report.problems]


async def test_it_reports_at_the_start_even_when_all_is_well() -> None:
    """The last run may have ended in trouble, and staff still read so."""
    staff = Staff()
    async with reporting(staff):
        await staff.until(lambda report: report == ReportHealth(problems=(), version="1"))


async def test_trouble_is_reported_and_so_is_its_end() -> None:
    staff = Staff()
    async with reporting(staff) as health:
        health.note(ProblemCode.NO_SOUND, True)
        health.note(ProblemCode.NO_VOICE, True, detail="ne")
        await staff.until(lambda report: codes(report) == [("no_sound", ""), ("no_voice", "ne")])
        health.note(ProblemCode.NO_SOUND, False)
        await staff.until(lambda report: codes(report) == [("no_voice", "ne")])
        before = len(staff.reports)
        health.note(ProblemCode.NO_VOICE, True, detail="ne")
        health.note(ProblemCode.NO_SOUND, False)
        await asyncio.sleep(0)
        assert len(staff.reports) == before


async def test_it_goes_on_trying_until_the_clinic_has_heard() -> None:
    staff = Staff(failures=3)
    async with reporting(staff) as health:
        health.note(ProblemCode.NO_SOUND, True)
        await staff.until(lambda report: codes(report) == [("no_sound", "")])
