"""Growth: whether issuing and calling stay as quick with ten thousand waiting and a long journal."""

import statistics
import tempfile
import time
from pathlib import Path

import aiohttp

from bench.clinic import Filling
from bench.figure import Figure
from bench.process import Program, password, server
from bench.screen import Screen, add_wide_department, doctor
from shared.protocol.call import CallNext
from shared.protocol.department import Department
from shared.protocol.device import DeviceKind
from shared.protocol.ticket import FinishTicket, IssueTicket, StartTicket

WAITING = 10_000
JOURNAL_ROWS = 100_000
ISSUES = 400
CALLS = 200


async def figures() -> list[Figure]:
    """The p50 in the full clinic; its floor is the p50 in an empty one, measured in turns in the same minute."""
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        await _found(Path(empty))
        _fill(Path(full), await _found(Path(full)))
        async with (
            server(Path(empty)) as small,
            server(Path(full)) as large,
            aiohttp.ClientSession() as http,
        ):
            issue: dict[str, list[float]] = {small.address: [], large.address: []}
            call: dict[str, list[float]] = {small.address: [], large.address: []}
            for _ in range(2):
                for program, folder in ((small, Path(empty)), (large, Path(full))):
                    issue[program.address] += await _issue(http, program)
                    call[program.address] += await _call(http, program, folder)
            return [
                _ratio("issue_growth_10k", issue[large.address], issue[small.address]),
                _ratio("call_next_growth_10k", call[large.address], call[small.address]),
            ]


async def _found(folder: Path) -> Department:
    async with server(folder) as program, aiohttp.ClientSession() as http:
        return await add_wide_department(http, program, password(folder, "admin"))


def _ratio(name: str, large: list[float], small: list[float]) -> Figure:
    floor = statistics.median(small)
    growth = statistics.median(large) / floor
    return Figure(name=name, value=round(growth, 3), unit="×", floor=round(floor, 3), ratio=round(growth, 3))


def _fill(folder: Path, wide: Department) -> None:
    filling = Filling(folder)
    gone = filling.issue(wide.id, (JOURNAL_ROWS - WAITING) // 2)
    filling.cancel(gone)
    filling.issue(wide.id, WAITING)
    filling.close()


async def _issue(http: aiohttp.ClientSession, program: Program) -> list[float]:
    taken = []
    async with Screen(http, program, DeviceKind.KIOSK) as kiosk:
        wide = next(value for value in kiosk.values if isinstance(value, Department) and value.code == "WD")
        command = IssueTicket(department_id=wide.id, language="en")
        for _ in range(ISSUES):
            start = time.perf_counter()
            await kiosk.ask(command)
            taken.append((time.perf_counter() - start) * 1000)
    return taken


async def _call(http: aiohttp.ClientSession, program: Program, folder: Path) -> list[float]:
    taken = []
    desk = await doctor(http, program, "bench", password(folder, "admin"), "3")
    for _ in range(CALLS):
        start = time.perf_counter()
        ticket = await desk.ask(CallNext())
        taken.append((time.perf_counter() - start) * 1000)
        await desk.ask(StartTicket(ticket_id=ticket.id))
        await desk.ask(FinishTicket(ticket_id=ticket.id))
    await desk.socket.close()
    return taken
