"""The link: alive across every cut, each request answered once, and never fooled by what a server says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import msgspec
import pytest
from aiohttp import web

from shared.client import box as box_module
from shared.client import link as link_module
from shared.protocol.call import CallNext
from shared.protocol.clinic import Clinic
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.department import Department
from shared.protocol.envelope import Answer, Hello, Notice, Snapshot, encode, refused
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.protocol.refusal import InternalError, Malformed, Unreachable, VersionUnsupported
from shared.protocol.ticket import IssueTicket, Ticket
from shared.protocol.version import (
    HEARTBEAT_SECONDS,
    LARGEST_FRAME_BYTES,
    LOWEST_VERSION,
    PROTOCOL_VERSION,
    SILENCE_SECONDS,
)
from tests.clinic import House
from tests.identities import box_context
from tests.proxy import cable
from tests.screen import screen
from tests.server import serving
from tests.values import MORNING, a_clinic

Conversation = Callable[[web.WebSocketResponse], Awaitable[None]]

HELLO = Hello(
    version=PROTOCOL_VERSION,
    lowest_version=LOWEST_VERSION,
    product_version="0.1.0",
    clinic_id=new_id(),
    epoch=1,
    at=MORNING,
)


@asynccontextmanager
async def scripted(*conversations: Conversation) -> AsyncIterator[str]:
    """A server that says what the test tells it to: one conversation a connection, the last one over and over."""
    coming = list(conversations)

    async def talk(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        conversation = coming[0] if len(coming) == 1 else coming.pop(0)
        await conversation(socket)
        return socket

    app = web.Application()
    app.router.add_get("/ws", talk)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=box_context()).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"https://{host}:{port}"
    finally:
        await runner.cleanup()


async def say(socket: web.WebSocketResponse, *frames: msgspec.Struct) -> None:
    for frame in frames:
        await socket.send_str(encode(frame).decode())


async def listen(socket: web.WebSocketResponse) -> None:
    async for _ in socket:
        pass


def snapshot(*values: Clinic) -> Snapshot:
    return Snapshot(seq=1, at=MORNING, values=values)


async def welcome(socket: web.WebSocketResponse) -> None:
    """As a server should."""
    await say(socket, HELLO)
    await socket.receive()
    await say(socket, snapshot(a_clinic()))
    await listen(socket)


def issue(house: House) -> IssueTicket:
    return IssueTicket(department_id=house.departments["GM"].id, language="en")


async def test_a_link_fills_its_mirror_and_answers(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, device=house.display) as display:
        assert display.link.server == server.address
        assert display.link.state.has_clinic
        assert {department.code for department in display.mirror.all(Department)} == {"GM", "PED"}
        async with screen(server.address, device=house.kiosk) as kiosk:
            slip = await kiosk.ask(issue(house))
        change = await display.until_heard("ticket.issued")
        assert [value for value in change.values if isinstance(value, Ticket)] == [slip.ticket]
        assert display.mirror.get(Ticket, slip.ticket.id) == slip.ticket


async def test_a_refusal_arrives_as_its_own_class(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, device=house.kiosk) as kiosk:
        with pytest.raises(Refusal, match="not_found") as refusal:
            await kiosk.ask(replace_department(issue(house)))
        assert type(refusal.value).__name__ == "NotFound"


def replace_department(command: IssueTicket) -> IssueTicket:
    return msgspec.structs.replace(command, department_id=new_id())


async def test_what_was_asked_during_a_cut_is_answered_after_it(house: House) -> None:
    async with (
        serving(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
    ):
        line.cut()
        await kiosk.until_cut()
        touch = asyncio.create_task(kiosk.ask(issue(house)))
        kiosk.link.wake()

        assert (await touch).ticket.label == "GM-001"


async def test_many_requests_survive_a_cut_in_the_middle_and_none_is_carried_out_twice(house: House) -> None:
    async with (
        serving(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
        screen(server.address, device=house.display) as display,
    ):
        touches = [asyncio.create_task(kiosk.ask(issue(house))) for _ in range(40)]
        await display.until_heard("ticket.issued", 5)
        line.swallow()
        await display.until_heard("ticket.issued", 15)
        line.cut()
        kiosk.link.wake()

        slips = await asyncio.gather(*touches)
        assert sorted(slip.ticket.number for slip in slips) == list(range(1, 41))
        assert await server.writer.look(lambda unit: len(unit.all(Ticket))) == 40


async def test_one_intent_asked_twice_is_one_request(house: House) -> None:
    touch = new_id()
    async with serving(house.folder) as server, screen(server.address, device=house.kiosk) as kiosk:
        slips = await asyncio.gather(*(kiosk.ask(issue(house), request_id=touch) for _ in range(3)))

        assert {slip.ticket.label for slip in slips} == {"GM-001"}
        assert kiosk.link._waiting == {}


async def test_who_gives_up_is_told_that_nobody_answered(house: House) -> None:
    async with scripted(welcome) as address, screen(address, device=house.kiosk) as kiosk:
        with pytest.raises(Unreachable):
            await kiosk.ask(issue(house), within=0.01)
        assert kiosk.link._waiting == {}


async def test_a_command_that_no_frame_holds_is_refused_here_and_the_link_lives_on(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["amara"]) as desk:
        with pytest.raises(Malformed):
            await desk.ask(WriteNotes(ticket_id=new_id(), notes="x" * LARGEST_FRAME_BYTES))

        with pytest.raises(Refusal, match="no_room_chosen"):
            await desk.ask(CallNext())
        assert [state.is_live for state in desk.states].count(True) == 1


async def test_the_way_back_is_tried_sooner_when_the_clinic_announces_itself(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "FIRST_WAIT_SECONDS", 3600.0)
    monkeypatch.setattr(link_module, "LONGEST_WAIT_SECONDS", 3600.0)
    async with (
        serving(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
    ):
        line.cut()
        await kiosk.until_cut()
        kiosk.link.wake()
        await kiosk.until_live()


async def test_a_server_that_fell_silent_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box_module, "PING_SECONDS", 0.2)
    async with (
        serving(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
    ):
        line.swallow()  # as behind a pulled cable: nothing comes any more, not even an end

        await kiosk.until_cut()


def test_a_silent_link_is_dead_after_ten_seconds() -> None:
    # aiohttp waits for half as long again for the answer to its ping.
    assert box_module.PING_SECONDS * 1.5 == SILENCE_SECONDS == 10.0
    assert HEARTBEAT_SECONDS * 1.5 <= SILENCE_SECONDS


async def test_a_screen_without_a_server_says_since_when(house: House) -> None:
    async with (
        serving(house.folder) as server,
        cable(server.address) as line,
        screen(line.address, device=house.kiosk) as kiosk,
    ):
        line.target = "https://127.0.0.1:9"  # where nobody listens
        line.cut()
        await kiosk.until_cut()

        as_of = kiosk.link.state.as_of
        assert as_of is not None
        assert abs((as_of - datetime.now(UTC)).total_seconds()) < 60
        assert kiosk.mirror.all(Department)  # what it knew stays on the screen


async def test_the_servers_clock_is_the_clinics_time() -> None:
    async with scripted(welcome) as address, screen(address) as desk:
        assert abs((desk.link.now - MORNING).total_seconds()) < 60
        assert desk.link.clock_ahead_seconds != 0


@pytest.mark.parametrize(
    ("version", "lowest"),
    [(LOWEST_VERSION - 1, LOWEST_VERSION - 1), (PROTOCOL_VERSION + 5, PROTOCOL_VERSION + 1)],
    ids=["older server", "newer server"],
)
async def test_a_server_whose_language_this_screen_does_not_speak_is_named_as_such(version: int, lowest: int) -> None:
    async def stranger(socket: web.WebSocketResponse) -> None:
        await say(socket, msgspec.structs.replace(HELLO, version=version, lowest_version=lowest))
        await listen(socket)

    async with scripted(stranger, stranger, welcome) as address, screen(address, is_live=False) as desk:
        await desk.until(lambda: isinstance(desk.link.state.problem, VersionUnsupported))
        problem = desk.link.state.problem
        assert isinstance(problem, VersionUnsupported)
        assert (problem.server_version, problem.lowest_version) == (version, lowest)

        # It tries again, and once the server was updated all is well.
        desk.link.wake()
        await desk.until_live()
        assert desk.link.state.problem is None
        # The word stayed on the screen all the time between.
        problems = [state.problem is not None for state in desk.states]
        assert problems[problems.index(True) :].count(False) == 1


async def test_a_newer_server_that_still_speaks_our_language_is_fine() -> None:
    async def newer(socket: web.WebSocketResponse) -> None:
        await say(socket, msgspec.structs.replace(HELLO, version=PROTOCOL_VERSION + 1))
        await socket.receive()
        text = encode(snapshot(a_clinic())).decode()
        await socket.send_str(text.replace('"name":', '"something_new":[1],"name":'))
        await listen(socket)

    async with scripted(newer) as address, screen(address) as desk:
        assert desk.mirror.clinic is not None


async def test_a_server_that_refuses_the_connection_is_quoted() -> None:
    async def closed(socket: web.WebSocketResponse) -> None:
        await say(socket, refused(None, VersionUnsupported(server_version=9, lowest_version=8)))
        await socket.close()

    async with scripted(closed, welcome) as address, screen(address, is_live=False) as desk:
        await desk.until(lambda: isinstance(desk.link.state.problem, VersionUnsupported))
        await desk.until_live()


async def end_at_once(socket: web.WebSocketResponse) -> None:
    await socket.close()


async def say_nonsense(socket: web.WebSocketResponse) -> None:
    await socket.send_str("welcome!")


async def say_bytes(socket: web.WebSocketResponse) -> None:
    await socket.send_bytes(b"welcome!")


async def answer_first(socket: web.WebSocketResponse) -> None:
    await say(socket, Answer(id=new_id(), value=msgspec.Raw(b"1")))


async def know_more(socket: web.WebSocketResponse) -> None:
    await say(socket, HELLO)
    await socket.receive()
    await socket.send_str(encode(snapshot(a_clinic())).decode().replace('"type":"clinic"', '"type":"robot"'))


async def speak_in_bytes_later(socket: web.WebSocketResponse) -> None:
    await say(socket, HELLO)
    await socket.receive()
    await socket.send_bytes(encode(snapshot()))


@pytest.mark.allows_warnings("WARNING shared.client.link: the server says what this screen does not understand")
@pytest.mark.parametrize(
    "oddity",
    [end_at_once, say_nonsense, say_bytes, answer_first, know_more, speak_in_bytes_later],
    ids=lambda oddity: oddity.__name__,
)
async def test_a_server_that_behaves_oddly_is_left_and_tried_again(oddity: Conversation) -> None:
    async with scripted(oddity, welcome) as address, screen(address) as desk:
        assert desk.mirror.clinic is not None
        assert desk.link.state.problem is None


@pytest.mark.expects_warnings("WARNING shared.client.link: a notice is missing: expected 2, got 3")
async def test_a_gap_in_the_notices_means_joining_anew() -> None:
    first, second = a_clinic(name="before"), a_clinic(name="after")

    async def skip(socket: web.WebSocketResponse) -> None:
        await say(socket, HELLO)
        await socket.receive()
        await say(socket, snapshot(first))
        for number in (1, 3):
            named = msgspec.structs.replace(first, name=f"notice {number}")
            await say(socket, Notice(number=number, seq=number, at=MORNING, kind="clinic.changed", values=(named,)))
        await listen(socket)

    async def whole(socket: web.WebSocketResponse) -> None:
        await say(socket, HELLO)
        await socket.receive()
        await say(socket, snapshot(second))
        await listen(socket)

    async with scripted(skip, whole) as address, screen(address) as desk:
        await desk.until(lambda: desk.mirror.clinic == second)
        assert [change.kind for change in desk.heard] == [None, "clinic.changed", None]


@pytest.mark.expects_warnings("WARNING shared.client.link: the server's answer is not what this screen expects")
async def test_an_answer_of_another_shape_fails_its_own_request_alone() -> None:
    async def misread(socket: web.WebSocketResponse) -> None:
        await say(socket, HELLO)
        await socket.receive()
        await say(socket, snapshot(a_clinic()))
        async for message in socket:
            id = msgspec.json.decode(message.data)["id"]
            await say(socket, Answer(id=id, value=msgspec.Raw(b'{"label":7}')))

    async with scripted(misread) as address, screen(address) as desk:
        with pytest.raises(Malformed):
            await desk.ask(CallNext())
        assert desk.link.state.is_live


async def test_answers_nobody_waits_for_are_let_pass() -> None:
    async def chatter(socket: web.WebSocketResponse) -> None:
        await say(socket, HELLO)
        await socket.receive()
        await say(socket, snapshot(a_clinic()))
        await say(socket, Answer(id=new_id(), value=msgspec.Raw(b"1")), refused(new_id(), InternalError()))
        clinic = a_clinic(name="still there")
        await say(socket, Notice(number=1, seq=2, at=MORNING, kind="clinic.changed", values=(clinic,)))
        await listen(socket)

    async with scripted(chatter) as address, screen(address) as desk:
        await desk.until_heard("clinic.changed")


async def test_an_address_that_is_wrong_at_first_is_asked_for_again(house: House) -> None:
    async with serving(house.folder) as server:
        addresses = iter([None, "https://127.0.0.1:9", "not a url at all", server.address])

        async def find() -> str:
            address = next(addresses)
            if address is None:
                raise TimeoutError
            return address

        async with screen(find, device=house.kiosk) as kiosk:
            assert kiosk.link.server == server.address


async def test_listeners_hear_of_a_change_when_the_mirror_has_it(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, device=house.display) as display:
        known: list[bool] = []
        display.link.on_change(
            lambda change: known.extend(display.mirror.get(type(value), value.id) == value for value in change.values)
        )
        async with screen(server.address, device=house.kiosk) as kiosk:
            await kiosk.ask(issue(house))
        await display.until_heard("ticket.issued")
        assert known
        assert all(known)
