"""The routes of the patient's page.

The path holds the key, so it must stay out of every log: the server keeps no access log, nothing here logs a path, and
the page tells browsers to pass it on to nobody.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from aiohttp import web

from clinic_server.handlers.writer import Writer
from clinic_server.store.reading import Reader
from clinic_server.web import front
from clinic_server.web.hub import Hub
from clinic_server.web.ticket_page.facts import Facts, facts_of, read_ticket
from clinic_server.web.ticket_page.followers import Crowded, Follower, Followers
from clinic_server.web.ticket_page.shell import gone_document, ticket_document
from clinic_server.web.ticket_page.view import accepted_language, beat, shown, words_in
from shared.protocol.version import HEARTBEAT_SECONDS, SILENCE_SECONDS

STATIC = Path(__file__).parent / "static"
CONTENT_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LONGEST_KEY = 64
RETRY_SECONDS = 30
HEADERS = {
    **front.HEADERS,
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}

logger = logging.getLogger(__name__)
encode = msgspec.json.Encoder().encode


def add_ticket_page(
    app: web.Application,
    *,
    reader: Reader,
    writer: Writer,
    hub: Hub,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Add the page, what it listens to, and its files, to a server that keeps no access log."""
    followers = Followers(writer, hub)
    page = _TicketPage(reader, writer, followers, clock)
    app.router.add_get("/t/{key}", page.document)
    app.router.add_get("/t/{key}/now", page.now)
    app.router.add_get("/t/{key}/live", page.live)
    app.router.add_get("/static/{name}", _static())

    async def watch(_: web.Application):  # type: ignore[no-untyped-def]  # aiohttp's own shape of a generator
        async with followers.watching():
            yield

    async def end(_: web.Application) -> None:
        followers.end()

    app.cleanup_ctx.append(watch)
    app.on_shutdown.append(end)


class _TicketPage:
    """The three answers about one ticket: the document, how it is now, and every change from now on."""

    def __init__(self, reader: Reader, writer: Writer, followers: Followers, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._writer = writer
        self._followers = followers
        self._clock = clock

    async def document(self, request: web.Request) -> web.Response:
        """GET /t/{key}."""
        facts = await self._facts(request)
        if facts is None:
            return _gone(request)
        language = facts.language_for(request.query.get("lang"))
        document = ticket_document(facts, language, request.path, self._clock())
        return web.Response(text=document, content_type="text/html", headers=HEADERS)

    async def now(self, request: web.Request) -> web.Response:
        """GET /t/{key}/now: for a phone that cannot listen, or may not because too many do."""
        facts = await self._facts(request)
        if facts is None:
            return _gone(request)
        language = facts.language_for(request.query.get("lang"))
        moment = beat(facts.clinic, language, self._clock())
        body = encode({"state": shown(facts, language), "beat": moment})
        return web.Response(body=body, content_type="application/json", headers=HEADERS)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """GET /t/{key}/live: events `state`, whenever it changes, and `beat`, so that silence is noticed."""
        facts = await self._facts(request)
        if facts is None:
            return _gone(request)
        language = facts.language_for(request.query.get("lang"))
        try:
            with self._followers.follow(facts) as follower:
                return await self._stream(request, follower, language)
        except Crowded:
            return _crowded(language)

    async def _stream(self, request: web.Request, follower: Follower, language: str) -> web.StreamResponse:
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        facts: Facts | None = follower.facts
        try:
            await response.prepare(request)
            while facts is not None:
                await self._send(response, "state", shown(facts, language))
                facts = await self._next(response, follower, language)
        except (ConnectionError, TimeoutError):
            logger.debug("a phone is gone")
        return response

    async def _next(self, response: web.StreamResponse, follower: Follower, language: str) -> Facts | None:
        """The next facts; a beat goes out at once and for as long as there are none."""
        while True:
            await self._send(response, "beat", beat(follower.facts.clinic, language, self._clock()))
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    return await follower.news()
            except TimeoutError:
                continue

    async def _send(self, response: web.StreamResponse, event: str, data: msgspec.Struct) -> None:
        """Raises TimeoutError for a phone that takes nothing any more."""
        async with asyncio.timeout(SILENCE_SECONDS):
            await response.write(b"event: %s\ndata: %s\n\n" % (event.encode(), encode(data)))

    async def _facts(self, request: web.Request) -> Facts | None:
        key = request.match_info["key"]
        found = None if len(key) > LONGEST_KEY else await asyncio.to_thread(read_ticket, self._reader, key)
        if found is None:
            return None
        ticket, visit = found
        return await self._writer.look(lambda unit: facts_of(unit, ticket, visit))


def _gone(request: web.Request) -> web.Response:
    document = gone_document(accepted_language(request.headers.get("Accept-Language", "")))
    return web.Response(text=document, status=404, content_type="text/html", headers=HEADERS)


def _crowded(language: str) -> web.Response:
    headers = {**HEADERS, "Retry-After": str(RETRY_SECONDS)}
    return web.Response(text=words_in(language)("page.crowded"), status=503, headers=headers)


def _static() -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The page's files, read once; a browser asks each time whether they are still the same."""
    files = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix in CONTENT_TYPES}
    etags = {name: hashlib.sha256(content).hexdigest()[:32] for name, content in files.items()}

    async def answer(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in files:
            return _gone(request)
        same = any(etag.value == etags[name] for etag in request.if_none_match or ())
        response = web.Response(status=304) if same else web.Response(body=files[name])
        if not same:
            response.content_type = CONTENT_TYPES[Path(name).suffix]
            response.charset = "utf-8"
        response.etag = etags[name]
        response.headers["Cache-Control"] = "no-cache"
        return response

    return answer
