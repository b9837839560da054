"""The stream of a queue: nothing missing, nothing twice, nothing private, and an end that says why."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import msgspec
import pytest

from clinic_server.actor import BOX
from clinic_server.handlers.day import KeepDay
from clinic_server.web.api import stream
from clinic_server.web.api.route import PREFIX
from shared.protocol.closing import CloseCode
from shared.protocol.identity import new_id
from shared.trust.pin import pinned_context
from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.identities import authority
from tests.screen import PATIENCE_SECONDS
from tests.server import Clock, serving


class Stream:
    """An outside program that listens."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self) -> Any:
        """The next frame that is no beat."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                frame = msgspec.json.decode(await self.socket.receive_str())
                if frame["type"] != "beat":
                    return frame

    async def events(self, count: int) -> list[Any]:
        """The next so many events."""
        return [await self.next() for _ in range(count)]

    async def closed_with(self) -> int | None:
        """The code that the server closes with."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self.socket.closed:
                await self.socket.receive()
        return self.socket.close_code


@asynccontextmanager
async def streaming(
    address: str, department_id: object, asker: Program | None, after: object = None
) -> AsyncIterator[Stream]:
    """A stream that was opened, with its first frame still to be read."""
    headers = {} if asker is None or asker.authorization is None else {"Authorization": asker.authorization}
    query = "" if after is None else f"?after={after}"
    url = f"{address}{PREFIX}/queues/{department_id}/stream{query}"
    context = pinned_context(authority().pem)
    async with aiohttp.ClientSession() as http, http.ws_connect(url, headers=headers, ssl=context) as socket:
        yield Stream(socket)


async def takes(asker: Program, house: House, count: int, code: str = "GM", **more: Any) -> list[str]:
    """So many people take a number; their labels."""
    taking = {"department_id": house.departments[code].id, "language": "en", **more}
    return [(await asker.post("/tickets", taking)).json["ticket"]["label"] for _ in range(count)]


def labels(events: list[Any]) -> list[str]:
    return [next(value["label"] for value in event["values"] if value["type"] == "ticket") for event in events]


async def test_a_stream_tells_what_happens_in_its_queue_and_in_no_other(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, house.departments["GM"].id, asker) as heard,
    ):
        opened = await heard.next()
        await takes(asker, house, 1, "PED")
        taken = await takes(asker, house, 2)
        events = await heard.events(2)

    assert (opened["type"], opened["epoch"], opened["department_id"]) == ("opened", 1, str(house.departments["GM"].id))
    assert labels(events) == taken
    assert [event["kind"] for event in events] == ["ticket.issued"] * 2


async def test_a_stream_goes_on_where_it_was_left(house: House) -> None:
    department = house.departments["GM"].id
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, department, asker) as heard,
    ):
        await heard.next()
        taken = await takes(asker, house, 2)
        seen = await heard.events(2)
        taken += await takes(asker, house, 3)
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, department, asker, after=seen[-1]["seq"]) as heard,
    ):
        # More happens while the journal is read.
        taken += await takes(asker, house, 2)
        await heard.next()
        seen += await heard.events(5)

    assert labels(seen) == taken
    assert [event["seq"] for event in seen] == sorted({event["seq"] for event in seen})


async def test_a_stream_from_the_beginning_has_the_whole_history(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        taken = await takes(asker, house, 3)
        async with streaming(server.address, house.departments["GM"].id, asker, after=0) as heard:
            await heard.next()
            first, *events = await heard.events(4)

    assert first["kind"] == "department.added"
    assert labels(events) == taken


async def test_whoever_is_sent_on_leaves_one_stream_and_comes_into_the_other(house: House) -> None:
    general, children = house.departments["GM"].id, house.departments["PED"].id
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, general, asker) as left,
        streaming(server.address, children, asker) as entered,
    ):
        await left.next()
        await entered.next()
        ticket = (await asker.post("/tickets", {"department_id": general, "language": "en"})).json["ticket"]
        await asker.post(f"/tickets/{ticket['id']}/transfer", {"department_id": children})
        _, gone = await left.events(2)
        come = await entered.next()

    assert gone == come
    assert gone["values"][0]["department_id"] == str(children)


async def test_nothing_private_is_streamed(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, house.departments["GM"].id, asker) as heard,
    ):
        await heard.next()
        await takes(asker, house, 1, name="Zoraida", phone="699123456", reason="chest-pain-words")
        event = await heard.next()

    assert {value["type"] for value in event["values"]} == {"ticket"}
    assert b"Zoraida" not in msgspec.json.encode(event)


async def test_a_browser_shows_a_ticket_once(house: House) -> None:
    department = house.departments["GM"].id
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        given = await asker.post("/socket-tickets")
        opening = msgspec.json.encode({"ticket": given.json["ticket"]}).decode()
        said = []
        for first in (opening, opening, "{}", '{"ticket":"\\ud800"}'):
            async with streaming(server.address, department, None) as heard:
                await heard.socket.send_str(first)
                said.append((await heard.next())["type"])

    assert (given.status, given.json["expires_in"]) == (201, 30)
    assert said == ["opened", "refused", "refused", "refused"]


async def test_a_stream_that_may_not_be_is_refused(house: House) -> None:
    general = f"/queues/{house.departments['GM'].id}/stream"
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        plain = await asker.get(general)
        unknown = await asker.get(f"/queues/{new_id()}/stream", headers=upgrade)
        odd = await asker.get(f"{general}?after=-1", headers=upgrade)
        forged = await asker.get(general, headers={**upgrade, "Authorization": "Bearer nonsense"})
        foreign = await asker.get(general, headers={**upgrade, "Origin": "https://evil.example"})
        async with program(server.address, "group") as group:
            group_admin = await group.get(general, headers=upgrade)
        async with streaming(server.address, house.departments["GM"].id, asker, after=999_999) as heard:
            await heard.next()
            early = await heard.closed_with()

    assert (plain.status, plain.problem) == (426, "upgrade_needed")
    assert (unknown.status, unknown.problem) == (404, "not_found")
    assert (odd.status, odd.problem) == (400, "malformed")
    assert (forged.status, forged.problem) == (401, "not_signed_in")
    assert (foreign.status, foreign.problem) == (403, "foreign_origin")
    assert (group_admin.status, group_admin.problem) == (403, "not_allowed")
    assert early == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_a_stream_ends_with_its_session(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, house.departments["GM"].id, asker) as heard,
    ):
        await heard.next()
        await asker.ask("DELETE", "/token")
        refused = await heard.next()
        code = await heard.closed_with()

    assert (refused["type"], refused["code"]) == ("refused", "not_signed_in")
    assert code == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_the_server_says_goodbye_to_streams(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        context = streaming(server.address, house.departments["GM"].id, asker)
        heard = await context.__aenter__()
        await heard.next()
        ending = asyncio.create_task(heard.closed_with())
    assert await ending == aiohttp.WSCloseCode.GOING_AWAY
    await context.__aexit__(None, None, None)


async def test_a_program_that_cannot_keep_up_is_cut_off_and_may_resume(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MOST_WAITING", 1)
    clock = Clock(datetime.now(UTC))
    async with (
        serving(house.folder, clock=clock) as server,
        program(server.address, "reception") as asker,
        streaming(server.address, house.departments["GM"].id, asker) as heard,
    ):
        await heard.next()
        taken = await takes(asker, house, 3)
        seen = await heard.events(3)
        clock.now += timedelta(days=1)
        await server.writer.answer(BOX, KeepDay())  # closes all three at once
        code = await heard.closed_with()
        monkeypatch.undo()
        async with program(server.address, "reception") as again:
            resuming = streaming(server.address, house.departments["GM"].id, again, after=seen[-1]["seq"])
            async with resuming as resumed:
                await resumed.next()
                missed = await resumed.events(3)

    assert code == CloseCode.TOO_SLOW
    assert labels(missed) == taken
