"""Fan-out: how soon the last of many displays has a change, against a bare hub; and what so many screens weigh."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

from bench.figure import Figure, against
from bench.process import password, program, server
from bench.screen import Screen, add_wide_department
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import Request
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket

COUNTS = (100, 500, 1000, 2000)
ROUNDS = 40
JOINING = 100
SETTLE_SECONDS = 0.25
"""Between rounds: what is derived from the last change reaches everybody before the next one is measured."""


async def figures() -> list[Figure]:
    """`fanout_last_ms_N` against the bare hub with the same N, in turns; `server_rss_mb_*` on the way."""
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        async with (
            program("bench.bare_hub", says="http") as bare,
            server(Path(folder)) as ours,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            found.append(Figure(name="server_rss_mb_idle", value=round(ours.rss_mb(), 1), unit="MB"))
            wide = await add_wide_department(http, ours.address, password(Path(folder), "admin"))
            command = IssueTicket(department_id=wide.id, language="en")
            kiosk = await Screen(http, ours.address, DeviceKind.KIOSK).__aenter__()
            hub = f"http{bare.address}" if not bare.address.startswith("http") else bare.address
            plain: list[aiohttp.ClientWebSocketResponse] = []
            displays: list[aiohttp.ClientWebSocketResponse] = []
            for count in COUNTS:
                plain += await _join(count - len(plain), lambda: http.ws_connect(f"{hub}/ws"))
                displays += await _join(count - len(displays), lambda: _display(http, ours.address))
                floor, last = [], []
                for _ in range(ROUNDS):
                    floor.append(await _last(plain, plain[0].send_str("go"), ""))
                    last.append(await _last(displays, _issue(kiosk, command), '"kind":"ticket.issued"'))
                    await asyncio.sleep(SETTLE_SECONDS)
                found.append(
                    against(f"fanout_last_ms_{count}", statistics.median(last), "ms", statistics.median(floor))
                )
                if count in (500, 2000):
                    found.append(Figure(name=f"server_rss_mb_{count}", value=round(ours.rss_mb(), 1), unit="MB"))
            await asyncio.gather(*(socket.close() for socket in (*plain, *displays)))
    return found


async def _join(
    count: int, connect: Callable[[], Awaitable[aiohttp.ClientWebSocketResponse]]
) -> list[aiohttp.ClientWebSocketResponse]:
    sockets: list[aiohttp.ClientWebSocketResponse] = []
    while len(sockets) < count:
        some = min(JOINING, count - len(sockets))
        sockets += await asyncio.gather(*(connect() for _ in range(some)))
    return sockets


async def _display(http: aiohttp.ClientSession, address: str) -> aiohttp.ClientWebSocketResponse:
    screen = await Screen(http, address, DeviceKind.DISPLAY).__aenter__()
    return screen.socket


async def _issue(kiosk: Screen, command: IssueTicket) -> None:
    await kiosk.say(Request(id=new_id(), command=command))


async def _last(sockets: list[aiohttp.ClientWebSocketResponse], change: Awaitable[None], kind: str) -> float:
    """Milliseconds from asking for a change until the last socket has it."""

    async def hear(socket: aiohttp.ClientWebSocketResponse) -> None:
        while kind not in (await socket.receive_str())[:160]:
            pass

    hearing = [asyncio.create_task(hear(socket)) for socket in sockets]
    await asyncio.sleep(0)
    start = time.perf_counter()
    await change
    await asyncio.gather(*hearing)
    return (time.perf_counter() - start) * 1000
