"""TLS: what it costs the main job, a ticket that another screen sees, against the same server without it."""

import statistics
import tempfile
from pathlib import Path

import aiohttp

from bench.figure import Figure, against
from bench.issue import seen_ms
from bench.process import password, server
from bench.screen import add_wide_department

ROUNDS = 8
TICKETS = 100


async def figures() -> list[Figure]:
    """`tls_issue_seen_p50_ms`; its floor is the p50 without TLS. In turns, each first as often: noise hits both."""
    with tempfile.TemporaryDirectory() as safe, tempfile.TemporaryDirectory() as bare:
        async with (
            server(Path(safe)) as ours,
            server(Path(bare), "bench.plain_server") as plain,
            aiohttp.ClientSession() as http,
        ):
            seen: dict[str, list[float]] = {ours.address: [], plain.address: []}
            wide = {
                program.address: await add_wide_department(http, program, password(Path(folder), "admin"))
                for program, folder in ((ours, safe), (plain, bare))
            }
            for turn in range(ROUNDS):
                for program in (ours, plain) if turn % 2 else (plain, ours):
                    seen[program.address] += await seen_ms(http, program, wide[program.address].id, TICKETS)
    medians = {address: statistics.median(taken) for address, taken in seen.items()}
    return [against("tls_issue_seen_p50_ms", medians[ours.address], "ms", medians[plain.address])]
