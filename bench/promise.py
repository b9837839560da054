"""The promise: no number twice and none lost, with many clients that repeat themselves."""

import asyncio
import random
import tempfile
from collections import Counter
from pathlib import Path
from uuid import UUID

import aiohttp

from bench.figure import Figure
from bench.process import Program, password, server
from bench.screen import Screen, add_wide_department
from clinic_server.store.journal import decode_event
from clinic_server.store.opening import open_store
from clinic_server.store.reading import Reader
from shared.protocol.device import DeviceKind
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket, TicketIssued

CLIENTS = 32
TICKETS = 10_000
REPEATED = 0.3


async def figures() -> list[Figure]:
    """`duplicates_32`: labels given out twice, or requests answered in two ways; `lost_32`: answered, but not kept."""
    with tempfile.TemporaryDirectory() as folder:
        answered: list[tuple[UUID, str]] = []
        async with (
            server(Path(folder)) as program,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
        ):
            wide = await add_wide_department(http, program, password(Path(folder), "admin"))
            command = IssueTicket(department_id=wide.id, language="en")
            share = -(-TICKETS // CLIENTS)
            await asyncio.gather(*(_client(http, program, command, share, answered) for _ in range(CLIENTS)))
        kept = _kept(Path(folder))
    by_request: dict[UUID, set[str]] = {}
    for id, label in answered:
        by_request.setdefault(id, set()).add(label)
    labels = Counter(label for found in by_request.values() for label in found)
    duplicates = sum(count - 1 for count in labels.values()) + sum(len(found) - 1 for found in by_request.values())
    lost = len(labels.keys() - kept)
    return [
        Figure(name="duplicates_32", value=duplicates, unit="tickets"),
        Figure(name="lost_32", value=lost, unit="tickets"),
        Figure(name="issued_32", value=len(labels), unit="tickets"),
        Figure(name="requests_32", value=len(answered), unit="requests"),
    ]


async def _client(
    http: aiohttp.ClientSession, program: Program, command: IssueTicket, count: int, answered: list[tuple[UUID, str]]
) -> None:
    """Issue, and say some requests again: at once on the same connection, or later on a new one."""
    again: list[UUID] = []
    async with Screen(http, program, DeviceKind.KIOSK) as kiosk:
        for _ in range(count):
            id = new_id()
            slip = await kiosk.ask(command, id)
            answered.append((id, slip.ticket.label))
            if random.random() < REPEATED:
                if random.random() < 0.5:
                    slip = await kiosk.ask(command, id)
                    answered.append((id, slip.ticket.label))
                else:
                    again.append(id)
    async with Screen(http, program, DeviceKind.KIOSK) as kiosk:
        for id in again:
            slip = await kiosk.ask(command, id)
            answered.append((id, slip.ticket.label))


def _kept(folder: Path) -> set[str]:
    """The labels in the journal, read back after the server has stopped."""
    store = open_store(folder)
    try:
        events = (decode_event(row.body) for row in Reader(store.reading).rows(0))
        return {event.ticket.label for event in events if isinstance(event, TicketIssued)}
    finally:
        store.close()
