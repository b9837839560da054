"""Attacks over plain HTTP: bytes that are no HTTP, smuggled requests, paths, methods, headers."""

import pytest

from clinic_server.web.front import HEADERS, NAME
from tests.security.bare import all_said, bare, get, said
from tests.security.conftest import BAIT, Target

NO_HTTP = {
    "noise": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + BAIT.encode() + b"\r\n\r\n",
    "version": f"GET /{BAIT} HTTP/9.9\r\nHost: x\r\n\r\n".encode(),
    "no-host": f"GET /{BAIT} HTTP/1.1\r\n\r\n".encode(),
    "space-in-name": get("/health", f"X {BAIT}: 1"),
    "bare-line-feed": f"GET /{BAIT} HTTP/1.1\nHost: x\n\n".encode(),
    "null-in-value": get("/health", f"X: {BAIT}\x00"),
    "folded-header": get("/health", "X: 1", f" {BAIT}"),
    "two-lengths": get("/health", "Content-Length: 3", "Content-Length: 30") + BAIT.encode(),
    "negative-length": get("/health", "Content-Length: -1") + BAIT.encode(),
    "plus-length": get("/health", "Content-Length: +3") + BAIT.encode(),
    "length-and-chunks": get("/health", "Content-Length: 3", "Transfer-Encoding: chunked")
    + b"0\r\n\r\n"
    + BAIT.encode(),
    "unknown-coding": get("/health", "Transfer-Encoding: chunked, identity") + BAIT.encode(),
    "chunk-size": get("/health", "Transfer-Encoding: chunked") + f"zz{BAIT}\r\n".encode(),
    "huge-chunk": get("/health", "Transfer-Encoding: chunked") + b"F" * 40 + f"\r\n{BAIT}".encode(),
    "long-line": get(f"/{BAIT}" * 2_000),
    "long-header": get("/health", f"X: {BAIT * 2_000}"),
    "many-headers": get("/health", *(f"X-{number}: {BAIT}" for number in range(500))),
}


@pytest.mark.parametrize("raw", NO_HTTP.values(), ids=NO_HTTP.keys())
async def test_what_is_no_http_is_refused_without_an_echo(target: Target, raw: bytes) -> None:
    before = await target.seq()

    answers = await all_said(target.server.address, raw + get("/health", "Connection: close"))

    assert answers.count(b"HTTP/1.") == 1  # what follows it is no second request
    assert answers.startswith(b"HTTP/1.0 400 ")
    assert BAIT.encode() not in answers
    assert await target.seq() == before


async def test_a_body_that_breaks_off_in_the_middle_of_a_chunk_is_no_news(target: Target) -> None:
    async with bare(target.server.address) as (reader, writer):
        writer.write(get("/health", "Transfer-Encoding: chunked") + b"5\r\n")
        assert b" 200 OK" in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"12345" + BAIT.encode() + b"\r\n\r\n")
        await writer.drain()

        assert BAIT.encode() not in await reader.read()


@pytest.mark.expects_warnings("a request failed")
async def test_what_fails_on_the_box_is_not_told_to_a_stranger(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_server.web.ticket_page.routes.read_ticket", lambda *_: 1 / 0)

    answer = await said(target.page, get("/t/nobody"))

    assert answer.status == 500
    assert answer.body == b"Something failed on the box; its log says what."
    assert [name for name in HEADERS if name.lower() not in answer.headers] == []


ASKED = {
    "health": get("/health"),
    "nothing-there": get("/nothing"),
    "no-such-ticket": get("/t/nobody"),
    "static": get("/static/ticket.css"),
    "no-such-file": get("/static/nothing"),
    "method": get("/health", method="DELETE"),
    "no-upgrade": get("/ws"),
    "no-http": b"nonsense\r\n\r\n",
    "head": get("/health", method="HEAD"),
}


@pytest.mark.parametrize("raw", ASKED.values(), ids=ASKED.keys())
async def test_every_answer_has_the_same_headers(target: Target, raw: bytes) -> None:
    answer = await said(target.server.address, raw)

    missing = [name for name in HEADERS if name.lower() not in answer.headers]
    assert missing == []
    assert answer.headers["server"] == NAME
    assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert "access-control-allow-origin" not in answer.headers
