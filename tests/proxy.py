"""A cable between screen and server that a test can cut, or that swallows what the server says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

PIECE = 65_536


class Cable:
    """Passes bytes both ways. `target` may be pointed at another server; `swallows` keeps the server's bytes back."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.address = ""
        self.swallowed = asyncio.Event()
        """Set when bytes of the server were kept back."""
        self._swallows = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def swallow(self) -> None:
        """From now on the screen hears nothing, though the server hears the screen."""
        self.swallowed.clear()
        self._swallows = True

    def cut(self) -> None:
        """End every connection at once, and be whole again for the next."""
        self._swallows = False
        for writer in self._writers:
            writer.transport.abort()

    async def close(self) -> None:
        """Take the cable away."""
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a screen."""
        parts = urlsplit(self.target)
        try:
            reply, request = await asyncio.open_connection(parts.hostname, parts.port)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, request}
        for work in (self._pass(reader, request, is_server=False), self._pass(reply, writer, is_server=True)):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_server: bool) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(PIECE):
                if is_server and self._swallows:
                    self.swallowed.set()
                    continue
                writer.write(piece)
                await writer.drain()
        writer.transport.abort()
        self._writers.discard(writer)


@asynccontextmanager
async def cable(target: str) -> AsyncIterator[Cable]:
    """A cable to a server while the context lasts; screens connect to its `address`."""
    laid = Cable(target)
    server = await asyncio.start_server(laid.accept, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    laid.address = f"https://{host}:{port}"
    try:
        yield laid
    finally:
        server.close()
        await laid.close()
