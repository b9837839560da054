"""Bare bytes over a socket, for what no HTTP library would send."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.trust.pin import pinned_context
from tests.identities import authority
from tests.screen import PATIENCE_SECONDS


@dataclass(frozen=True)
class Said:
    """The server's answer: what stood on its first line, its headers by lower-case name, and the rest."""

    status: int
    headers: dict[str, str]
    body: bytes


@asynccontextmanager
async def bare(address: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to the server, as bytes."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port, ssl=pinned_context(authority().pem) if parts.scheme == "https" else None
    )
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def said(address: str, raw: bytes) -> Said:
    """Send bytes, and read the first answer whole. Everything after it is left."""
    async with bare(address) as (reader, writer), asyncio.timeout(PATIENCE_SECONDS):
        writer.write(raw)
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = b"" if raw.startswith(b"HEAD ") else await reader.readexactly(int(headers.get("content-length", 0)))
        return Said(int(first.split(" ")[1]), headers, body)


async def all_said(address: str, raw: bytes) -> bytes:
    """Send bytes, and read whatever comes until the server closes."""
    async with bare(address) as (reader, writer), asyncio.timeout(PATIENCE_SECONDS):
        writer.write(raw)
        return await reader.read()


def get(path: str, *lines: str, method: str = "GET", host: str = "clinic.test") -> bytes:
    """A request as text, with these further header lines."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", "")).encode()
