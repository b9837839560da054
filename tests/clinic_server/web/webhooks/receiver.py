"""A receiver for tests: a real HTTP server that checks what it is sent by itself, and answers as it is told."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.screen import PATIENCE_SECONDS

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def well(_: web.Request) -> web.StreamResponse:
    """It arrived."""
    return web.Response(status=204)


class Receiver:
    """`heard` holds what arrived; `answers` are used up one after another, then all is well."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = ""
        self.heard: list[dict[str, Any]] = []  # Any: JSON
        self.ids: list[str] = []
        self.tries = 0
        self.answers: list[Answer] = []
        self._news = asyncio.Event()

    @property
    def kinds(self) -> list[str]:
        """What arrived, by the names of the events."""
        return [message["kind"] for message in self.heard]

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, looking again at whatever comes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST: one message."""
        body = await request.read()
        self.tries += 1
        answer = self.answers.pop(0) if self.answers else well
        try:
            self._check(request, body)
            if answer is well:
                self.ids.append(request.headers["webhook-id"])
                self.heard.append(json.loads(body))
            return await answer(request)
        finally:
            self._news.set()

    def _check(self, request: web.Request, body: bytes) -> None:
        signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert request.headers["webhook-signature"] == expected
        assert request.content_type == "application/json"


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver on a free port of this machine."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/in", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    receiver.url = f"http://{host}:{port}/in"
    try:
        yield receiver
    finally:
        await runner.cleanup()
