"""The gate: how many connections may wait at the door, so that nobody can stand there in everybody's way."""

import asyncio
import resource
import socket
import ssl
from asyncio import sslproto
from collections import OrderedDict
from collections.abc import Callable

MOST_WAITING = 1024
MOST_WAITING_OF_AN_ADDRESS = 128
HANDSHAKE_SECONDS = 5.0
TLS_BUFFER_BYTES = 2 * 1024
BACKLOG = 1024
Peer = tuple[str, int]


class Gate:
    """Lets everybody in, and of those who have not shown who they are only so many: then the oldest makes room.

    A screen that joins as a paired device is `admitted`, and is counted no more.
    """

    def __init__(self, most_of_an_address: int = MOST_WAITING_OF_AN_ADDRESS) -> None:
        self._most_of_an_address = most_of_an_address
        self._waiting: OrderedDict[Peer, socket.socket] = OrderedDict()
        self._of_address: dict[str, OrderedDict[Peer, None]] = {}

    def arrived(self, peer: Peer, connection: socket.socket) -> None:
        """Somebody has connected."""
        mine = self._of_address.setdefault(peer[0], OrderedDict())
        if len(mine) >= self._most_of_an_address:
            self._turn_away(next(iter(mine)))
        elif len(self._waiting) >= MOST_WAITING:
            self._turn_away(next(iter(self._waiting)))
        self._waiting[peer] = connection
        self._of_address.setdefault(peer[0], OrderedDict())[peer] = None

    def admitted(self, peer: Peer) -> None:
        """Somebody has shown who they are, or has gone."""
        if self._waiting.pop(peer, None) is not None:
            mine = self._of_address[peer[0]]
            del mine[peer]
            if not mine:
                del self._of_address[peer[0]]

    @property
    def waiting(self) -> int:
        """How many have not shown who they are."""
        return len(self._waiting)

    def _turn_away(self, peer: Peer) -> None:
        connection = self._waiting[peer]
        self.admitted(peer)
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has gone by itself


async def serve(
    listening: socket.socket, factory: Callable[[], asyncio.Protocol], context: ssl.SSLContext | None, gate: Gate
) -> None:
    """Take connections for ever; cancel it to end."""
    loop = asyncio.get_running_loop()
    connecting: set[asyncio.Task[None]] = set()
    try:
        while True:
            try:
                connection, peer = await loop.sock_accept(listening)
            except OSError:
                await asyncio.sleep(0.1)  # no descriptor is free: those who wait run into their limits
                continue
            gate.arrived(peer[:2], connection)
            task = asyncio.create_task(_connect(connection, peer[:2], factory, context, gate))
            connecting.add(task)
            task.add_done_callback(connecting.discard)
    finally:
        for task in connecting:
            task.cancel()
        await asyncio.gather(*connecting, return_exceptions=True)


def make_room() -> None:
    """Allow this process as many connections as the machine does, and keep what each of them weighs small."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    # asyncio would keep a quarter of a megabyte for each, which a screen that says a line a minute never fills.
    sslproto.SSLProtocol.max_size = TLS_BUFFER_BYTES


async def _connect(
    connection: socket.socket,
    peer: Peer,
    factory: Callable[[], asyncio.Protocol],
    context: ssl.SSLContext | None,
    gate: Gate,
) -> None:
    connection.setblocking(False)
    timeout = None if context is None else HANDSHAKE_SECONDS
    try:
        await asyncio.get_running_loop().connect_accepted_socket(
            factory, connection, ssl=context, ssl_handshake_timeout=timeout
        )
    except (OSError, TimeoutError):
        gate.admitted(peer)  # it was no TLS, or none in time; the transport has closed it
