"""A live connection, from hello to its end: who it is, what it hears, and an answer to each request."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

import aiohttp
import msgspec
from aiohttp import WSMsgType, web
from msgspec import Raw, Struct

from clinic_server.access import may
from clinic_server.actor import Actor, Role
from clinic_server.hearing import DEAF, Ears, ears_of
from clinic_server.store.unit import Unit
from clinic_server.web.arrival import NOT_UNDERSTOOD, Arrival, place
from clinic_server.web.bucket import STRANGERS_PACE, TRUSTED_PACE, Bucket
from clinic_server.web.hub import seq_and_kind
from clinic_server.web.line import Line
from clinic_server.web.parts import Parts
from shared.protocol.closing import CloseCode
from shared.protocol.device import DeviceCredential, DeviceRevoked, NotPaired
from shared.protocol.envelope import DERIVED, encode, refused
from shared.protocol.every import AnyCommand
from shared.protocol.grammar import Command, Refusal
from shared.protocol.refusal import Malformed, NotAllowed
from shared.protocol.session import NotSignedIn, SessionLocked, SignOut
from shared.protocol.staff import Staff
from shared.protocol.version import LARGEST_FRAME_BYTES

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_CHARACTER = 4
MOST_HELD = 20_000
MOST_UNANSWERED = 32
NOT_ALLOWED: dict[Role, type[Refusal]] = {Role.ANONYMOUS: NotPaired, Role.DESK: NotSignedIn}

logger = logging.getLogger(__name__)


class _Asked(Struct, frozen=True, tag="request", tag_field="type"):
    """A request whose command is not decoded yet, so that a wrong command is refused under its id."""

    id: UUID
    command: Raw


_decode_asked = msgspec.json.Decoder(_Asked).decode
_decode_command: Callable[[bytes], Command[object]] = msgspec.json.Decoder(AnyCommand).decode


class LiveSession:
    """One screen's connection. `run` is its whole life."""

    def __init__(self, parts: Parts, request: web.Request, *, is_console: bool = False) -> None:
        self._parts = parts
        self._line = Line(request)
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

    async def run(self) -> web.WebSocketResponse:
        """Prepare, say hello, learn who it is, hand over the snapshot, then listen until the end."""
        socket = self._line.socket
        await socket.prepare(self._line.request)
        try:
            await self._arrive()
            await self._start_hearing()
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    raise Malformed(what="only text frames")
                if len(message.data) * LONGEST_CHARACTER >= LARGEST_FRAME_BYTES and _is_too_large(message.data):
                    await socket.close(code=aiohttp.WSCloseCode.MESSAGE_TOO_BIG)
                    break
                if not self._bucket.take():
                    await socket.close(code=CloseCode.TOO_FAST)
                    break
                await self._take(message.data)
        except Refusal as refusal:
            await self._line.turn_away(refusal)
        except (ConnectionError, TimeoutError) as error:
            logger.debug("a connection ended: %s", error)
        finally:
            if self._ending is not None:
                self._ending.cancel()
            self._stop_hearing()
            self._parts.presences.left(self._actor, self)
            await socket.close()
        return socket

    def notice(self, tail: bytes) -> None:
        """Number a notice and send it at once; before the snapshot it is held back."""
        if self._held is not None:
            self._held.append(tail)
            if len(self._held) > MOST_HELD:
                self._line.drop()
            return
        if self._known_seq and self._is_known(tail):
            return
        self._number += 1
        self._line.push(b'{"type":"notice","number":%d,' % self._number + tail)

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
        if (is_shut_out or is_replaced) and not self._line.socket.closed:
            self._actor = self._unsigned = self._nobody()
            self._stop_hearing()
            refusal = DeviceRevoked() if is_shut_out else NotPaired()
            self._leaving = asyncio.create_task(self._line.turn_away(refusal))

    def consider(self, staff: Staff) -> None:
        """The account behind this connection is now this; who hears other things by it joins anew."""
        if self._actor.id != staff.id:
            return
        is_same = staff.is_active and staff.role.value == self._actor.role.value
        if not is_same or self._ears != ears_of(self._actor, staff):
            self.rejoin()

    def rejoin(self) -> None:
        """What this screen is has changed: cut it off, so that it joins anew."""
        self._line.cut()

    async def drain(self) -> None:
        """Say goodbye: the server stops."""
        await self._line.drain()

    async def _arrive(self) -> None:
        arrival = Arrival(self._parts, self._line, self._key_hash)
        device = await arrival.meet()
        if device is not None:
            self._unsigned = self._actor = device
            self._device_id = device.device_id
        joined = await arrival.joined(self._unsigned)
        self._actor, self._expires_at, self._is_locked = joined.actor, joined.expires_at, joined.is_locked
        if joined.expires_at is not None:
            left = (joined.expires_at - self._parts.clock()).total_seconds()
            self._ending = asyncio.get_running_loop().call_later(left, self._sign_out)
        if self._actor.role is not Role.ANONYMOUS:
            self._bucket = Bucket(*TRUSTED_PACE)
            self._parts.admit(self._line.peer)

    async def _start_hearing(self) -> None:
        """Listen first, then read: what happens meanwhile is held and follows the snapshot it is not in."""
        self._ears = await self._parts.writer.look(self._ears_now)
        self._parts.hub.join(self._ears, self)
        self._parts.presences.joined(self._actor, self)
        seq, frame = await self._parts.snapshots.frame(self._ears)
        self._known_seq, before = seq, self._held or []
        self._held = [tail for tail in before if not self._is_known(tail, with_derived=True)]
        await self._line.say(frame)
        self._parts.readings.began(self._actor, self._ears.kinds, self._ears.department_ids)
        held, self._held = self._held, None
        for tail in held:
            self.notice(tail)

    async def _take(self, text: str) -> None:
        try:
            asked = _decode_asked(text)
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=place(error)) from None
        try:
            command = _decode_command(bytes(asked.command))
        except NOT_UNDERSTOOD as error:
            self._answer(asked.id, Malformed(what=place(error)))
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
            self._line.push(encode(refused(id, answer)))
        else:
            self._line.push(b'{"type":"answer","id":"%s","value":' % str(id).encode() + answer + b"}")

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
            self._line.push(encode(refused(None, why)))

    def _nobody(self) -> Actor:
        return Actor(role=Role.ANONYMOUS, address=self._line.address)

    def _stop_hearing(self) -> None:
        self._parts.hub.leave(self._ears, self)
        self._parts.readings.ended(self._actor, self._ears.kinds, self._ears.department_ids)
        self._ears = DEAF


def _is_too_large(text: str) -> bool:
    return len(text.encode()) >= LARGEST_FRAME_BYTES
