"""All live connections of this server."""

import asyncio
from collections.abc import Sequence

from aiohttp import hdrs, web

from clinic_server.handlers.batch import Published
from clinic_server.web.parts import Parts
from clinic_server.web.session import LiveSession
from shared.protocol.clinic import ClinicFounded
from shared.protocol.device import DeviceBarred, DevicePaired
from shared.protocol.session import SessionChanged, SessionClosed
from shared.protocol.staff import Staff


class Live:
    """Opens a session for each screen that comes; ends those that may not go on as what they are."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._sessions: set[LiveSession] = set()
        self._unwatch = parts.hub.watch(self._note)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """GET /ws. A page of another site that a browser shows may not open it."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and origin != f"{request.scheme}://{request.host}":
            raise web.HTTPForbidden(text="This page is not the box's own.")
        return await self._run(LiveSession(self._parts, request))

    async def handle_console(self, request: web.Request) -> web.WebSocketResponse:
        """GET /ws on the box's own socket."""
        return await self._run(LiveSession(self._parts, request, is_console=True))

    async def _run(self, session: LiveSession) -> web.WebSocketResponse:
        self._sessions.add(session)
        try:
            return await session.run()
        finally:
            self._sessions.discard(session)

    @property
    def count(self) -> int:
        """How many screens are connected."""
        return len(self._sessions)

    async def close(self) -> None:
        """Say goodbye to every screen."""
        self._unwatch()
        await asyncio.gather(*(session.drain() for session in self._sessions))

    def _note(self, events: Sequence[Published]) -> None:
        for published in events:
            for value in published.event.values():
                if isinstance(value, Staff):
                    for session in tuple(self._sessions):
                        session.consider(value)
            match published.event:
                case SessionClosed():
                    for session in tuple(self._sessions):
                        session.close_session(published.event.session.id)
                case SessionChanged() if published.event.session.locked_at is not None:
                    for session in tuple(self._sessions):
                        session.lock_session(published.event.session.id)
                case DeviceBarred() | DevicePaired():
                    for session in tuple(self._sessions):
                        session.close_device(published.event.credential)
                case ClinicFounded():
                    for session in tuple(self._sessions):
                        session.rejoin()
