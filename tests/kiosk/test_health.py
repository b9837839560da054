"""Health: what staff hear of a kiosk's troubles, since when, and once."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.health import Health
from kiosk.printer import PrinterState
from shared.client.link import LinkState
from shared.protocol.device import ProblemCode, ReportHealth
from shared.protocol.refusal import NotAllowed, Unreachable

if TYPE_CHECKING:
    from shared.protocol.grammar import Refusal

NO_PAPER = PrinterState(problems=(ProblemCode.NO_PAPER,))
OPEN = PrinterState(problems=(ProblemCode.NO_PAPER, ProblemCode.COVER_OPEN))
LIVE, GONE = LinkState(is_live=True), LinkState(is_live=False)


class Clinic:
    """Hears reports."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 14, 9, tzinfo=UTC)
        self.heard: list[ReportHealth] = []
        self.refusals: list[Refusal] = []
        self._news = asyncio.Event()

    async def send(self, command: ReportHealth, *, within_seconds: float) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.heard.append(command)
        self._news.set()

    async def until_heard(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                self._news.clear()
                await self._news.wait()


async def test_staff_hear_what_is_wrong_and_since_when() -> None:
    clinic = Clinic()
    health = Health(clinic.send, lambda: clinic.now, "0.1.0")
    running = asyncio.ensure_future(health.run())
    health.state_changed(LIVE)
    health.printer_changed(NO_PAPER)
    await clinic.until_heard(1)
    clinic.now += timedelta(minutes=5)
    health.printer_changed(OPEN)
    await clinic.until_heard(2)
    [paper, cover] = clinic.heard[-1].problems
    assert (paper.code, cover.code) == (ProblemCode.NO_PAPER, ProblemCode.COVER_OPEN)
    assert cover.since - paper.since == timedelta(minutes=5)
    health.printer_changed(PrinterState())
    await clinic.until_heard(3)
    assert clinic.heard[-1].problems == ()
    await stop(running)


async def test_a_server_that_was_away_is_told_the_newest() -> None:
    clinic = Clinic()
    health = Health(clinic.send, lambda: clinic.now, "0.1.0")
    running = asyncio.ensure_future(health.run())
    health.printer_changed(NO_PAPER)
    health.printer_changed(OPEN)
    await asyncio.sleep(0)
    assert clinic.heard == []
    health.state_changed(LIVE)
    await clinic.until_heard(1)
    assert len(clinic.heard[0].problems) == 2
    health.state_changed(GONE)
    health.state_changed(LIVE)
    await clinic.until_heard(2)
    await stop(running)


async def test_a_report_without_an_answer_is_made_again() -> None:
    clinic = Clinic()
    clinic.refusals = [Unreachable(), Unreachable()]
    health = Health(clinic.send, lambda: clinic.now, "0.1.0")
    running = asyncio.ensure_future(health.run())
    health.state_changed(LIVE)
    health.printer_changed(NO_PAPER)
    await clinic.until_heard(1)
    await stop(running)


@pytest.mark.expects_warnings("does not want to know")
async def test_a_refused_report_ends_nothing() -> None:
    clinic = Clinic()
    clinic.refusals = [NotAllowed()]
    health = Health(clinic.send, lambda: clinic.now, "0.1.0")
    running = asyncio.ensure_future(health.run())
    health.state_changed(LIVE)
    await asyncio.sleep(0)
    health.printer_changed(NO_PAPER)
    await clinic.until_heard(1)
    await stop(running)


def test_sound_and_voices_are_problems_of_their_own() -> None:
    clinic = Clinic()
    health = Health(clinic.send, lambda: clinic.now, "0.1.0")
    health.sound_changed(False)
    health.voice_missing("ne")
    health.printer_changed(NO_PAPER)
    health.printer_changed(PrinterState())
    assert {(problem.code, problem.detail) for problem in health.problems} == {
        (ProblemCode.NO_SOUND, ""),
        (ProblemCode.NO_VOICE, "ne"),
    }
    health.sound_changed(True)
    assert [problem.code for problem in health.problems] == [ProblemCode.NO_VOICE]


async def stop(running: "asyncio.Future[None]") -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
