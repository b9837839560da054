"""Attacks by address: out of the folder, into another's page, past the router, to another host."""

import itertools
import re

import pytest

from shared.protocol.ticket import IssueTicket
from tests.security.bare import get, said
from tests.security.conftest import BAIT, Target

SECRET = b"kept where no page reaches"
OUTSIDE = (
    "../kept.txt",
    "..%2fkept.txt",
    "..%2Fkept.txt",
    "%2e%2e/kept.txt",
    "%2e%2e%2fkept.txt",
    "%252e%252e%252fkept.txt",
    "..%5ckept.txt",
    "..\\kept.txt",
    "....//kept.txt",
    "%c0%ae%c0%ae/kept.txt",
    "ticket.css/../../kept.txt",
    "ticket.css%00.txt",
    "%00",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "routes.py",
    "../routes.py",
    "..%2froutes.py",
    ".",
    "..",
    "~root",
    "CON",
    "ticket.css.",
    "TICKET.CSS",
    "ticket.css;x",
    "x" * 4_000,
    "%F0%9F%91%BB" * 300,
)


async def test_a_program_that_speaks_plainly_is_not_quietly_led_to_tls(target: Target) -> None:
    """Its token has been read by the whole LAN by then: it must notice."""
    for path in ("/api/v1/tickets", "/ws"):
        answer = await said(target.page, get(path, f"Authorization: Bearer {BAIT}"))

        assert answer.status == 426
        assert "location" not in answer.headers


@pytest.mark.parametrize("shelf", ["/static/", "/t/", "/", "/api/v1/", "/api/v1/tickets/"])
async def test_a_path_leads_out_of_nothing(target: Target, shelf: str) -> None:
    (target.house.folder / "kept.txt").write_bytes(SECRET)

    for address, path in itertools.product(target.addresses, OUTSIDE):
        answer = await said(address, get(shelf + path, "Connection: close"))

        assert answer.status in (308, 400, 401, 404, 426), path
        assert SECRET not in answer.body
        assert b"root:" not in answer.body
        assert b"import " not in answer.body


async def test_a_page_opens_by_its_whole_key_only(target: Target) -> None:
    issue = IssueTicket(department_id=target.house.departments["GM"].id, language="en")
    answer = await target.server.writer.answer(target.house.at_kiosk, issue)
    key = re.search(rb'"page":"/t/([^"]+)"', answer)
    assert key is not None
    page = f"/t/{key[1].decode()}"

    assert (await said(target.page, get(page))).status == 200
    for wrong in (
        page[:-1],
        page.swapcase(),
        *(page + more for more in ("A", "%00", "%0d%0a", "/..", "%2fnow", "\u00e9")),
    ):
        assert (await said(target.page, get(wrong))).status in (308, 400, 404), wrong


HOSTS = (
    "evil.test",
    "evil.test:80",
    "evil.test/@clinic.test",
    "clinic.test@evil.test",
    f"{BAIT}\tx",
    "[::1",
    "x" * 4_000,
    "",
    "%0d%0aSet-Cookie:%20a=b",
)


async def test_a_forged_host_is_led_nowhere_and_written_nowhere(target: Target) -> None:
    """Where an answer names an address at all, it is built from nothing that the request could invent."""
    paths = ("/", "/health", "/t/nobody", "/nothing", "/api/v1/tickets")
    for address, path, host in itertools.product(target.addresses, paths, HOSTS):
        answer = await said(address, get(path, "Connection: close", f"X-Forwarded-Host: {BAIT}.test", host=host))

        assert answer.status < 500, host
        assert "set-cookie" not in answer.headers
        assert BAIT.encode() not in answer.body
        assert b"evil" not in answer.body
        assert BAIT not in str(answer.headers)


async def test_a_method_that_a_page_does_not_have_does_nothing(target: Target) -> None:
    before = await target.seq()
    methods = ("TRACE", "CONNECT", "OPTIONS", "PUT", "DELETE", "PATCH", "POST", "DEBUG")
    paths = ("/health", "/ws", "/t/nobody", "/static/ticket.css")

    for address, path, method in itertools.product(target.addresses, paths, methods):
        answer = await said(address, get(path, f"X-Bait: {BAIT}", "Connection: close", method=method))

        assert answer.status in (400, 404, 405, 426), (method, path)
        assert BAIT.encode() not in answer.body
    assert await target.seq() == before


async def test_a_header_changes_neither_method_nor_path(target: Target) -> None:
    lines = ("X-HTTP-Method-Override: POST", "X-Method-Override: DELETE", "X-Original-URL: /ws", "X-Rewrite-URL: /ws")

    answer = await said(target.server.address, get("/health", *lines))

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
