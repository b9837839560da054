"""Signing in: how many a second, and whether the queue notices when many do."""

import asyncio
import tempfile
import time
from pathlib import Path
from uuid import UUID

import aiohttp

from bench.figure import Figure, percentile
from bench.issue import seen_ms
from bench.process import Program, password, server
from bench.screen import Screen, add_wide_department
from shared.protocol.session import SignIn

DESKS = 8
ROUNDS = 3
"""Calm and attack take turns, so that whatever else the machine does falls on both."""


async def figures() -> list[Figure]:
    """`login_per_second`, and how much later a ticket is seen (p99) while desks sign in as fast as they can."""
    calm: list[float] = []
    under_attack: list[float] = []
    logins, seconds = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        async with server(Path(folder)) as program, aiohttp.ClientSession() as http:
            secret = password(Path(folder), "admin")
            wide = await add_wide_department(http, program, secret)
            for _ in range(ROUNDS):
                calm += await seen_ms(http, program, wide.id)
                more, taken, seen = await _attacked(http, program, secret, wide.id)
                under_attack += seen
                logins, seconds = logins + more, seconds + taken
    before, during = percentile(calm, 0.99), percentile(under_attack, 0.99)
    ratio = round(during / before, 3)
    return [
        Figure(name="login_per_second", value=round(logins / seconds, 1), unit="1/s"),
        Figure(
            name="issue_seen_under_login_ratio", value=round(during, 3), unit="ms", floor=round(before, 3), ratio=ratio
        ),
    ]


async def _attacked(
    http: aiohttp.ClientSession, program: Program, secret: str, department_id: UUID
) -> tuple[int, float, list[float]]:
    """Logins, the seconds they took, and how soon tickets were seen meanwhile."""
    desks = [await Screen(http, program).__aenter__() for _ in range(DESKS)]
    start, count, is_over = time.perf_counter(), 0, False

    async def sign_in_on(desk: Screen) -> None:
        nonlocal count
        while not is_over:
            await desk.ask(SignIn(login="admin", password=secret))
            count += 1

    hammering = [asyncio.create_task(sign_in_on(desk)) for desk in desks]
    seen = await seen_ms(http, program, department_id)
    is_over = True
    await asyncio.gather(*hammering)
    taken = time.perf_counter() - start
    await asyncio.gather(*(desk.socket.close() for desk in desks))
    return count, taken, seen
