"""Fan-out: how soon the last of many displays has a change, against a bare hub; and what so many screens weigh."""

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

from bench import bare_hub
from bench.figure import Figure, against
from bench.process import Program, password, program, server
from bench.screen import Screen, add_wide_department
from shared.protocol.device import DeviceKind
from shared.protocol.envelope import Request, encode
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket

COUNTS = (100, 500, 1000, 2000)
ROUNDS = 40
JOINING = 100
DERIVED = '"kind":"derived"'
LOST_SECONDS = 30.0


async def figures() -> list[Figure]:
    """`fanout_last_ms_N` against the bare hub with the same N and TLS, in turns; `server_rss_mb_*` on the way."""
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        async with server(Path(folder)) as ours, aiohttp.ClientSession() as http:
            wide = await add_wide_department(http, ours, password(Path(folder), "admin"))
        command = IssueTicket(department_id=wide.id, language="en")
        # Measured from its second start on, as a box runs every day: the first one also makes the schema.
        async with (
            program("bench.bare_hub", (folder,), says=bare_hub.READY) as bare,
            server(Path(folder)) as ours,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            found.append(Figure(name="server_rss_mb_idle", value=round(ours.rss_mb(), 1), unit="MB"))
            plain, displays, kiosks = _Crowd(), _Crowd('"kind":"ticket.issued"'), _Crowd()
            await kiosks.grow(1, lambda: _joined(http, ours, DeviceKind.KIOSK))
            for count in COUNTS:
                await plain.grow(
                    count, lambda: http.ws_connect(f"{bare.address}/ws", ssl=ours.context(DeviceKind.DISPLAY))
                )
                await displays.grow(count, lambda: _joined(http, ours, DeviceKind.DISPLAY))
                floor, last = [], []
                for _ in range(ROUNDS):
                    floor.append(await plain.last(plain.first.send_str("go")))
                    last.append(await displays.last(_issue(kiosks.first, command)))
                    await displays.settled()
                found.append(
                    against(f"fanout_last_ms_{count}", statistics.median(last), "ms", statistics.median(floor))
                )
                if count in (500, 2000):
                    found.append(Figure(name=f"server_rss_mb_{count}", value=round(ours.rss_mb(), 1), unit="MB"))
            await plain.close()
            await displays.close()
            await kiosks.close()
    return found


class _Crowd:
    """Many sockets, each always listening; `kind` is what a frame must hold to count."""

    def __init__(self, kind: str = "") -> None:
        self._kind = kind
        self._sockets: list[aiohttp.ClientWebSocketResponse] = []
        self._hearing: list[asyncio.Task[None]] = []
        self._missing = 0
        self._all_heard = asyncio.Event()
        self._unsettled = 0
        self._all_settled = asyncio.Event()

    @property
    def first(self) -> aiohttp.ClientWebSocketResponse:
        """One of them, to speak through."""
        return self._sockets[0]

    async def grow(self, count: int, connect: Callable[[], Awaitable[aiohttp.ClientWebSocketResponse]]) -> None:
        """Connect until there are `count`."""
        while len(self._sockets) < count:
            some = min(JOINING, count - len(self._sockets))
            for socket in await asyncio.gather(*(connect() for _ in range(some))):
                self._sockets.append(socket)
                self._hearing.append(asyncio.create_task(self._hear(socket)))
        # Thousands of sockets in this one process: its own garbage collection must not be what is measured.
        gc.collect()
        gc.freeze()

    async def last(self, change: Awaitable[None]) -> float:
        """Milliseconds from asking for a change until the last one has it."""
        self._missing = self._unsettled = len(self._sockets)
        self._all_heard.clear()
        self._all_settled.clear()
        start = time.perf_counter()
        await change
        async with asyncio.timeout(LOST_SECONDS):
            await self._all_heard.wait()
        return (time.perf_counter() - start) * 1000

    async def settled(self) -> None:
        """Wait until what is derived from the last change has reached everybody too."""
        async with asyncio.timeout(LOST_SECONDS):
            await self._all_settled.wait()

    async def close(self) -> None:
        """Hang up."""
        for task in self._hearing:
            task.cancel()
        await asyncio.gather(*self._hearing, return_exceptions=True)
        await asyncio.gather(*(socket.close() for socket in self._sockets))

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            start = (await socket.receive_str())[:160]
            if self._kind in start:
                self._missing -= 1
                if self._missing == 0:
                    self._all_heard.set()
            elif DERIVED in start:
                self._unsettled -= 1
                if self._unsettled == 0:
                    self._all_settled.set()


async def _joined(http: aiohttp.ClientSession, ours: Program, kind: DeviceKind) -> aiohttp.ClientWebSocketResponse:
    # One device with many connections: what many devices cost when they are first made known is not measured here.
    screen = await Screen(http, ours, kind).__aenter__()
    return screen.socket


async def _bare(http: aiohttp.ClientSession, address: str, ours: Program) -> aiohttp.ClientWebSocketResponse:
    return await http.ws_connect(f"{address}/ws", ssl=ours.context(DeviceKind.DISPLAY))


async def _issue(kiosk: aiohttp.ClientWebSocketResponse, command: IssueTicket) -> None:
    await kiosk.send_str(encode(Request(id=new_id(), command=command)).decode())
