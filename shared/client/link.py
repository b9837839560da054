"""A screen's one connection to the server: it keeps itself alive, fills the mirror, and answers each command once."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import aiohttp
import msgspec

from shared.client.box import Box
from shared.client.mirror import Mirror
from shared.protocol.device import NotPaired, StrangeBox
from shared.protocol.envelope import (
    Answer,
    Hello,
    Join,
    Notice,
    Refused,
    Request,
    ServerFrame,
    Snapshot,
    decode_server_frame,
    encode,
    refusal_of,
)
from shared.protocol.grammar import Command, Refusal, Value, answer_type
from shared.protocol.identity import new_id
from shared.protocol.refusal import Malformed, Unreachable, VersionUnsupported
from shared.protocol.version import (
    LARGEST_FRAME_BYTES,
    LOWEST_VERSION,
    PROTOCOL_VERSION,
    SILENCE_SECONDS,
)
from shared.trust.identity import Identity

A = TypeVar("A")
FIRST_WAIT_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LinkState:
    """How the link is. `as_of`: until when the mirror is known to be true.

    `problem`: why the server turned us away, until it no longer does; `NotSignedIn` also on a connection that lives.
    """

    is_live: bool = False
    has_clinic: bool | None = None
    as_of: datetime | None = None
    problem: Refusal | None = None


@dataclass(frozen=True)
class Change:
    """What just happened to the mirror: a snapshot (no kind), or one notice with its kind and new values."""

    kind: str | None
    values: tuple[Value, ...]

    @property
    def is_snapshot(self) -> bool:
        """Whether everything known was replaced: what is already in it is history, not news."""
        return self.kind is None


@dataclass
class _Waiting:
    frame: bytes
    decode: Callable[[bytes], Any]
    answer: asyncio.Future[Any]


class Link:
    """`await link.send(command)` gives the typed answer, or raises the `Refusal`.

    `find` is asked for the server's address (such as `https://192.0.2.7:8470`) before every attempt. It connects as
    the paired device that `identity` says, to nobody but the box that it was paired with; without one it waits, with
    `NotPaired` for its problem, until `pair` gives it one. `keep` is called whenever there is more to remember of the
    box. Listeners are
    called in the event loop after the mirror took a change in, and after every change of `state`. A request whose
    answer was lost is sent again under the same id on the next connection, until it is answered or the sender gives up.
    """

    def __init__(
        self,
        find: Callable[[], Awaitable[str]],
        identity: Identity | None,
        *,
        token: str | None = None,
        keep: Callable[[Identity], None] = lambda _: None,
    ) -> None:
        self.mirror = Mirror()
        self.state = LinkState()
        self.token = token
        """A desk's token, presented on every connection; set it after signing in, None after signing out."""
        self.clock_ahead_seconds = 0.0
        """How far the server's clock is ahead of ours, to show its time."""
        self.server: str | None = None
        self.epoch = 0
        self.find = find
        """Where the server is, as whoever made this link says."""
        self.box = None if identity is None else Box(identity, keep)
        """The box that this device was paired with; None before that."""
        self._keep = keep
        self._waiting: dict[UUID, _Waiting] = {}
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._on_change: list[Callable[[Change], None]] = []
        self._on_state: list[Callable[[LinkState], None]] = []
        self._wake = asyncio.Event()

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Hear of every change of the mirror, after it took place."""
        self._on_change.append(listener)

    def on_state(self, listener: Callable[[LinkState], None]) -> None:
        """Hear of every change of `state`."""
        self._on_state.append(listener)

    async def pair(self, identity: Identity) -> None:
        """Be this device from now on."""
        self._keep(identity)
        self.box = Box(identity, self._keep)
        self._show(replace(self.state, problem=None))
        await self.reconnect()

    def wake(self) -> None:
        """Try at once instead of waiting out the pause (the clinic announced itself)."""
        self._wake.set()

    @property
    def identity(self) -> Identity | None:
        """Which device this is; None before it was paired."""
        return None if self.box is None else self.box.identity

    @property
    def now(self) -> datetime:
        """The server's time, as far as it is known."""
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + self.clock_ahead_seconds, UTC)

    async def send(self, command: Command[A], *, request_id: UUID | None = None, within_seconds: float = 10.0) -> A:
        """Ask and wait for the answer; `request_id` (a UUIDv7) makes repeating the same intent harmless.

        Raises the server's `Refusal`, `Unreachable` when no answer came in time, or `Malformed` for what the server
        would not read: it would end the connection, again and again.
        """
        id = request_id or new_id()
        waiting = self._waiting.get(id)
        if waiting is None:
            decoder = msgspec.json.Decoder(answer_type(type(command)))
            answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            frame = encode(Request(id=id, command=command))
            if len(frame) >= LARGEST_FRAME_BYTES:
                raise Malformed(what="larger than a frame may be")
            waiting = _Waiting(frame, decoder.decode, answer)
            self._waiting[id] = waiting
            if self._socket is not None and self.state.is_live:
                await self._send(waiting.frame)
        try:
            async with asyncio.timeout(within_seconds):
                value: A = await asyncio.shield(waiting.answer)
                return value
        except TimeoutError:
            raise Unreachable() from None
        finally:
            self._waiting.pop(id, None)

    async def run(self) -> None:
        """Connect, listen, reconnect; for ever. Cancel it to end."""
        pause = FIRST_WAIT_SECONDS
        async with aiohttp.ClientSession() as http:
            while True:
                try:
                    box = await self._until_paired()
                    self.server = await self.find()
                    heard = await self._live(http, self.server, box)
                    pause = FIRST_WAIT_SECONDS if heard else pause
                except StrangeBox as refusal:
                    self._show(replace(self.state, problem=refusal))
                except (aiohttp.ClientError, TimeoutError, OSError) as error:
                    logger.debug("the link ended: %s", error)
                except msgspec.MsgspecError as error:
                    logger.warning("the server says what this screen does not understand: %s", error)
                    self._show(replace(self.state, problem=Malformed(what="a frame of the server")))
                finally:
                    self._socket = None
                    problem = None if self.state.is_live else self.state.problem
                    self._show(replace(self.state, is_live=False, problem=problem))
                try:
                    async with asyncio.timeout(pause * random.uniform(0.5, 1.0)):
                        await self._wake.wait()
                except TimeoutError:
                    pause = min(pause * 2, LONGEST_WAIT_SECONDS)
                self._wake.clear()

    async def reconnect(self) -> None:
        """Drop the connection and join again (after signing in or out, or after a gap in the notices)."""
        if self._socket is not None:
            await self._socket.close()
        self.wake()

    async def _until_paired(self) -> Box:
        while self.box is None:
            self._show(replace(self.state, problem=NotPaired()))
            self._wake.clear()
            await self._wake.wait()
        return self.box

    async def _live(self, http: aiohttp.ClientSession, server: str, box: Box) -> bool:
        """One connection from hello to its end. True when a snapshot was heard."""
        async with box.connected(http, server) as socket:
            self._socket = socket
            hello = await _first_frame(socket)
            if isinstance(hello, Refused):
                self._show(replace(self.state, problem=refusal_of(hello)))
                return False
            if not isinstance(hello, Hello):
                raise aiohttp.ClientError("the server did not say hello")
            if hello.version < LOWEST_VERSION or hello.lowest_version > PROTOCOL_VERSION:
                problem = VersionUnsupported(server_version=hello.version, lowest_version=hello.lowest_version)
                self._show(replace(self.state, problem=problem))
                return False
            self.epoch = hello.epoch
            self.clock_ahead_seconds = hello.at.timestamp() - datetime.now(UTC).timestamp()
            await socket.send_str(encode(Join(version=PROTOCOL_VERSION, token=self.token)).decode())
            self._show(replace(self.state, has_clinic=hello.clinic_id is not None))
            return await self._listen(socket)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> bool:
        heard, number = False, 0
        problem: Refusal | None = None
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            frame = decode_server_frame(message.data)
            match frame:
                case Notice():
                    number += 1
                    if frame.number != number:
                        logger.warning("a notice is missing: expected %d, got %d", number, frame.number)
                        break
                    self.mirror.apply(frame)
                    self._tell(Change(frame.kind, frame.values))
                case Answer() | Refused() if frame.id is not None:
                    self._settle(frame)
                case Snapshot():
                    heard = True
                    self.mirror.reset(frame)
                    self._show(replace(self.state, is_live=True, problem=problem))
                    self._tell(Change(None, frame.values))
                    for waiting in list(self._waiting.values()):
                        await self._send(waiting.frame)
                case Refused():
                    problem = refusal_of(frame)
                    self._show(replace(self.state, problem=problem))
        return heard

    def _settle(self, frame: Answer | Refused) -> None:
        waiting = self._waiting.get(frame.id) if frame.id is not None else None
        if waiting is None or waiting.answer.done():
            return
        try:
            if isinstance(frame, Answer):
                waiting.answer.set_result(waiting.decode(bytes(frame.value)))
            else:
                waiting.answer.set_exception(refusal_of(frame))
        except msgspec.MsgspecError as error:
            logger.warning("the server's answer is not what this screen expects: %s", error)
            waiting.answer.set_exception(Malformed(what="the server's answer"))

    async def _send(self, frame: bytes) -> None:
        """Hand a frame to the socket; when it fails the request stays waiting for the next connection."""
        if self._socket is None or self._socket.closed:
            return
        try:
            await self._socket.send_str(frame.decode())
        except (aiohttp.ClientError, ConnectionError) as error:
            logger.debug("a request waits for the next connection: %s", error)

    def _tell(self, change: Change) -> None:
        for listener in self._on_change:
            listener(change)

    def _show(self, state: LinkState) -> None:
        if self.state.is_live and not state.is_live:
            state = replace(state, as_of=self.now)
        if state == self.state:
            return
        self.state = state
        for listener in self._on_state:
            listener(state)


async def _first_frame(socket: aiohttp.ClientWebSocketResponse) -> ServerFrame:
    async with asyncio.timeout(SILENCE_SECONDS):
        message = await socket.receive()
    if message.type is not aiohttp.WSMsgType.TEXT:
        raise aiohttp.ClientError("the server ended the connection before it said anything")
    frame: ServerFrame = decode_server_frame(message.data)
    return frame
