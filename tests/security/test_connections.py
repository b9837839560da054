"""Attacks by connections: many that say nothing, some that speak slowly, one that asks without end."""

import asyncio
import socket
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import aiohttp
import pytest

from clinic_server.web import front, gate
from clinic_server.web.bucket import MOST_REMEMBERED, STRANGERS_PACE, TRUSTED_PACE, Bucket, Buckets
from shared.protocol.call import CallNext
from shared.protocol.clinic import Clinic
from shared.protocol.closing import CloseCode
from shared.protocol.envelope import Request, encode
from shared.protocol.identity import new_id
from shared.protocol.pairing import CollectPairing
from shared.protocol.ticket import IssueTicket
from shared.trust.pin import pinned_context
from tests.clinic import House
from tests.clinic_server.web.api.program import program
from tests.clinic_server.web.api.test_stream import streaming
from tests.identities import authority
from tests.screen import PATIENCE_SECONDS, screen
from tests.security.bare import all_said, bare
from tests.security.conftest import Target
from tests.server import serving
from tests.wire import wire

MANY = 1_000


async def hung_up(reader: asyncio.StreamReader) -> bool:
    """Wait until the server has ended this connection."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        try:
            while await reader.read(4_096):
                pass
        except ConnectionError:
            return True
        return True


async def test_a_thousand_half_open_sockets_leave_the_clinic_working(target: Target) -> None:
    """They connect and never begin TLS; a kiosk is answered meanwhile, and a new screen comes in."""
    parts = urlsplit(target.server.address)
    async with AsyncExitStack() as stack, screen(target.server.address, device=target.house.kiosk) as kiosk:
        silent = [socket.create_connection((parts.hostname, parts.port)) for _ in range(MANY)]
        for each in silent:
            stack.callback(each.close)
        slip = await kiosk.ask(IssueTicket(department_id=target.house.departments["GM"].id, language="en"))
        assert slip.ticket.label
        async with screen(target.server.address, device=target.house.display) as display:
            assert display.mirror.all(Clinic)


async def test_who_has_not_begun_tls_is_hung_up_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "HANDSHAKE_SECONDS", 0.1)
    async with serving(house.folder) as server:
        parts = urlsplit(server.address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        assert await hung_up(reader)
        writer.close()


@pytest.mark.parametrize("safe", [True, False], ids=["tls", "plain"])
async def test_slowloris_is_hung_up_on(house: House, monkeypatch: pytest.MonkeyPatch, safe: bool) -> None:
    """A header now and then, and never the last one."""
    monkeypatch.setattr(front, "IDLE_SECONDS", 0.5)
    async with (
        serving(house.folder) as server,
        bare(server.address if safe else server.page_address) as (
            reader,
            writer,
        ),
    ):
        writer.write(b"GET /health HTTP/1.1\r\nHost: clinic.test\r\n")
        ended = asyncio.create_task(hung_up(reader))
        while not ended.done():
            writer.write(b"X-Slow: yes\r\n")
            await asyncio.wait([ended], timeout=0.05)
        assert await ended


async def test_the_oldest_stranger_makes_room_and_no_screen_does(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_WAITING", 3)
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        screen(server.address, device=house.display) as display,
        AsyncExitStack() as stack,
    ):
        oldest, _ = await stack.enter_async_context(bare(server.address))
        for _ in range(3):
            await stack.enter_async_context(bare(server.address))
        assert await hung_up(oldest)
        await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        assert [state.is_live for state in display.states].count(True) == 1


async def test_who_asks_without_end_is_cut_off_with_a_code_that_says_so(house: House) -> None:
    async with serving(house.folder) as server, wire(server.address, device=house.kiosk) as hammer:
        frame = encode(Request(id=new_id(), command=CallNext())).decode()
        for _ in range(int(TRUSTED_PACE[1]) * 3):
            if hammer.socket.closed:
                break
            try:
                await hammer.say(frame)
            except ConnectionError:
                break
        assert await hammer.closed_with() == CloseCode.TOO_FAST


async def test_a_stranger_may_ask_for_little(target: Target) -> None:
    async with wire(target.server.address, is_paired=False) as stranger:
        frame = encode(Request(id=new_id(), command=CollectPairing(pairing_id=new_id()))).decode()
        for _ in range(int(STRANGERS_PACE[1]) + 10):
            await stranger.say(frame)
        assert await stranger.closed_with() == CloseCode.TOO_FAST


async def test_a_program_that_asks_without_end_is_told_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_server.app.TRUSTED_PACE", (0.001, 5.0))
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as hammer,
        program(server.address, "admin") as other,
    ):
        said = [await hammer.get("/rooms") for _ in range(6)]
        assert [answer.status for answer in said] == [200] * 5 + [429]
        assert said[-1].problem == "try_later"
        assert said[-1].headers["Retry-After"] == "1"
        assert (await other.get("/rooms")).status == 200


def test_whoever_has_not_asked_for_longest_is_forgotten() -> None:
    buckets = Buckets(0.0, 1.0)
    assert buckets.take("first")
    assert not buckets.take("first")
    for other in range(MOST_REMEMBERED):
        buckets.take(other)
    assert buckets.take("first")


def test_a_bucket_fills_again() -> None:
    now = 0.0
    bucket = Bucket(2.0, 3.0, lambda: now)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [bucket.take() for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("origin", ["https://evil.test", "null", "http://127.0.0.1", "https://127.0.0.1:1"])
async def test_a_page_of_another_site_opens_no_socket(target: Target, origin: str) -> None:
    context = pinned_context(authority().pem)
    async with aiohttp.ClientSession(headers={"Origin": origin}) as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await http.ws_connect(f"{target.server.address}/ws", ssl=context)
        assert refusal.value.status == 403


async def test_a_page_of_the_box_itself_may(target: Target) -> None:
    context = pinned_context(authority().pem)
    async with (
        aiohttp.ClientSession(headers={"Origin": target.server.address}) as http,
        http.ws_connect(f"{target.server.address}/ws", ssl=context) as socket,
    ):
        assert (await socket.receive_str()).startswith('{"type":"hello"')


async def test_plain_http_on_the_tls_port_is_no_request(target: Target) -> None:
    plain = target.server.address.replace("https://", "http://")
    try:
        answer = await all_said(plain, b"GET /health HTTP/1.1\r\nHost: clinic.test\r\n\r\n")
    except ConnectionError:
        answer = b""
    assert b"HTTP/1.1 200" not in answer


async def test_a_thousand_half_open_sockets_do_not_push_out_a_program_that_listens(target: Target) -> None:
    parts = urlsplit(target.server.address)
    general = target.house.departments["GM"].id
    async with (
        AsyncExitStack() as stack,
        program(target.server.address, "reception") as asker,
        streaming(target.server.address, general, asker) as heard,
    ):
        assert (await heard.next())["type"] == "opened"
        for _ in range(MANY):
            stack.callback(socket.create_connection((parts.hostname, parts.port)).close)
        async with program(target.server.address, "reception") as other:
            await other.post("/tickets", {"department_id": general, "language": "en"})
        assert (await heard.next())["kind"] == "ticket.issued"
