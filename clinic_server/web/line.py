"""A line to one screen: frames go out on it at once, and it is cut when the screen cannot keep up."""

import asyncio
import logging

import aiohttp
from aiohttp import web

from clinic_server.web.frame import close_frame, text_frame
from shared.protocol.closing import CloseCode
from shared.protocol.device import DeviceRevoked, NotPaired
from shared.protocol.envelope import encode, refused
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import InternalError
from shared.protocol.version import HEARTBEAT_SECONDS, LARGEST_FRAME_BYTES

LARGEST_BACKLOG_BYTES = 4 * 1024 * 1024
"""A screen that lags further behind is disconnected; it comes back by snapshot, and the others never wait."""
LARGEST_READ_BYTES = 4 * LARGEST_FRAME_BYTES
"""What is a little too large is read to its end and answered with its close code; beyond this the line is just cut."""
PIECE_BYTES = 2 * 1024
"""What is given to TLS at once: it keeps as much memory for the connection's whole life as it ever had at once."""
GOODBYE_SECONDS = 0.5
CLOSE_CODE: dict[type[Refusal], int] = {NotPaired: CloseCode.NOT_PAIRED, DeviceRevoked: CloseCode.REVOKED}

logger = logging.getLogger(__name__)


class Line:
    """One WebSocket of the server."""

    def __init__(self, request: web.Request) -> None:
        self.request = request
        self.address = request.remote or ""
        self.peer: tuple[str, int] = request.get_extra_info("peername", ("", 0))[:2]
        self.socket = web.WebSocketResponse(
            timeout=GOODBYE_SECONDS, heartbeat=HEARTBEAT_SECONDS, max_msg_size=LARGEST_READ_BYTES, compress=False
        )

    async def say(self, frame: bytes) -> None:
        """Send a frame, and wait while the screen is behind."""
        transport = self.request.transport
        if transport is None or transport.is_closing() or self.socket.closed:
            raise ConnectionResetError("the screen has gone")
        whole = text_frame(frame)
        for start in range(0, len(whole), PIECE_BYTES):
            transport.write(whole[start : start + PIECE_BYTES])
        await self.request.protocol._drain_helper()

    def push(self, frame: bytes) -> None:
        """Write a frame now. The transport's own buffer is the bounded queue of a screen that lags."""
        transport = self.request.transport
        if transport is None or transport.is_closing() or self.socket.closed:
            return
        if transport.get_write_buffer_size() > LARGEST_BACKLOG_BYTES:
            self.drop()
            return
        transport.write(text_frame(frame))

    def drop(self) -> None:
        """This screen cannot keep up: cut it off, so that it comes back by snapshot."""
        logger.info("a screen at %s cannot keep up and is disconnected", self.address)
        transport = self.request.transport
        if transport is not None:
            transport.write(close_frame(CloseCode.TOO_SLOW))
            transport.close()
            asyncio.get_running_loop().call_later(GOODBYE_SECONDS, transport.abort)

    def cut(self) -> None:
        """End it without a word, so that the screen joins anew."""
        if self.request.transport is not None:
            self.request.transport.close()

    async def turn_away(self, refusal: Refusal) -> None:
        """Say why not, and close."""
        if self.socket.closed or isinstance(refusal, InternalError):
            return
        await self.say(encode(refused(None, refusal)))
        code = CLOSE_CODE.get(type(refusal), aiohttp.WSCloseCode.POLICY_VIOLATION)
        await self.socket.close(code=code, message=refusal.code.encode())

    async def drain(self) -> None:
        """Say goodbye: the server stops. A screen that does not answer is not waited for."""
        if not self.socket.prepared or self.socket.closed:
            return
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.socket.close(code=aiohttp.WSCloseCode.GOING_AWAY, message=b"the server stops")
        except TimeoutError:
            if self.request.transport is not None:
                self.request.transport.abort()
