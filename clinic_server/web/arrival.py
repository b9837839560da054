"""An arrival: who opens a connection, by the key, the token or the ticket that is shown."""

import asyncio
from datetime import datetime

import msgspec
from aiohttp import WSMsgType
from aiohttp.hdrs import AUTHORIZATION
from msgspec import Struct

from clinic_server.actor import Actor, Role
from clinic_server.handlers.device import device_actor, device_of_key
from clinic_server.handlers.session import token_hash
from clinic_server.web.caller import Callers
from clinic_server.web.line import Line
from clinic_server.web.parts import Parts
from shared.protocol.clinic import Clinic
from shared.protocol.device import NotPaired
from shared.protocol.envelope import Hello, Join, encode, refused
from shared.protocol.refusal import Malformed, VersionUnsupported
from shared.protocol.session import NotSignedIn, SessionLocked
from shared.protocol.staff import Staff
from shared.protocol.version import LOWEST_VERSION, PROTOCOL_VERSION, SILENCE_SECONDS

NOT_UNDERSTOOD = (msgspec.MsgspecError, RecursionError)

_decode_join = msgspec.json.Decoder(Join).decode


class Joined(Struct, frozen=True):
    """Who has joined."""

    actor: Actor
    expires_at: datetime | None = None
    """When the session that was shown ends."""
    is_locked: bool = False


class Arrival:
    """Says hello, hears the first frame, and finds out whose it is."""

    def __init__(self, parts: Parts, line: Line, key_hash: str | None) -> None:
        self._parts = parts
        self._line = line
        self._key_hash = key_hash

    async def meet(self) -> Actor | None:
        """Say hello; the device whose key was shown. Raises `NotPaired` and `DeviceRevoked` for a key of no use."""
        key_hash = self._key_hash
        clinic, known = await self._parts.writer.look(
            lambda unit: (unit.all(Clinic), None if key_hash is None else device_of_key(unit, key_hash))
        )
        hello = Hello(
            version=PROTOCOL_VERSION,
            lowest_version=LOWEST_VERSION,
            product_version=self._parts.version,
            clinic_id=clinic[0].id if clinic else None,
            epoch=self._parts.epoch(),
            at=self._parts.clock(),
        )
        await self._line.say(encode(hello))
        return None if key_hash is None else device_actor(known)

    async def joined(self, unsigned: Actor) -> Joined:
        """Who the first frame shows that it is; `unsigned`, the device itself, where it shows nothing that counts."""
        join = await self._first_frame()
        if join.ticket is not None:
            return Joined(self._parts.socket_tickets.take(join.ticket))
        if AUTHORIZATION in self._line.request.headers:
            return Joined(await self._program())
        if join.token is None:
            return Joined(unsigned)
        if unsigned.role is not Role.DESK:
            raise NotPaired()  # a desk's token is worth nothing at another place
        return await self._signed_in(join.token, unsigned)

    async def _first_frame(self) -> Join:
        message = await self._line.socket.receive(timeout=SILENCE_SECONDS)
        if message.type is not WSMsgType.TEXT:
            raise Malformed(what="the first frame must be join")
        try:
            join = _decode_join(message.data)
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=place(error)) from None
        if join.version < LOWEST_VERSION:
            raise VersionUnsupported(server_version=PROTOCOL_VERSION, lowest_version=LOWEST_VERSION)
        return join

    async def _signed_in(self, token: str, unsigned: Actor) -> Joined:
        now, device_id = self._parts.clock(), unsigned.device_id
        session = await asyncio.to_thread(self._parts.reader.session_by_token, token_hash(token), now)
        staff = None if session is None else await asyncio.to_thread(self._parts.reader.get, Staff, session.staff_id)
        is_here = session is not None and session.device_id in (None, device_id)
        if session is None or staff is None or not staff.is_active or not is_here:
            await self._line.say(encode(refused(None, NotSignedIn())))
            return Joined(unsigned)
        is_locked = session.locked_at is not None
        if is_locked:
            await self._line.say(encode(refused(None, SessionLocked())))
        actor = Actor(
            role=Role(staff.role.value),
            id=staff.id,
            session_id=session.id,
            device_id=device_id,
            address=self._line.address,
        )
        return Joined(actor, session.expires_at, is_locked)

    async def _program(self) -> Actor:
        """Who a program acts for. Raises `NotSignedIn`; it hears until its session ends, not until its token does."""
        callers = Callers(self._parts)
        actor = await callers.of(self._line.request)
        await callers.look(actor, lambda _: None)
        return actor


def place(error: Exception) -> str:
    """Where a frame is wrong, without anything it said."""
    text = str(error)
    return text[text.rindex("`$") :] if "`$" in text else "not a frame of this protocol"
