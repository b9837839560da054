"""The public API: how many tickets a second eight programs can take over keep-alive HTTP."""

import asyncio
import ssl
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import msgspec

from bench import bare_post
from bench.figure import Figure, against
from bench.process import password, program, server
from bench.screen import add_wide_department
from shared.protocol.device import DeviceKind
from shared.trust.pin import pinned_context

PROGRAMS = 8
SECONDS = 3.0


async def figures() -> list[Figure]:
    """`api_issue_per_second_8` against a bare POST handler of the same library."""
    async with program("bench.bare_post", says=bare_post.READY) as bare:
        floor = await _rate(bare.address, "/", b'{"department_id":"x","language":"en"}', {})
    with tempfile.TemporaryDirectory() as folder:
        async with server(Path(folder)) as ours, aiohttp.ClientSession() as http:
            secret = password(Path(folder), "admin")
            wide = await add_wide_department(http, ours, secret)
            context = pinned_context(ours.devices[DeviceKind.DESK].authority_pem)
            token = await _token(http, ours.address, secret, context)
            body = msgspec.json.encode({"department_id": wide.id, "language": "en"})
            headers = {"Authorization": f"Bearer {token}"}
            rate = await _rate(ours.address, "/api/v1/tickets", body, headers, context)
    return [against("api_issue_per_second_8", rate, "1/s", floor)]


async def _token(http: aiohttp.ClientSession, address: str, secret: str, context: ssl.SSLContext) -> str:
    account = {"login": "admin", "password": secret}
    async with http.post(f"{address}/api/v1/token", json=account, ssl=context) as answer:
        return str((await answer.json())["access_token"])


async def _rate(
    address: str, path: str, body: bytes, headers: dict[str, str], context: ssl.SSLContext | None = None
) -> float:
    """Answers a second, each program asking again as soon as it has its answer."""
    parts = urlsplit(address)
    lines = [f"POST {path} HTTP/1.1", f"Host: {parts.netloc}", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    request = "\r\n".join(lines).encode() + body
    count = 0
    connections = [await asyncio.open_connection(parts.hostname, parts.port, ssl=context) for _ in range(PROGRAMS)]
    start = time.perf_counter()

    async def ask_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        while time.perf_counter() < start + SECONDS:
            writer.write(request)
            await _answer(reader)
            count += 1
        writer.close()

    await asyncio.gather(*(ask_on(reader, writer) for reader, writer in connections))
    return count / (time.perf_counter() - start)


async def _answer(reader: asyncio.StreamReader) -> None:
    """Read one answer whole. It must be a good one, or nothing was measured."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith(b"http/1.1 20"), head
    await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
