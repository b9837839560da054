"""A live connection, from hello to its end: who it is, what it hears, and an answer to each request."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

import aiohttp
import msgspec
from aiohttp import WSMsgType, web
from aiohttp.hdrs import AUTHORIZATION
from msgspec import Raw, Struct

from clinic_server.access import may
from clinic_server.actor import Actor, Role
from clinic_server.handlers.device import device_actor, device_of_key
from clinic_server.handlers.session import token_hash
from clinic_server.hearing import DEAF, Ears, ears_of
from clinic_server.store.unit import Unit
from clinic_server.web.bucket import Bucket
from clinic_server.web.caller import Callers
from clinic_server.web.frame import close_frame, text_frame
from clinic_server.web.hub import seq_and_kind
from clinic_server.web.parts import Parts
from shared.protocol.clinic import Clinic
from shared.protocol.closing import CloseCode
from shared.protocol.device import DeviceCredential, DeviceRevoked, NotPaired
from shared.protocol.envelope import DERIVED, Hello, Join, encode, refused
from shared.protocol.every import AnyCommand
from shared.protocol.grammar import Command, Refusal
from shared.protocol.refusal import InternalError, Malformed, NotAllowed, VersionUnsupported
from shared.protocol.session import NotSignedIn, SessionLocked, SignOut
from shared.protocol.staff import Staff
from shared.protocol.version import (
    HEARTBEAT_SECONDS,
    LARGEST_FRAME_BYTES,
    LOWEST_VERSION,
    PROTOCOL_VERSION,
    SILENCE_SECONDS,
)

if TYPE_CHECKING:
    from datetime import datetime

LARGEST_BACKLOG_BYTES = 4 * 1024 * 1024
"""A screen that lags further behind is disconnected; it comes back by snapshot, and the others never wait."""
LARGEST_READ_BYTES = 4 * LARGEST_FRAME_BYTES
"""What is a little too large is read to its end and answered with its close code; beyond this the line is just cut."""
LONGEST_CHARACTER = 4
MOST_HELD = 20_000
MOST_UNANSWERED = 32
TRUSTED_PACE = (1_000.0, 2_000.0)
STRANGERS_PACE = (5.0, 20.0)
"""Requests a second, and at once: for who has shown who they are, and for who has not."""
GOODBYE_SECONDS = 0.5
NOT_UNDERSTOOD = (msgspec.MsgspecError, RecursionError)
NOT_ALLOWED: dict[Role, type[Refusal]] = {Role.ANONYMOUS: NotPaired, Role.DESK: NotSignedIn}
CLOSE_CODE: dict[type[Refusal], int] = {NotPaired: CloseCode.NOT_PAIRED, DeviceRevoked: CloseCode.REVOKED}

logger = logging.getLogger(__name__)


class _Asked(Struct, frozen=True, tag="request", tag_field="type"):
    """A request whose command is not decoded yet, so that a wrong command is refused under its id."""

    id: UUID
    command: Raw


_decode_join = msgspec.json.Decoder(Join).decode
_decode_asked = msgspec.json.Decoder(_Asked).decode
_decode_command: Callable[[bytes], Command[object]] = msgspec.json.Decoder(AnyCommand).decode


class LiveSession:
    """One screen's connection. `run` is its whole life."""

    def __init__(self, parts: Parts, request: web.Request, *, is_console: bool = False) -> None:
        self._parts = parts
        self._request = request
        self._socket = web.WebSocketResponse(
            timeout=GOODBYE_SECONDS, heartbeat=HEARTBEAT_SECONDS, max_msg_size=LARGEST_READ_BYTES, compress=False
        )
        self._key_hash = None if is_console else parts.key_of(request)
        self._device_id: UUID | None = None
        self._unsigned = Actor(role=Role.CONSOLE) if is_console else self._nobody()
        """Who this is while nobody is signed in: the device itself."""
        self._actor = self._unsigned
        self._is_locked = False
        self._expires_at: datetime | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._signs_out = False
        self._ears: Ears = DEAF
        self._number = 0
        self._held: list[bytes] | None = []
        self._known_seq = 0
        """What the snapshot already held; 0 once everything that comes is news."""
        self._unanswered = 0
        self._answered = asyncio.Event()
        self._leaving: asyncio.Task[None] | None = None
        self._bucket = Bucket(*STRANGERS_PACE)
        self._peer: tuple[str, int] = request.get_extra_info("peername", ("", 0))[:2]

    async def run(self) -> web.WebSocketResponse:
        """Prepare, say hello, learn who it is, hand over the snapshot, then listen until the end."""
        await self._socket.prepare(self._request)
        try:
            await self._meet()
            join = await self._joined()
            self._actor = await self._who(join)
            if self._actor.role is not Role.ANONYMOUS:
                self._bucket = Bucket(*TRUSTED_PACE)
                self._parts.admit(self._peer)
            await self._start_hearing()
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    raise Malformed(what="only text frames")
                if len(message.data) * LONGEST_CHARACTER >= LARGEST_FRAME_BYTES and _is_too_large(message.data):
                    await self._socket.close(code=aiohttp.WSCloseCode.MESSAGE_TOO_BIG)
                    break
                if not self._bucket.take():
                    await self._socket.close(code=CloseCode.TOO_FAST)
                    break
                await self._take(message.data)
        except Refusal as refusal:
            await self._turn_away(refusal)
        except (ConnectionError, TimeoutError) as error:
            logger.debug("a connection ended: %s", error)
        finally:
            if self._ending is not None:
                self._ending.cancel()
            self._stop_hearing()
            self._parts.presences.left(self._actor, self)
            await self._socket.close()
        return self._socket

    def notice(self, tail: bytes) -> None:
        """Number a notice and send it at once; before the snapshot it is held back."""
        if self._held is not None:
            self._held.append(tail)
            if len(self._held) > MOST_HELD:
                self._drop()
            return
        if self._known_seq and self._is_known(tail):
            return
        self._number += 1
        self._push(b'{"type":"notice","number":%d,' % self._number + tail)

    def close_session(self, session_id: UUID) -> None:
        """The signed-in session ended: from now on nobody is signed in here, and whoever did not ask for it is told."""
        if self._actor.session_id == session_id:
            self._sign_out(is_told=not self._signs_out)

    def lock_session(self, session_id: UUID) -> None:
        """The signed-in session was locked: it hears nothing until it joins again, unlocked."""
        if self._actor.session_id == session_id:
            self._hush(SessionLocked())

    def close_device(self, credential: DeviceCredential) -> None:
        """A device was shut out, or let in again with another key: whoever came with the old one has to go."""
        is_shut_out = credential.revoked_at is not None and credential.key_hash == self._key_hash
        is_replaced = credential.id == self._device_id and credential.key_hash != self._key_hash
        if (is_shut_out or is_replaced) and not self._socket.closed:
            self._actor = self._unsigned = self._nobody()
            self._stop_hearing()
            refusal = DeviceRevoked() if is_shut_out else NotPaired()
            self._leaving = asyncio.create_task(self._turn_away(refusal))

    def consider(self, staff: Staff) -> None:
        """The account behind this connection is now this; who hears other things by it joins anew."""
        if self._actor.id != staff.id:
            return
        is_same = staff.is_active and staff.role.value == self._actor.role.value
        if not is_same or self._ears != ears_of(self._actor, staff):
            self.rejoin()

    def rejoin(self) -> None:
        """What this screen is has changed: cut it off, so that it joins anew."""
        if self._request.transport is not None:
            self._request.transport.close()

    async def drain(self) -> None:
        """Say goodbye: the server stops. A screen that does not answer is not waited for."""
        if not self._socket.prepared or self._socket.closed:
            return
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._socket.close(code=aiohttp.WSCloseCode.GOING_AWAY, message=b"the server stops")
        except TimeoutError:
            if self._request.transport is not None:
                self._request.transport.abort()

    async def _meet(self) -> None:
        """Say hello, and see whose key it is. Raises `NotPaired` and `DeviceRevoked` for one that opens nothing."""
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
        await self._socket.send_frame(encode(hello), WSMsgType.TEXT)
        if key_hash is not None:
            self._unsigned = self._actor = device_actor(known)
            self._device_id = self._actor.device_id

    async def _joined(self) -> Join:
        message = await self._socket.receive(timeout=SILENCE_SECONDS)
        if message.type is not WSMsgType.TEXT:
            raise Malformed(what="the first frame must be join")
        try:
            join = _decode_join(message.data)
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=_place(error)) from None
        if join.version < LOWEST_VERSION:
            raise VersionUnsupported(server_version=PROTOCOL_VERSION, lowest_version=LOWEST_VERSION)
        return join

    async def _who(self, join: Join) -> Actor:
        if join.ticket is not None:
            return self._parts.socket_tickets.take(join.ticket)
        if AUTHORIZATION in self._request.headers:
            return await self._program()
        if join.token is None:
            return self._unsigned
        if self._unsigned.role is not Role.DESK:
            raise NotPaired()  # a desk's token is worth nothing at another place
        now = self._parts.clock()
        session = await asyncio.to_thread(self._parts.reader.session_by_token, token_hash(join.token), now)
        staff = None if session is None else await asyncio.to_thread(self._parts.reader.get, Staff, session.staff_id)
        is_here = session is not None and session.device_id in (None, self._device_id)
        if session is None or staff is None or not staff.is_active or not is_here:
            await self._socket.send_frame(encode(refused(None, NotSignedIn())), WSMsgType.TEXT)
            return self._unsigned
        if session.locked_at is not None:
            self._is_locked = True
            await self._socket.send_frame(encode(refused(None, SessionLocked())), WSMsgType.TEXT)
        self._expires_at = session.expires_at
        left = (session.expires_at - now).total_seconds()
        self._ending = asyncio.get_running_loop().call_later(left, self._sign_out)
        return Actor(
            role=Role(staff.role.value),
            id=staff.id,
            session_id=session.id,
            device_id=self._device_id,
            address=self._request.remote or "",
        )

    async def _program(self) -> Actor:
        """Who a program acts for. Raises `NotSignedIn`; it hears until its session ends, not until its token does."""
        callers = Callers(self._parts)
        actor = await callers.of(self._request)
        await callers.look(actor, lambda _: None)
        return actor

    async def _start_hearing(self) -> None:
        """Listen first, then read: what happens meanwhile is held and follows the snapshot it is not in."""
        self._ears = await self._parts.writer.look(self._ears_now)
        self._parts.hub.join(self._ears, self)
        self._parts.presences.joined(self._actor, self)
        seq, frame = await self._parts.snapshots.frame(self._ears)
        self._known_seq, before = seq, self._held or []
        self._held = [tail for tail in before if not self._is_known(tail, with_derived=True)]
        await self._socket.send_frame(frame, WSMsgType.TEXT)
        self._parts.readings.began(self._actor, self._ears.kinds, self._ears.department_ids)
        held, self._held = self._held, None
        for tail in held:
            self.notice(tail)

    async def _take(self, text: str) -> None:
        try:
            asked = _decode_asked(text)
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=_place(error)) from None
        try:
            command = _decode_command(bytes(asked.command))
        except NOT_UNDERSTOOD as error:
            self._answer(asked.id, Malformed(what=_place(error)))
            return
        if self._expires_at is not None and self._parts.clock() >= self._expires_at:
            self._sign_out()
        if not may(self._actor.role, type(command)):
            self._answer(asked.id, NOT_ALLOWED.get(self._actor.role, NotAllowed)())
            return
        await self._ask(asked.id, command)

    async def _ask(self, id: UUID, command: Command[object]) -> None:
        """Hand a command to the writer. The answer is sent from there; the next request need not wait for it."""
        while self._unanswered >= MOST_UNANSWERED:
            self._answered.clear()
            await self._answered.wait()
        try:
            prepared = await self._parts.preparer.prepare(self._actor, command)
        except Refusal as refusal:
            self._answer(id, refusal)
            return
        self._unanswered += 1
        self._signs_out = self._signs_out or isinstance(command, SignOut)
        self._parts.writer.ask(self._actor, id, command, lambda answer: self._done(id, answer), prepared)

    def _done(self, id: UUID, answer: bytes | Refusal) -> None:
        self._unanswered -= 1
        self._answered.set()
        self._answer(id, answer)

    def _answer(self, id: UUID, answer: bytes | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._push(encode(refused(id, answer)))
        else:
            self._push(b'{"type":"answer","id":"%s","value":' % str(id).encode() + answer + b"}")

    def _push(self, frame: bytes) -> None:
        """Write a frame now. The transport's own buffer is the bounded queue of a screen that lags."""
        transport = self._request.transport
        if transport is None or transport.is_closing() or self._socket.closed:
            return
        if transport.get_write_buffer_size() > LARGEST_BACKLOG_BYTES:
            self._drop()
            return
        transport.write(text_frame(frame))

    def _ears_now(self, unit: Unit) -> Ears:
        actor = self._unsigned if self._is_locked else self._actor
        return ears_of(actor, unit.get(Staff, actor.id))

    def _is_known(self, tail: bytes, *, with_derived: bool = False) -> bool:
        """Whether the snapshot held this already: it may have read rows that were not published yet."""
        seq, kind = seq_and_kind(tail)
        if kind == DERIVED:
            return with_derived
        if seq > self._known_seq:
            self._known_seq = 0
        return seq <= self._known_seq

    def _sign_out(self, *, is_told: bool = True) -> None:
        self._hush(NotSignedIn() if is_told else None)
        self._actor, self._expires_at = self._unsigned, None

    def _hush(self, why: Refusal | None) -> None:
        self._stop_hearing()
        if why is not None:
            self._push(encode(refused(None, why)))

    def _nobody(self) -> Actor:
        return Actor(role=Role.ANONYMOUS, address=self._request.remote or "")

    def _stop_hearing(self) -> None:
        self._parts.hub.leave(self._ears, self)
        self._parts.readings.ended(self._actor, self._ears.kinds, self._ears.department_ids)
        self._ears = DEAF

    def _drop(self) -> None:
        """This screen cannot keep up: cut it off, so that it comes back by snapshot."""
        logger.info("%s cannot keep up and is disconnected", self._actor.name)
        transport = self._request.transport
        if transport is not None:
            transport.write(close_frame(CloseCode.TOO_SLOW))
            transport.close()
            asyncio.get_running_loop().call_later(GOODBYE_SECONDS, transport.abort)

    async def _turn_away(self, refusal: Refusal) -> None:
        if self._socket.closed or isinstance(refusal, InternalError):
            return
        await self._socket.send_frame(encode(refused(None, refusal)), WSMsgType.TEXT)
        code = CLOSE_CODE.get(type(refusal), aiohttp.WSCloseCode.POLICY_VIOLATION)
        await self._socket.close(code=code, message=refusal.code.encode())


def _is_too_large(text: str) -> bool:
    return len(text.encode()) >= LARGEST_FRAME_BYTES


def _place(error: Exception) -> str:
    """Where a frame is wrong, without anything it said."""
    text = str(error)
    return text[text.rindex("`$") :] if "`$" in text else "not a frame of this protocol"
