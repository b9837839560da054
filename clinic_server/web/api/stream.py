"""The stream of a queue for outside programs: every public event of a department, resumed by the last number seen."""

import asyncio
import logging
from collections.abc import Sequence
from itertools import islice
from uuid import UUID

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.hdrs import ORIGIN
from msgspec import Struct

from clinic_server.access import CLINIC, HEARS, OWN
from clinic_server.actor import Actor
from clinic_server.handlers.batch import Published
from clinic_server.store.journal import decode_event
from clinic_server.store.reading import Reader
from clinic_server.web.api.body import NOT_UNDERSTOOD, parameter
from clinic_server.web.api.fault import ForeignOrigin, UpgradeNeeded
from clinic_server.web.api.stream_frame import Beat, Opened, Opening, StreamEvent, told
from clinic_server.web.caller import Callers
from clinic_server.web.parts import Parts
from shared.protocol.call import Call
from shared.protocol.closing import CloseCode
from shared.protocol.department import Department
from shared.protocol.envelope import encode, refused
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import BadValue, Malformed, NotAllowed
from shared.protocol.session import NotSignedIn
from shared.protocol.ticket import Ticket
from shared.protocol.version import HEARTBEAT_SECONDS, SILENCE_SECONDS

LARGEST_FIRST_FRAME_BYTES = 4 * 1024
MOST_DIGITS = 15
MOST_WAITING = 2_000
"""Events that a program has not taken yet; one that lags further behind is cut off, and resumes where it was."""
ROWS_AT_ONCE = 500
GOODBYE_SECONDS = 0.5

logger = logging.getLogger(__name__)


class QueueStreams:
    """What lives at GET /queues/{department_id}/stream?after=…"""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers
        self._open: set[web.WebSocketResponse] = set()

    async def close(self) -> None:
        """Say goodbye to every program: the server stops."""
        goodbyes = (socket.close(code=WSCloseCode.GOING_AWAY, message=b"the server stops") for socket in self._open)
        await asyncio.gather(*goodbyes)

    async def __call__(self, request: web.Request, path: list[str]) -> web.StreamResponse:
        """One stream, from its opening to its end."""
        if request.headers.get(ORIGIN, _own_origin(request)) != _own_origin(request):
            raise ForeignOrigin()
        department_id, after = parameter("department_id", UUID, path[0]), _after(request)
        actor = None
        if "Authorization" in request.headers:
            actor = await self._callers.of(request)
            await self._check(actor, department_id)
        socket = web.WebSocketResponse(
            timeout=GOODBYE_SECONDS,
            heartbeat=HEARTBEAT_SECONDS,
            max_msg_size=LARGEST_FIRST_FRAME_BYTES,
            compress=False,
        )
        if not socket.can_prepare(request):
            raise UpgradeNeeded(Upgrade="websocket")
        await socket.prepare(request)
        self._open.add(socket)
        try:
            if actor is None:
                actor = self._parts.socket_tickets.take(await _shown(socket))
                await self._check(actor, department_id)
            code = await _Stream(self._parts, self._callers, socket, actor, department_id).run(after)
            await socket.close(code=code)
        except Refusal as refusal:
            if not socket.closed:
                await socket.send_frame(encode(refused(None, refusal)), WSMsgType.TEXT)
                await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=refusal.code.encode())
        except (ConnectionError, TimeoutError):
            logger.debug("a program's stream ended")
        finally:
            self._open.discard(socket)
            await socket.close()
        return socket

    async def _check(self, actor: Actor, department_id: UUID) -> None:
        if any(HEARS[actor.role].get(kind, OWN) < CLINIC for kind in (Ticket, Call, Department)):
            raise NotAllowed()
        await self._callers.look(actor, lambda unit: unit.need(Department, department_id))


class _Stream:
    """One program's stream. What happens while the journal is read waits, and follows it without gap or repetition."""

    def __init__(
        self, parts: Parts, callers: Callers, socket: web.WebSocketResponse, actor: Actor, department_id: UUID
    ) -> None:
        self._parts = parts
        self._callers = callers
        self._socket = socket
        self._actor = actor
        self._department_id = department_id
        self._news: asyncio.Queue[StreamEvent | None] = asyncio.Queue(MOST_WAITING)
        self._code: int = WSCloseCode.OK
        self._seq = 0
        """The last row that was told, or needed no telling."""

    async def run(self, after: int | None) -> int:
        """Until the program leaves, may hear no more, or cannot keep up. The code to close with."""
        hub = self._parts.hub
        unwatch = hub.watch(self._note)
        listening = asyncio.create_task(self._listen())
        try:
            self._seq = hub.seq if after is None else after
            if self._seq > hub.seq:
                raise BadValue(field="after", why="not reached yet")
            opened = Opened(department_id=self._department_id, seq=hub.seq, epoch=self._parts.epoch())
            await self._send(opened)
            await self._catch_up(hub.seq)
            await self._follow()
        finally:
            unwatch()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        return self._code

    async def _catch_up(self, until: int) -> None:
        """What the journal has of the time since the program left."""
        while self._seq < until:
            last, events = await asyncio.to_thread(_read, self._parts.reader, self._seq, self._department_id)
            for event in events:
                await self._send(event)
            self._seq = last

    async def _follow(self) -> None:
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    event = await self._news.get()
            except TimeoutError:
                await self._beat()
                continue
            if event is None:
                return
            if event.seq > self._seq:
                await self._send(event)
                self._seq = event.seq

    async def _beat(self) -> None:
        await self._callers.look(self._actor, lambda _: None)
        if self._news.empty():
            self._seq = max(self._seq, self._parts.hub.seq)
            await self._send(Beat(seq=self._seq))

    async def _send(self, frame: Struct) -> None:
        """Raises TimeoutError for a program that takes nothing any more."""
        async with asyncio.timeout(SILENCE_SECONDS):
            await self._socket.send_frame(encode(frame), WSMsgType.TEXT)

    async def _listen(self) -> None:
        """The program has nothing more to say; its goodbye ends the stream."""
        async for _ in self._socket:
            break
        self._end()

    def _note(self, events: Sequence[Published]) -> None:
        for published in events:
            event = told(published.seq, published.at, published.event, self._department_id)
            if event is None:
                continue
            if self._news.full():
                logger.info("a program cannot keep up with its stream and is cut off")
                self._code = CloseCode.TOO_SLOW
                self._end()
                return
            self._news.put_nowait(event)

    def _end(self) -> None:
        while not self._news.empty():
            self._news.get_nowait()
        self._news.put_nowait(None)


async def _shown(socket: web.WebSocketResponse) -> str:
    """The ticket in the first frame."""
    message = await socket.receive(timeout=SILENCE_SECONDS)
    if message.type is not WSMsgType.TEXT:
        raise NotSignedIn()
    try:
        return msgspec.json.decode(message.data, type=Opening).ticket
    except NOT_UNDERSTOOD:
        raise NotSignedIn() from None


def _own_origin(request: web.Request) -> str:
    return f"{request.scheme}://{request.host}"


def _after(request: web.Request) -> int | None:
    query = dict(request.query)
    text = query.pop("after", None)
    if query or (text is not None and not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS)):
        raise Malformed(what="after" if not query else "query")
    return None if text is None else int(text)


def _read(reader: Reader, after: int, department_id: UUID) -> tuple[int, list[StreamEvent]]:
    """What some rows of the journal tell, and the last of them."""
    rows = list(islice(reader.rows(after), ROWS_AT_ONCE))
    events = (told(row.seq, row.at, decode_event(row.body), department_id) for row in rows)
    return rows[-1].seq, [event for event in events if event is not None]
