"""A fuzzed WebSocket: frames that the standard forbids, bytes without sense, and recorded frames torn to pieces."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_server.web.line import LARGEST_READ_BYTES
from shared.protocol.envelope import Join, Refused, encode
from shared.protocol.refusal import InternalError
from shared.protocol.version import PROTOCOL_VERSION
from tests.security.bare import bare
from tests.security.conftest import BAIT, Target
from tests.security.frames import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame, handshake
from tests.security.junk import torn
from tests.wire import wire

MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
JOIN = frame(TEXT, encode(Join(version=PROTOCOL_VERSION)))
WORDS = BAIT.encode()
PIECE = b"x" * 16_000
TOO_MANY = LARGEST_READ_BYTES // len(PIECE) + 1

FORBIDDEN = {
    "not-masked": frame(TEXT, WORDS, is_masked=False),
    "reserved-bits": frame(TEXT, WORDS, reserved=0b111),
    "compressed-without-agreement": frame(TEXT, WORDS, reserved=0b100),
    "unknown-data-opcode": frame(0x3, WORDS),
    "unknown-control-opcode": frame(0xB, WORDS),
    "fragmented-ping": frame(PING, WORDS, is_final=False),
    "long-ping": frame(PING, b"x" * 126),
    "continuation-of-nothing": frame(CONTINUATION, WORDS),
    "text-within-a-text": frame(TEXT, WORDS, is_final=False) + frame(TEXT, WORDS),
    "not-utf-8": frame(TEXT, b"\xff\xfe" + WORDS),
    "overlong-utf-8": frame(TEXT, b"\xc0\xaf" + WORDS),
    "surrogate-in-utf-8": frame(TEXT, b"\xed\xa0\x80" + WORDS),
    "binary": frame(BINARY, WORDS),
    "close-with-half-a-code": frame(CLOSE, b"\x03"),
    "close-with-a-reserved-code": frame(CLOSE, (1005).to_bytes(2, "big")),
    "close-with-no-text": frame(CLOSE, (1000).to_bytes(2, "big") + b"\xff"),
    "claims-63-bits": frame(TEXT, WORDS, claimed=2**63 - 1),
    "claims-64-bits": frame(TEXT, WORDS, claimed=2**64 - 1),
    "claims-more-than-may-be": frame(TEXT, WORDS, claimed=LARGEST_READ_BYTES + 1),
    "pieces-without-end": frame(TEXT, PIECE, is_final=False)
    + frame(CONTINUATION, PIECE, is_final=False) * (LARGEST_READ_BYTES // len(PIECE) + 1),
    "empty-pieces-then-words": frame(TEXT, is_final=False)
    + frame(CONTINUATION, is_final=False) * 2_000
    + frame(CONTINUATION, WORDS),
}


@pytest.mark.parametrize("has_joined", [False, True], ids=["before-joining", "joined"])
@pytest.mark.parametrize("attack", FORBIDDEN.values(), ids=FORBIDDEN.keys())
async def test_a_forbidden_frame_ends_its_own_connection(target: Target, attack: bytes, has_joined: bool) -> None:
    async with bare(target.server.address) as (reader, writer):
        writer.write(handshake() + (JOIN if has_joined else b"") + attack)

        answer = await reader.read()  # to its end: the server hangs up

    assert answer.startswith(b"HTTP/1.1 101 ")
    assert WORDS not in answer


async def test_a_flood_of_pings_is_answered_and_holds_nobody_up(target: Target) -> None:
    async with bare(target.server.address) as (reader, writer):
        writer.write(handshake() + JOIN + frame(PING, b"x" * 125) * 5_000 + frame(CLOSE, (1000).to_bytes(2, "big")))
        await target.check_stands()

        assert (await reader.read()).startswith(b"HTTP/1.1 101 ")


anything = st.builds(
    frame,
    st.integers(0, 15),
    st.one_of(st.binary(max_size=200), torn().map(lambda text: text.encode(errors="replace"))),
    is_final=st.booleans(),
    reserved=st.sampled_from((0, 0, 0, 1, 4, 7)),
    is_masked=st.sampled_from((True, True, True, False)),
    claimed=st.sampled_from((None, None, None, 0, 126, 2**16, 2**63)),
)


@MANY
@given(
    is_queue=st.booleans(), joins=st.booleans(), sent=st.lists(st.one_of(anything, st.binary(max_size=64)), max_size=8)
)
async def test_bytes_without_sense_take_nothing_down(
    target: Target, is_queue: bool, joins: bool, sent: list[bytes]
) -> None:
    path = f"/api/v1/queues/{target.house.departments['GM'].id}/stream" if is_queue else "/ws"
    async with bare(target.server.address) as (reader, writer):
        writer.write(handshake(path) + (JOIN if joins else b"") + b"".join(sent))
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")


@MANY
@given(text=torn(), pongs=st.integers(0, 2))
async def test_a_recorded_frame_torn_to_pieces_is_refused_or_harmless(target: Target, text: str, pongs: int) -> None:
    async with wire(target.server.address, token=target.house.tokens["reception"]) as desk:
        for _ in range(pongs):
            await desk.socket.pong(b"nobody asked")
        await desk.say(text)
        said = await desk.hear()

        assert not (isinstance(said, Refused) and said.code == InternalError.code)
