"""The box as one device knows it: the one it was paired with, and no other, wherever it is found."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import msgspec

from shared.protocol.device import StrangeBox
from shared.protocol.version import HEARTBEAT_SECONDS, SILENCE_SECONDS
from shared.trust.identity import Identity
from shared.trust.pin import Outdated, seen_at

NO_FRAME_LIMIT = 0
PING_SECONDS = SILENCE_SECONDS / 1.5
"""After this much silence aiohttp pings, and gives up after half as much again. The server's own pings come sooner."""


class Box:
    """Connects as `identity`; `keep` is called with it whenever there is more to remember of the box."""

    def __init__(self, identity: Identity, keep: Callable[[Identity], None]) -> None:
        self.identity = identity
        self.context = identity.context()
        self._keep = keep

    @asynccontextmanager
    async def connected(
        self, http: aiohttp.ClientSession, server: str
    ) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """A socket to the box, if it is at this address. Raises `StrangeBox`, `aiohttp.ClientError` and OSError."""
        if not server.startswith("https://"):
            raise aiohttp.InvalidURL(server, "nothing is said without TLS")
        timeout = aiohttp.ClientWSTimeout(ws_close=HEARTBEAT_SECONDS)
        try:
            async with http.ws_connect(
                f"{server}/ws", heartbeat=PING_SECONDS, max_msg_size=NO_FRAME_LIMIT, timeout=timeout, ssl=self.context
            ) as socket:
                self._remember(socket)
                yield socket
        except (aiohttp.ClientConnectorCertificateError, Outdated):
            raise StrangeBox() from None

    def _remember(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Take the newest certificate seen for a clock. Raises `Outdated`."""
        known = self.identity.newest_seen_at
        newest = seen_at(socket.get_extra_info("ssl_object").getpeercert(), known)
        if newest != known:
            self.identity = msgspec.structs.replace(self.identity, newest_seen_at=newest)
            self._keep(self.identity)
