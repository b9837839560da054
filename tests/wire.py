"""A bare connection to a server: for saying what no screen of ours would, and hearing every byte of the answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import aiohttp

from shared.protocol.envelope import (
    DeviceCard,
    Hello,
    Join,
    Refused,
    ServerFrame,
    Snapshot,
    decode_server_frame,
    encode,
)
from shared.protocol.version import PROTOCOL_VERSION
from tests.screen import PATIENCE_SECONDS


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

    async def closed_with(self) -> int | None:
        """Read on until the server has closed the connection: the code it gave."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await self.socket.receive()).type not in CLOSING:
                pass
        return self.socket.close_code

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
    address: str, *, device: DeviceCard | None = None, token: str | None = None, joins: bool = True
) -> AsyncIterator[Wire]:
    """A connection that has had its snapshot; without `joins` only the server's hello was heard."""
    async with aiohttp.ClientSession() as http, http.ws_connect(f"{address}/ws", max_msg_size=0) as socket:
        heard = Wire(socket)
        assert isinstance(await heard.hear(), Hello)
        if joins:
            await heard.say(encode(Join(version=PROTOCOL_VERSION, device=device, token=token)).decode())
            while not isinstance(await heard.hear(), Snapshot):
                pass
        yield heard
