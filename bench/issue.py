"""Issuing: how soon another screen has the ticket, and how many a second."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from uuid import UUID

import aiohttp

from bench import floor
from bench.figure import Figure, against, percentile
from bench.process import Program, password, server
from bench.screen import Screen, add_wide_department
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import Request
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket

WAITING = 5
SEEN_ROUNDS = 600
SECONDS = 3.0


async def figures() -> list[Figure]:
    """`issue_seen_*` against the floor of one commit, and `issue_per_second_*` against its inverse."""
    commit = floor.commit_ms()
    with tempfile.TemporaryDirectory() as folder:
        async with server(Path(folder)) as program, aiohttp.ClientSession() as http:
            wide = await add_wide_department(http, program, password(Path(folder), "admin"))
            seen = await seen_ms(http, program, wide.id)
    per_second = []
    for clients in (8, 64):
        with tempfile.TemporaryDirectory() as folder:
            async with server(Path(folder)) as program, aiohttp.ClientSession(connector=_connector()) as http:
                wide = await add_wide_department(http, program, password(Path(folder), "admin"))
                rate = await _rate(http, program, wide.id, clients)
        per_second.append(against(f"issue_per_second_{clients}", rate, "1/s", 1000 / commit))
    return [
        against("issue_seen_p50_ms", statistics.median(seen), "ms", commit),
        against("issue_seen_p99_ms", percentile(seen, 0.99), "ms", commit),
        *per_second,
    ]


def _connector() -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(limit=0)


async def seen_ms(
    http: aiohttp.ClientSession, program: Program, department_id: UUID, tickets: int = SEEN_ROUNDS
) -> list[float]:
    """Milliseconds from asking to the notice at another screen."""
    taken = []
    async with Screen(http, program, DeviceKind.KIOSK) as kiosk, Screen(http, program, DeviceKind.DISPLAY) as display:
        command = IssueTicket(department_id=department_id, language="en")
        for _ in range(WAITING):
            await kiosk.ask(command)
            await _noticed(display)
        for _ in range(tickets):
            noticed = asyncio.create_task(_noticed(display))
            await asyncio.sleep(0)
            start = time.perf_counter()
            answered = asyncio.create_task(kiosk.ask(command))
            label = await noticed
            taken.append((time.perf_counter() - start) * 1000)
            assert (await answered).ticket.label == label
    return taken


async def _noticed(display: Screen) -> str:
    """The label of the next ticket that this screen hears of."""
    while True:
        text = await display.socket.receive_str()
        if '"kind":"ticket.issued"' in text[:160]:
            return text.partition('"label":"')[2].partition('"')[0]


async def _rate(http: aiohttp.ClientSession, program: Program, department_id: UUID, clients: int) -> float:
    """Acknowledged tickets a second, each client asking again as soon as it has its answer."""
    end, count = 0.0, 0

    async def ask_on(kiosk: Screen) -> None:
        nonlocal count
        command = IssueTicket(department_id=department_id, language="en")
        while time.perf_counter() < end:
            id = new_id()
            await kiosk.say(Request(id=id, command=command))
            await kiosk.answer(id)
            count += 1

    screens = [await Screen(http, program, DeviceKind.KIOSK).__aenter__() for _ in range(clients)]
    start = time.perf_counter()
    end = start + SECONDS
    await asyncio.gather(*(ask_on(screen) for screen in screens))
    taken = time.perf_counter() - start
    await asyncio.gather(*(screen.socket.close() for screen in screens))
    return count / taken
