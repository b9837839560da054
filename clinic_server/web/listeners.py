"""The listeners: TLS for screens and programs, plain HTTP for the ticket page, a socket of its own for the box."""

import asyncio
import errno
import os
import socket
import ssl
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import web

from clinic_server.console import SOCKET, near
from clinic_server.web.front import Front
from clinic_server.web.gate import BACKLOG, Gate, serve


class CannotListen(Exception):
    """The address to listen on is not this machine's, or not ours to take."""


class PortTaken(CannotListen):
    """Another program listens on the address already."""


async def listen(
    stack: AsyncExitStack, app: web.Application, host: str, port: int, context: ssl.SSLContext | None, gate: Gate
) -> tuple[str, int]:
    """Serve an application until the stack unwinds; host and port as they turned out. Raises `CannotListen`."""
    factory = await _serving(stack, app, gate)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_, address = found[0]
        listening = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        kind = PortTaken if error.errno == errno.EADDRINUSE else CannotListen
        raise kind(f"cannot listen on {host}:{port}: {error.strerror}") from error
    listening.setblocking(False)
    stack.callback(listening.close)
    serving = asyncio.create_task(serve(listening, factory, context, gate))
    stack.push_async_callback(_end, serving)
    name, number = listening.getsockname()[:2]
    return str(name), int(number)


async def listen_on_console(stack: AsyncExitStack, app: web.Application, folder: Path) -> None:
    """Serve an application to whoever may open a file of this server's owner, until the stack unwinds."""
    path = folder / SOCKET
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with near(path) as short:
        listening.bind(short)
    os.chmod(path, 0o600)  # before anybody can connect: it does not listen yet
    server = await asyncio.get_running_loop().create_unix_server(await _serving(stack, app, Gate()), sock=listening)
    stack.callback(path.unlink, missing_ok=True)
    stack.callback(server.close)


async def _serving(stack: AsyncExitStack, app: web.Application, gate: Gate) -> web.Server:
    runner = Front(app, gate.admitted)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    assert runner.server is not None  # it is set up
    return runner.server


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
