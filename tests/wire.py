"""A bare connection to a server: for saying what no screen of ours would, and hearing every byte of the answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

import aiohttp
import msgspec

from shared.protocol.device import DeviceKind
from shared.protocol.envelope import (
    Answer,
    Hello,
    Join,
    Refused,
    Request,
    ServerFrame,
    Snapshot,
    decode_server_frame,
    encode,
    refusal_of,
)
from shared.protocol.grammar import Command, answer_type
from shared.protocol.identity import new_id
from shared.protocol.version import PROTOCOL_VERSION
from shared.trust.identity import Identity
from shared.trust.pin import pinned_context
from tests.identities import authority, identity
from tests.screen import PATIENCE_SECONDS

A = TypeVar("A")


class Wire:
    """One WebSocket; `said` holds every text frame of the server."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.said: list[str] = []

    async def say(self, frame: str | bytes) -> None:
        """Send text as it stands, or bytes."""
        if isinstance(frame, str):
            await self.socket.send_str(frame)
        else:
            await self.socket.send_bytes(frame)

    async def hear(self) -> ServerFrame:
        """The server's next frame."""
        self.said.append(await self._text())
        frame: ServerFrame = decode_server_frame(self.said[-1])
        return frame

    async def until(self, text: str) -> str:
        """Read on until a frame has this text, and give the frame."""
        while not (self.said and text in self.said[-1]):
            self.said.append(await self._text())
        return self.said[-1]

    async def refusal(self) -> Refused:
        """Read on until something is refused."""
        while not isinstance(frame := await self.hear(), Refused):
            pass
        return frame

    async def ask(self, command: Command[A]) -> A:
        """The server's answer to a command. Raises its refusal."""
        id = new_id()
        await self.say(encode(Request(id=id, command=command)).decode())
        while True:
            frame = await self.hear()
            if isinstance(frame, Refused) and frame.id == id:
                raise refusal_of(frame)
            if isinstance(frame, Answer) and frame.id == id:
                value: A = msgspec.json.decode(frame.value, type=answer_type(type(command)))
                return value

    async def closed_with(self) -> int | None:
        """Read on until the server has closed the connection: the code it gave."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (message := await self.socket.receive()).type not in CLOSING:
                pass
        # The library forgets the code when the line is gone before it could answer with one of its own.
        return message.data if message.type is aiohttp.WSMsgType.CLOSE else self.socket.close_code

    async def _text(self) -> str:
        # A timeout of the library's own would begin anew with every heartbeat.
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.socket.receive_str()

    async def answers(self, request_id: UUID) -> bool:
        """Whether a harmless request still gets its answer here."""
        await self.say(f'{{"type":"request","id":"{request_id}","command":{{"type":"call.next"}}}}')
        await self.until(str(request_id))
        return True


CLOSING = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


@asynccontextmanager
async def wire(
    address: str,
    *,
    device: Identity | None = None,
    token: str | None = None,
    joins: bool = True,
    is_paired: bool = True,
) -> AsyncIterator[Wire]:
    """A connection that has had its snapshot; without `joins` only the server's hello was heard.

    Left out, the device is the desk that every furnished house knows; without `is_paired` it shows no certificate.
    """
    context = (device or identity(DeviceKind.DESK)).context() if is_paired else pinned_context(authority().pem)
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as http,
        http.ws_connect(f"{address}/ws", max_msg_size=0) as socket,
    ):
        heard = Wire(socket)
        assert isinstance(await heard.hear(), Hello)
        if joins:
            await heard.say(encode(Join(version=PROTOCOL_VERSION, token=token)).decode())
            while not isinstance(await heard.hear(), Snapshot):
                pass
        yield heard
