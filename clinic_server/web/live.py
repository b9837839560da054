"""All live connections of this server."""

import asyncio
from collections.abc import Sequence

from aiohttp import web

from clinic_server.handlers.batch import Published
from clinic_server.web.parts import Parts
from clinic_server.web.session import LiveSession
from shared.protocol.clinic import ClinicFounded
from shared.protocol.session import SessionChanged, SessionClosed


class Live:
    """Opens a session for each screen that comes; ends it when the sign-in ends, is locked, or a clinic is founded."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._sessions: set[LiveSession] = set()
        self._unwatch = parts.hub.watch(self._note)

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """GET /ws."""
        session = LiveSession(self._parts, request)
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
            match published.event:
                case SessionClosed():
                    for session in tuple(self._sessions):
                        session.close_session(published.event.session.id)
                case SessionChanged() if published.event.session.locked_at is not None:
                    for session in tuple(self._sessions):
                        session.lock_session(published.event.session.id)
                case ClinicFounded():
                    for session in tuple(self._sessions):
                        session.rejoin()
