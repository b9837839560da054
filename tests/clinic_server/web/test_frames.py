"""What a connection says that it should not: refused in plain codes, nothing changed, and the others notice nothing."""

from collections.abc import AsyncIterator

import pytest

from clinic_server.app import Running
from shared.protocol.clinic import Clinic
from shared.protocol.department import QueueClosed
from shared.protocol.envelope import Join, Refused, encode, refusal_of
from shared.protocol.identity import new_id
from shared.protocol.refusal import Malformed, VersionUnsupported
from shared.protocol.version import LARGEST_FRAME_BYTES, LOWEST_VERSION, PROTOCOL_VERSION
from tests.clinic import House
from tests.screen import screen
from tests.server import serving
from tests.wire import wire

DEEP = "[" * 30_000 + "]" * 30_000


@pytest.fixture
async def server(house: House) -> AsyncIterator[Running]:
    """A server that has written nothing more when the test is over."""
    async with serving(house.folder) as running:
        before = await running.writer.look(lambda unit: unit.seq)
        async with screen(running.address, device=house.display) as bystander:
            yield running
            assert [state.is_live for state in bystander.states].count(False) <= 1  # before its snapshot
            assert bystander.link.state.is_live
        written = [row.kind for row in running.reader.rows(before) if row.kind != "audit.read"]
        assert written == []


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "not json",
        "[]",
        "null",
        '{"type":"nonsense"}',
        '{"type":"request"}',
        '{"type":"request","id":"not-an-id","command":{"type":"call.next"}}',
        '{"type":"hello","version":1}',
        '{"type":"answer","id":"019ed5f3-52d1-7a94-8e3b-64c8d90b1005","value":1}',
        '{"type":"request","id":"019ed5f3-52d1-7a94-8e3b-64c8d90b1005","command":',
        b"bytes instead of text",
        DEEP,
    ],
    ids=["empty", "words", "list", "null", "type", "bare", "id", "hello", "answer", "torn", "bytes", "deep"],
)
async def test_a_frame_nobody_understands_ends_its_connection_with_a_word(
    house: House, server: Running, frame: str | bytes
) -> None:
    async with wire(server.address, token=house.tokens["amara"]) as desk:
        await desk.say(frame)

        refused = await desk.refusal()
        assert refused.id is None
        assert isinstance(refusal_of(refused), Malformed)
        assert await desk.closed_with() == 1008


@pytest.mark.parametrize(
    "command",
    [
        '{"type":"ticket.fly"}',
        "{}",
        "[]",
        '"call.next"',
        '{"type":"call.next","sooner":true}',
        '{"type":"ticket.hold"}',
        '{"type":"ticket.hold","ticket_id":7}',
        '{"type":"ticket.issue","department_id":"019ed5f3-52d1-7a94-8e3b-64c8d90b1005"}',
    ],
    ids=["unknown", "empty", "list", "text", "more", "less", "type", "partly"],
)
async def test_a_command_nobody_understands_is_refused_under_its_id_and_the_connection_goes_on(
    house: House, server: Running, command: str
) -> None:
    async with wire(server.address, token=house.tokens["amara"]) as desk:
        id = new_id()
        await desk.say(f'{{"type":"request","id":"{id}","command":{command}}}')

        refused = await desk.refusal()
        assert refused.id == id
        refusal = refusal_of(refused)
        assert isinstance(refusal, Malformed)
        assert not {"sooner", "fly"} & set(refusal.what.split("."))  # what somebody said is not said back
        assert await desk.answers(new_id())


async def test_a_frame_over_64_kib_ends_its_connection(house: House, server: Running) -> None:
    async with wire(server.address, token=house.tokens["amara"]) as desk:
        await desk.say("x" * LARGEST_FRAME_BYTES)

        assert await desk.closed_with() == 1009  # "message too big", RFC 6455


async def test_the_largest_frame_is_taken(house: House, server: Running) -> None:
    async with wire(server.address, token=house.tokens["amara"]) as desk:
        id = new_id()
        frame = f'{{"type":"request","id":"{id}","command":{{"type":"call.next"}}}}'
        await desk.say(frame + " " * (LARGEST_FRAME_BYTES - len(frame) - 1))

        await desk.until(str(id))


async def test_a_screen_that_is_too_old_is_told_which_version_it_needs(server: Running) -> None:
    async with wire(server.address, joins=False) as old:
        await old.say(encode(Join(version=LOWEST_VERSION - 1)).decode())

        refusal = refusal_of(await old.refusal())
        assert isinstance(refusal, VersionUnsupported)
        assert (refusal.server_version, refusal.lowest_version) == (PROTOCOL_VERSION, LOWEST_VERSION)
        assert await old.closed_with() == 1008


async def test_a_newer_screen_decides_for_itself(server: Running) -> None:
    async with wire(server.address, joins=False) as newer:
        await newer.say(f'{{"type":"join","version":{PROTOCOL_VERSION + 1},"something_new":true}}')

        assert (await newer.hear()).__struct_config__.tag == "snapshot"


@pytest.mark.parametrize(
    "frame",
    ["{}", "join", '{"type":"join"}', '{"type":"join","version":"1"}', b"join", DEEP],
    ids=["empty", "word", "bare", "text", "bytes", "deep"],
)
async def test_a_first_frame_that_is_no_join_is_turned_away(server: Running, frame: str | bytes) -> None:
    async with wire(server.address, joins=False) as stranger:
        await stranger.say(frame)

        assert isinstance(refusal_of(await stranger.refusal()), Malformed)
        assert await stranger.closed_with() == 1008


async def test_a_screen_that_leaves_without_a_word_leaves_nothing_behind(house: House, server: Running) -> None:
    async with wire(server.address, joins=False) as silent:
        assert silent.socket._conn is not None
        assert silent.socket._conn.transport is not None
        silent.socket._conn.transport.abort()

    async with screen(server.address) as desk:
        assert desk.mirror.all(Clinic)


def test_a_refusal_that_is_too_new_stays_readable() -> None:
    refusal = refusal_of(Refused(id=None, code="made_next_year", details={"why": "unknown"}))

    assert str(refusal) == "made_next_year"
    assert not isinstance(refusal, QueueClosed)
