"""Where the clinic's server is: an address somebody gave, else whoever announces itself on the network.

A hint only: an announcement may be old, wrong or a lie. What counts is whether the server proves to be our box.
"""

import asyncio
import ssl
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from shared.protocol.device import StrangeBox
from shared.protocol.version import SERVICE_TYPE
from shared.settings import server_url
from shared.trust.pin import trusting_context

ASK_MILLISECONDS = 1000
KNOCK_SECONDS = 1.0
NEWS_SECONDS = 2.0


class Finder:
    """`await finder.find()` gives the server's URL, such as `https://192.0.2.7:8470`.

    A given `address` (with or without `https://`) is given back. Otherwise the network is listened to from the first
    `find` until `close`, and an announced address is given only when the box that answers there proves to be ours (to a
    device that is not paired yet: when any box answers); the last good one is tried first.
    `interfaces` are this machine's IP addresses to listen on; all of them when left out.
    """

    def __init__(self, address: str | None = None, *, interfaces: Sequence[str] | None = None) -> None:
        self.on_announced: Callable[[], None] | None = None
        """Called when a server announces itself, such as `link.wake`."""
        self.context: Callable[[], ssl.SSLContext | None] = lambda: None
        """What our box must satisfy; None while this device is not paired."""
        self.usual: Callable[[], str] = lambda: ""
        """Where the box was before; tried without an announcement."""
        self._given = server_url(address) if address else None
        self._interfaces = interfaces
        self._zeroconf: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._names: dict[str, None] = {}
        self._news = asyncio.Event()
        self._last_url: str | None = None

    async def find(self) -> str:
        """The address to try now.

        Raises TimeoutError when nobody is found, `StrangeBox` when only others are, OSError when there is no network.
        """
        if self._given is not None:
            return self._given
        if self._browser is None:
            self._listen()
        strangers: set[str] = set()
        try:
            async with asyncio.timeout(NEWS_SECONDS):
                while True:
                    self._news.clear()
                    for url in filter(None, dict.fromkeys((self._last_url, self.usual()))):
                        if await self._is_ours(url, strangers):
                            return url
                    for url in await self._every_address():
                        if await self._is_ours(url, strangers):
                            self._last_url = url
                            return url
                    await self._news.wait()
        except TimeoutError:
            if strangers:
                raise StrangeBox() from None
            raise

    async def announced(self) -> tuple[str, ...]:
        """Where boxes say they are and somebody answers, one address a box; nothing when an address was given.

        Raises OSError when there is no network.
        """
        if self._given is not None:
            return ()
        if self._browser is None:
            self._listen()
        found = [await self._first_answering(name) for name in list(self._names)]
        return tuple(sorted(url for url in found if url))

    async def close(self) -> None:
        """Stop listening to the network."""
        if self._browser is not None:
            await self._browser.async_cancel()
        if self._zeroconf is not None:
            await self._zeroconf.async_close()
        self._browser = self._zeroconf = None

    def _listen(self) -> None:
        # A list of its own: the library's default would also speak on interfaces that the caller excluded.
        interfaces = list(self._interfaces) if self._interfaces else InterfaceChoice.All
        self._zeroconf = AsyncZeroconf(interfaces=interfaces, ip_version=IPVersion.V4Only)
        self._browser = AsyncServiceBrowser(self._zeroconf.zeroconf, SERVICE_TYPE, handlers=[self._heard])

    # The library calls handlers with exactly these keywords.
    def _heard(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        if state_change is ServiceStateChange.Removed:
            self._names.pop(name, None)
            return
        self._names[name] = None
        self._news.set()
        if self.on_announced is not None:
            self.on_announced()

    async def _every_address(self) -> list[str]:
        """The URLs of everyone who announces itself now."""
        return sorted([url for name in list(self._names) for url in await self._addresses(name)])

    async def _addresses(self, name: str) -> list[str]:
        assert self._zeroconf is not None
        info = AsyncServiceInfo(SERVICE_TYPE, name)
        if not await info.async_request(self._zeroconf.zeroconf, ASK_MILLISECONDS):
            return []
        return [f"https://{address}:{info.port}" for address in info.parsed_addresses(IPVersion.V4Only)]

    async def _first_answering(self, name: str) -> str:
        for url in await self._addresses(name):
            if await self._is_ours(url, set()):
                return url
        return ""

    async def _is_ours(self, url: str, strangers: set[str]) -> bool:
        """Whether our box answers at this address: announcements outlive their servers, and anybody can make one."""
        parts = urlsplit(url)
        try:
            async with asyncio.timeout(KNOCK_SECONDS):
                _, writer = await asyncio.open_connection(
                    parts.hostname, parts.port, ssl=self.context() or trusting_context()
                )
        except ssl.SSLCertVerificationError:
            strangers.add(url)
            return False
        except (OSError, TimeoutError):
            return False
        writer.transport.abort()
        return True
