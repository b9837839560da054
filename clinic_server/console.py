"""The console: how a technician at the machine speaks with the server that runs there, through its own socket."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar

import aiohttp
import msgspec

from shared.protocol.envelope import (
    Answer,
    Join,
    Notice,
    Refused,
    Request,
    Snapshot,
    decode_server_frame,
    encode,
    refusal_of,
)
from shared.protocol.grammar import Command, Value, answer_type
from shared.protocol.identity import new_id
from shared.protocol.version import PROTOCOL_VERSION

A = TypeVar("A")
V = TypeVar("V", bound=Value)

SOCKET = "console.sock"
LONGEST_PATH = 100
"""The kernel takes 107 bytes for the path of a socket."""


class NoServer(Exception):
    """No server runs on this data folder, or it is somebody else's."""


class Console:
    """One connection to the server of this machine."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._messages: asyncio.Queue[aiohttp.WSMessage] = asyncio.Queue()
        self._values: dict[tuple[type[Value], object], Value] = {}
        self._has_snapshot = False

    async def listen(self) -> None:
        """Read on until the end, also while a person compares words: who is silent for long is taken for dead."""
        message = None
        while message is None or message.type is aiohttp.WSMsgType.TEXT:
            message = await self._socket.receive()
            self._messages.put_nowait(message)

    async def ask(self, command: Command[A]) -> A:
        """The answer. Raises the server's refusal."""
        id = new_id()
        await self._socket.send_str(encode(Request(id=id, command=command)).decode())
        while True:
            frame = await self._hear()
            if isinstance(frame, Refused) and frame.id == id:
                raise refusal_of(frame)
            if isinstance(frame, Answer) and frame.id == id:
                value: A = msgspec.json.decode(frame.value, type=answer_type(type(command)))
                return value

    async def all(self, kind: type[V]) -> list[V]:
        """Every value of a class that the console hears."""
        while not self._has_snapshot:
            await self._hear()
        return [value for value in self._values.values() if isinstance(value, kind)]

    async def until(self, kind: type[V], is_so: Callable[[V], object]) -> V:
        """Wait for a value that is as it should be."""
        while True:
            for value in self._values.values():
                if isinstance(value, kind) and is_so(value):
                    return value
            await self._hear()

    async def _hear(self) -> object:
        message = await self._messages.get()
        if message.type is not aiohttp.WSMsgType.TEXT:
            raise NoServer("The server has ended")
        frame = decode_server_frame(message.data)
        match frame:
            case Snapshot() | Notice():
                self._values.update({(type(value), value.id): value for value in frame.values})
                self._has_snapshot = True
            case Refused(id=None):
                raise refusal_of(frame)
        return frame


@asynccontextmanager
async def console(folder: Path) -> AsyncIterator[Console]:
    """The console of the server that works on a data folder. Raises `NoServer`."""
    with near(folder / SOCKET) as path:
        try:
            async with (
                aiohttp.ClientSession(connector=aiohttp.UnixConnector(path)) as http,
                http.ws_connect("http://console/ws", max_msg_size=0) as socket,
            ):
                await socket.receive()
                await socket.send_str(encode(Join(version=PROTOCOL_VERSION)).decode())
                box = Console(socket)
                listening = asyncio.create_task(box.listen())
                try:
                    yield box
                finally:
                    listening.cancel()
                    await asyncio.gather(listening, return_exceptions=True)
        except aiohttp.ClientConnectorError as error:
            raise NoServer(f"No server answers at {folder / SOCKET} ({error.os_error.strerror})") from None
        except aiohttp.ClientConnectionError as error:
            raise NoServer(f"No server answers at {folder / SOCKET} ({error})") from None


@contextmanager
def near(socket: Path) -> Iterator[str]:
    """A path of a socket that is short enough, however deep the folder lies."""
    if len(os.fsencode(socket)) <= LONGEST_PATH:
        yield str(socket)
        return
    folder = os.open(socket.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{socket.name}"
    finally:
        os.close(folder)
