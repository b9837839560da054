"""Start: how soon a box with a long history answers."""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from bench.clinic import Filling
from bench.figure import Figure, against
from bench.process import password, server
from bench.screen import add_wide_department
from shared.protocol.device import DeviceKind

TICKETS = 100_000
ROUNDS = 3


async def figures() -> list[Figure]:
    """`server_start_ms`: from starting the process until /health answers. The floor is a bare interpreter's start."""
    with tempfile.TemporaryDirectory() as folder:
        async with server(Path(folder)) as program, aiohttp.ClientSession() as http:
            wide = await add_wide_department(http, program, password(Path(folder), "admin"))
        filling = Filling(Path(folder))
        filling.cancel(filling.issue(wide.id, TICKETS))
        filling.close()
        taken, floor = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            bare = await asyncio.create_subprocess_exec(sys.executable, "-c", "pass")
            await bare.wait()
            floor.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
            async with server(Path(folder)) as program, aiohttp.ClientSession() as http:
                async with http.get(f"{program.address}/health", ssl=program.context(DeviceKind.DESK)) as answer:
                    assert answer.status == 200
                taken.append((time.perf_counter() - start) * 1000)
    return [against("server_start_ms", statistics.median(taken), "ms", statistics.median(floor))]
