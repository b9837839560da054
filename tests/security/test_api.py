"""Attacks on the API's bodies, queries and headers: never a server error, never an echo, nothing done unasked."""

import asyncio
import gzip
import io
import json
from typing import Any

import pytest

from clinic_server.web.api import asking
from clinic_server.web.api.answer import JSON
from clinic_server.web.api.route import PREFIX
from shared.protocol.staff import Staff
from shared.protocol.version import LARGEST_FRAME_BYTES
from tests.clinic_server.web.api.program import Program, program
from tests.screen import PATIENCE_SECONDS
from tests.security.bare import all_said, bare, get, said
from tests.security.conftest import BAIT, Target
from tests.security.junk import DEEP, HUGE


def issue(target: Target, **more: Any) -> dict[str, Any]:
    """A body that is well formed, but for what is added."""
    return {"department_id": str(target.house.departments["GM"].id), "language": "en", **more}


async def shown_by(target: Target, login: str) -> str:
    """The line by which somebody who signed in is known."""
    async with program(target.server.address, login) as signed_in:
        return f"Authorization: {signed_in.authorization}"


async def refused_as_it_stands(outsider: Program, target: Target, data: bytes, **headers: str) -> int:
    """The status of a body that does nothing: neither to the clinic nor to the server."""
    before = await target.seq()
    answer = await outsider.post("/tickets", data=data, headers={"Content-Type": JSON, **headers})
    assert BAIT.encode() not in answer.body
    assert 400 <= answer.status < 500, answer
    assert await target.seq() == before
    return answer.status


BODIES = (
    b"[" * DEEP + b"]" * DEEP,
    b'{"language":' * DEEP + b"1" + b"}" * DEEP,
    b'{"department_id":' + HUGE.encode() + b"}",
    b'{"language":"\xff\xfe' + BAIT.encode() + b'"}',
    ('{"language":"' + BAIT + '"}').encode("utf-16"),
    b"\xef\xbb\xbf{}",
    b'{"language":"\\ud800"}',
    b"{}{}",
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b'{"language":"en',
    b"null",
    b"[]",
    b"{} // " + BAIT.encode(),
)


async def test_a_body_without_sense_is_refused_without_an_echo(target: Target) -> None:
    async with program(target.server.address, "reception") as reception:
        for body in BODIES:
            await refused_as_it_stands(reception, target, body)


async def test_a_body_over_64_kib_is_refused_before_it_is_read(target: Target) -> None:
    body = json.dumps(issue(target, name="x" * LARGEST_FRAME_BYTES)).encode()
    async with program(target.server.address, "reception") as reception:
        assert await refused_as_it_stands(reception, target, body) == 413


async def test_a_small_body_does_not_unpack_to_a_large_one(target: Target) -> None:
    bomb = gzip.compress(json.dumps(issue(target, name="x" * 50_000_000)).encode())
    assert len(bomb) < LARGEST_FRAME_BYTES
    async with program(target.server.address, "reception") as reception:
        await refused_as_it_stands(reception, target, bomb, **{"Content-Encoding": "gzip"})
        await refused_as_it_stands(reception, target, b"no gzip", **{"Content-Encoding": "gzip"})


KINDS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", "", "*/*")


async def test_a_form_on_another_site_cannot_ask(target: Target) -> None:
    """A browser sends these kinds across sites without asking first; JSON it must ask for, and nobody says yes."""
    body = json.dumps(issue(target)).encode()
    async with program(target.server.address, "reception") as reception:
        for kind in KINDS:
            assert await refused_as_it_stands(reception, target, body, **{"Content-Type": kind}) == 415, kind


async def test_another_site_is_not_told_that_it_may(target: Target) -> None:
    async with program(target.server.address) as stranger:
        asked = {"Origin": "https://evil.test", "Access-Control-Request-Method": "POST"}
        answer = await stranger.ask("OPTIONS", "/tickets", headers=asked)

    assert answer.status in (404, 405)
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


async def test_a_field_that_was_not_asked_for_cannot_be_assigned(target: Target) -> None:
    async with program(target.server.address, "reception") as reception:
        for field in ("role", "id", "actor", "type", "number", "label", "issued_at", "ticket"):
            await refused_as_it_stands(reception, target, json.dumps(issue(target, **{field: BAIT})).encode())


async def test_a_field_of_the_path_cannot_be_said_again_in_the_body(target: Target) -> None:
    """Otherwise one could be checked and the other be carried out."""
    one, other = (target.house.departments[code].id for code in ("GM", "PED"))
    async with program(target.server.address, "admin") as admin:
        answer = await admin.ask("PATCH", f"/departments/{one}", {"department_id": str(other), "names": {"en": "x"}})

    assert 400 <= answer.status < 500


async def test_a_query_does_not_stand_in_for_a_body(target: Target) -> None:
    query = "&".join(f"{name}={value}" for name, value in issue(target).items())
    async with program(target.server.address, "reception") as reception:
        before = await target.seq()
        assert (await reception.post(f"/tickets?{query}", {})).status in (400, 422)
        assert await target.seq() == before


QUERIES = (
    "limit=00000000000000000000001",
    "limit=0001" + "9" * 5_000,
    "limit=-1",
    "limit=1e3",
    "limit=%D9%A1",
    "limit=1&limit=100000",
    "after=" + "A" * 5_000,
    "after=%00",
    "after=..%2f..%2f",
    "department_id=' OR 1=1 --",
    "status=waiting' OR '1'='1",
    "business_day=9999-99-99",
    "business_day=0000-01-01",
    "key=x",
    "__class__=x",
    "%ud800=1",
    "&" * 5_000,
)


async def test_a_query_without_sense_is_refused_or_finds_nothing(target: Target) -> None:
    async with program(target.server.address, "reception") as reception:
        for query in QUERIES:
            answer = await reception.get(f"/tickets?{query}")
            assert answer.status < 500, query
            assert answer.status != 200 or answer.json == {"items": []}, query


WORTHLESS = (
    "Authorization: Bearer",
    "Authorization: Bearer " + "x" * 7_000,
    "Authorization: Bearer a b c",
    "Authorization: Basic YWRtaW46YWRtaW4=",
    "Authorization: Digest username=admin",
    "Authorization: \u00e9\u00e9",
    "Authorization: Bearer a.b.c",
    "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiY2xpbmljX2FkbWluIn0.",
    "Authorization: Ticket x",
    "Cookie: token=x",
    "X-Forwarded-User: admin",
    "X-Client-Cert: admin",
)


async def test_who_shows_nothing_of_worth_is_nobody(target: Target) -> None:
    for line in WORTHLESS:
        raw = f"GET {PREFIX}/patients HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{line}\r\n\r\n".encode()
        answer = await all_said(target.server.address, raw)
        assert answer.startswith((b"HTTP/1.1 401 ", b"HTTP/1.1 400 ", b"HTTP/1.0 400 ")), line


async def test_a_key_without_sense_is_refused(target: Target) -> None:
    raw = json.dumps(issue(target)).encode()
    authorization = await shown_by(target, "reception")
    before = await target.seq()
    for key in ("", " ", "x" * 5_000, "\u00e9", "a b", '"', "\x7f"):
        head = (
            f"POST {PREFIX}/tickets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}\r\n"
            f"{authorization}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Length: {len(raw)}\r\n\r\n"
        )
        answer = await all_said(target.server.address, head.encode() + raw)
        assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 422 ", b"HTTP/1.0 400 ")), key

    assert await target.seq() == before


async def test_a_body_that_never_ends_is_not_waited_for(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "BODY_SECONDS", 0.0)
    authorization = await shown_by(target, "reception")
    head = (
        f"POST {PREFIX}/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\nConnection: close\r\n"
        f"{authorization}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    before = await target.seq()
    async with bare(target.server.address) as (reader, writer), asyncio.timeout(PATIENCE_SECONDS):
        writer.write(head.encode() + b"5\r\n")
        answer = await reader.readuntil(b"\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert await target.seq() == before


async def test_who_hangs_up_in_the_middle_of_a_body_leaves_no_trace(target: Target, log: io.StringIO) -> None:
    authorization = await shown_by(target, "reception")
    head = (
        f"POST {PREFIX}/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\n"
        f"{authorization}\r\nContent-Length: 99\r\n\r\n"
    )
    before = await target.seq()
    for _ in range(20):
        async with bare(target.server.address) as (_, writer):
            writer.write(head.encode() + BAIT.encode())
            await said(target.server.address, get("/health"))

    assert await target.seq() == before
    assert "Traceback" not in log.getvalue()


async def test_a_second_request_hidden_in_a_body_is_a_body(target: Target) -> None:
    """Request smuggling: what one reader takes for a body must not be a request for another."""
    authorization = await shown_by(target, "admin")
    hidden = json.dumps({"login": BAIT, "password": "correct horse battery", "name": "x", "role": "clinic_admin"})
    inner = (
        f"POST {PREFIX}/staff HTTP/1.1\r\nHost: x\r\n{authorization}\r\nContent-Type: {JSON}\r\n"
        f"Content-Length: {len(hidden)}\r\n\r\n{hidden}"
    )
    outer = f"POST {PREFIX}/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\n"
    for raw in (
        f"{outer}Content-Length: {len(inner)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
        f"{outer}Content-Length: {len(inner)}\r\nContent-Length: 0\r\n\r\n{inner}",
        f"{outer}Transfer-Encoding: xchunked\r\nContent-Length: {len(inner)}\r\n\r\n{inner}",
        f"{outer}Transfer-Encoding : chunked\r\nContent-Length: {len(inner)}\r\n\r\n{inner}",
        f"{outer}Connection: close\r\nContent-Length: {len(inner)}\r\n\r\n{inner}",
    ):
        assert b" 201 " not in await all_said(target.server.address, raw.encode())

    staff = await target.server.writer.look(lambda unit: unit.all(Staff))
    assert BAIT not in {one.login for one in staff}
