"""Callers: who asks over HTTP, by what the request shows, and whether that still stands."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from aiohttp import web

from clinic_server.actor import Actor, Role
from clinic_server.handlers.batch import Published
from clinic_server.handlers.session import token_hash
from clinic_server.web.parts import Parts
from shared.protocol.every import EVENTS
from shared.protocol.session import NotSignedIn, Session
from shared.protocol.staff import Staff

MOST_KNOWN = 1_024
BEARER = "Bearer "
CHANGING = frozenset(
    event for event in EVENTS if any(field.type in (Session, Staff) for field in msgspec.structs.fields(event))
)
"""After these a session may have ended, or its owner may be somebody else's colleague now."""


@dataclass(frozen=True)
class _Known:
    actor: Actor
    session_id: UUID
    expires_at: datetime


class Callers:
    """Knows the tokens that were shown lately. An event that touches a session or its owner makes it forget them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known: dict[str, _Known] = {}
        parts.hub.watch(self._note)

    async def of(self, request: web.Request) -> Actor:
        """The one who asks. Raises `NotSignedIn` for a token that opens nothing."""
        shown = request.headers.get("Authorization")
        if shown is None:
            return Actor(role=Role.ANONYMOUS, address=request.remote or "")
        if not shown.startswith(BEARER):
            raise NotSignedIn()
        token = shown[len(BEARER) :]
        known = self._known.get(token) or await self._look_up(token)
        if self._parts.clock() >= known.expires_at:
            raise NotSignedIn()
        return known.actor

    async def _look_up(self, token: str) -> _Known:
        reader, now = self._parts.reader, self._parts.clock()
        session = await asyncio.to_thread(reader.session_by_token, token_hash(token), now)
        staff = None if session is None else await asyncio.to_thread(reader.get, Staff, session.staff_id)
        if session is None or staff is None or not staff.is_active:
            raise NotSignedIn()
        actor = Actor(role=Role(staff.role.value), id=staff.id, session_id=session.id)
        known = _Known(actor, session.id, session.expires_at)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[token] = known
        return known

    def _note(self, events: Sequence[Published]) -> None:
        if any(type(published.event) in CHANGING for published in events):
            self._known.clear()
