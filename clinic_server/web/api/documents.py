"""Documents: what the API says of itself. Made when somebody first asks, because most boxes are never asked."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp import web

from clinic_server.web.api.answer import encode, tagged
from clinic_server.web.api.asking import Asking
from clinic_server.web.api.asyncapi import asyncapi
from clinic_server.web.api.fault import FAULTS, NoSuchRoute
from clinic_server.web.api.openapi import openapi
from clinic_server.web.api.page import api_page, problem_page
from clinic_server.web.api.showing import Shelf
from shared.protocol.grammar import Refusal

STYLE = Path(__file__).parent / "static" / "api.css"
PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
FAULT_BY_CODE = {fault.code: fault for fault in FAULTS}


class Documents:
    """The OpenAPI document, the page that is made from it, and what a problem's address says. For everybody to read."""

    def __init__(self, askings: Sequence[Asking], shelves: Sequence[Shelf], version: str) -> None:
        self._askings = askings
        self._shelves = shelves
        self._version = version
        self._made: dict[str, bytes] = {}

    async def openapi(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /openapi.json."""
        return tagged(request, await self._once("openapi", lambda: encode(self._openapi())))

    async def asyncapi(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /asyncapi.json: the same of what is said over WebSockets."""
        return tagged(request, await self._once("asyncapi", lambda: encode(asyncapi(self._version))))

    async def page(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /: the same for people."""
        return _text(request, await self._once("page", lambda: api_page(self._openapi()).encode()), "text/html")

    async def style(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /api.css."""
        return _text(request, await self._once("style", STYLE.read_bytes), "text/css")

    async def problem(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /problems/{code}."""
        kind = FAULT_BY_CODE.get(path[0]) or Refusal.known.get(path[0])
        if kind is None:
            raise NoSuchRoute()
        return _text(request, problem_page(kind).encode(), "text/html")

    def _openapi(self) -> dict[str, Any]:
        return openapi(self._askings, self._shelves, self._version)

    async def _once(self, name: str, make: Callable[[], bytes]) -> bytes:
        if name not in self._made:
            self._made[name] = await asyncio.to_thread(make)
        return self._made[name]


def _text(request: web.Request, body: bytes, content_type: str) -> web.Response:
    etag = hashlib.sha256(body).hexdigest()[:32]
    headers = {
        "ETag": f'"{etag}"',
        "Cache-Control": "no-cache",
        "Content-Security-Policy": PAGE_POLICY,
        "Content-Type": f"{content_type}; charset=utf-8",
    }
    if any(known.value == etag for known in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return web.Response(body=body, headers=headers)
