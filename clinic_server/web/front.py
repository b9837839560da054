"""The front: what every HTTP answer has in common. A stranger's bytes can make it neither say nor log anything of them.

There is no Strict-Transport-Security: browsers hold it for every port of a host, and would then refuse the ticket page,
which must stay plain because a patient's phone cannot know the box's authority.
"""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Self

from aiohttp import web
from aiohttp.hdrs import CACHE_CONTROL, SERVER
from aiohttp.http_exceptions import HttpProcessingError

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Whoever shows a page of its own may replace one of them, and none is ever missing."""
NAME = "Anteroom"
"""Instead of the library's name and version, which would tell a stranger what to look up."""
STOP_SECONDS = 1.0
IDLE_SECONDS = 20.0
"""Who has not said a whole request by then, or not another one, is hung up on."""
NOT_OURS = (HttpProcessingError, web.RequestPayloadError, ConnectionError)
"""What the other side did: it sent what is no HTTP, or hung up in the middle."""
WORDS = {
    HTTPStatus.BAD_REQUEST: "This is not a request that the clinic's server understands.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something failed on the box; its log says what.",
}

logger = logging.getLogger(__name__)


class Front(web.AppRunner):
    """Runs an application: no access log, because paths hold keys, and the same headers on whatever it answers."""

    def __init__(self, app: web.Application, gone: Callable[[tuple[str, int]], None]) -> None:
        self._gone = gone
        app.on_response_prepare.append(_clothe)
        super().__init__(app, access_log=None, shutdown_timeout=STOP_SECONDS, handle_signals=False)

    async def _make_server(self) -> web.Server:
        plain = await super()._make_server()
        return _Server(
            plain.request_handler,
            request_factory=plain.request_factory,
            access_log=None,
            lingering_time=STOP_SECONDS,  # so long, and no longer, the rest of an unwanted body is read
            auto_decompress=False,  # no client of ours packs what it sends, and a small body must stay small
            keepalive_timeout=IDLE_SECONDS,
        ).telling(self._gone)


class _Server(web.Server):
    gone: Callable[[tuple[str, int]], None]

    def telling(self, gone: Callable[[tuple[str, int]], None]) -> Self:
        """Have this told of every connection that has ended."""
        self.gone = gone
        return self

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(web.RequestHandler):
    """One connection. What is wrong with somebody's bytes is their affair: it is neither logged nor said back."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember who it is, to tell when they have gone."""
        self._peer = transport.get_extra_info("peername")
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Tell that they have gone."""
        manager = self._manager
        if isinstance(manager, _Server) and self._peer:
            manager.gone(self._peer[:2])
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what is no HTTP, or to a request at which we failed."""
        if isinstance(exc, NOT_OURS):
            status = HTTPStatus.BAD_REQUEST
            logger.debug("a request ended early: %s", type(exc).__name__)
        else:
            logger.error("a request failed", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("an answer has begun already")
        known = (
            HTTPStatus.INTERNAL_SERVER_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus.BAD_REQUEST
        )
        answer = web.Response(
            status=status, text=WORDS[known], headers={**HEADERS, CACHE_CONTROL: "no-store", SERVER: NAME}
        )
        answer.force_close()
        return answer

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """As the library, but for bodies that are torn: those are not our fault."""
        if isinstance(kw.get("exc_info"), NOT_OURS):
            logger.debug("a body ended early")
        else:
            super().log_exception(*args, **kw)


async def _clothe(_: web.BaseRequest, answer: web.StreamResponse) -> None:
    """Add what is missing."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault(CACHE_CONTROL, "no-store")
    answer.headers[SERVER] = NAME
