"""Callers: who asks over HTTP or opens a WebSocket, by what the request shows."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from clinic_server.actor import Actor, Role
from clinic_server.handlers.device import device_actor, device_of_key
from clinic_server.handlers.standing import require_standing
from clinic_server.store.unit import Unit
from clinic_server.web.parts import Parts
from shared.protocol.refusal import TryLater
from shared.protocol.session import NotSignedIn

A = TypeVar("A")

LONGEST_KEY = 64


class Callers:
    """Reads what is shown. Whether the session behind a token still stands, the writer looks at, with every request."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def of(self, request: web.Request) -> Actor:
        """The one who asks. Raises `NotSignedIn` for what is no token or key of ours or has run out, and `TryLater`."""
        actor = await self._shown(request)
        if actor.role is not Role.ANONYMOUS:
            self._parts.admit(request.get_extra_info("peername", ("", 0))[:2])
            if not self._parts.buckets.take(actor.session_id or actor.id):
                raise TryLater(seconds=1)
        return actor

    async def look(self, actor: Actor, look: Callable[[Unit], A]) -> A:
        """How things are, for somebody who still is who they were. Raises `NotSignedIn` and `SessionLocked`."""

        def stands(unit: Unit) -> A:
            require_standing(unit, actor)
            return look(unit)

        return await self._parts.writer.look(stands)

    async def _shown(self, request: web.Request) -> Actor:
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        match scheme.lower():
            case "bearer":
                return await self._program(request, shown)
            case "ticket":
                return await self._patient(request, shown)
            case "":
                return await self._device(request)
        raise NotSignedIn()

    async def _program(self, request: web.Request, token: str) -> Actor:
        tokens, now = self._parts.tokens, self._parts.clock()
        access = tokens.known(token, now)
        if access is None:
            access = await asyncio.to_thread(tokens.read_access, token, now)
        return Actor(
            role=Role(access.role.value),
            id=access.staff_id,
            session_id=access.session_id,
            address=request.remote or "",
        )

    async def _patient(self, request: web.Request, key: str) -> Actor:
        ticket = None
        if len(key) <= LONGEST_KEY:
            ticket = await asyncio.to_thread(self._parts.reader.ticket_by_key, key)
        if ticket is None:
            raise NotSignedIn()
        return Actor(role=Role.PATIENT, id=ticket.id, address=request.remote or "")

    async def _device(self, request: web.Request) -> Actor:
        """A paired device by its certificate, or nobody. Raises `NotPaired` and `DeviceRevoked`."""
        key_hash = self._parts.key_of(request)
        if key_hash is None:
            return Actor(role=Role.ANONYMOUS, address=request.remote or "")
        return device_actor(await self._parts.writer.look(lambda unit: device_of_key(unit, key_hash)))
