"""Callers: who asks over HTTP, by what the request shows."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from clinic_server.actor import Actor, Role
from clinic_server.handlers.standing import require_standing
from clinic_server.store.unit import Unit
from clinic_server.web.parts import Parts
from shared.protocol.session import NotSignedIn

A = TypeVar("A")


class Callers:
    """Reads tokens. Whether the session behind one still stands, the writer looks at, with every request."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def of(self, request: web.Request) -> Actor:
        """The one who asks. Raises `NotSignedIn` for what is no token of ours, or has run out."""
        shown = request.headers.get("Authorization")
        if shown is None:
            return Actor(role=Role.ANONYMOUS, address=request.remote or "")
        scheme, _, token = shown.partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedIn()
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

    async def look(self, actor: Actor, look: Callable[[Unit], A]) -> A:
        """How things are, for somebody who still is who they were. Raises `NotSignedIn` and `SessionLocked`."""

        def stands(unit: Unit) -> A:
            require_standing(unit, actor)
            return look(unit)

        return await self._parts.writer.look(stands)
