"""Where the clinic's server is: an address somebody gave, else whoever announces itself on the network.

A hint only: an announcement may be old or wrong. What counts is whether the server answers, and the heartbeats then.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from zeroconf import InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from shared.protocol.version import SERVICE_TYPE

ASK_MILLISECONDS = 1000
KNOCK_SECONDS = 1.0
NEWS_SECONDS = 2.0


class Finder:
    """`await finder.find()` gives the server's URL, such as `http://192.0.2.7:8470`.

    A given `address` (with or without `http://`) is believed. Otherwise the network is listened to from the first
    `find` until `close`, and an announced address is given only when something accepts a connection there; the last
    good one is tried first. Who has once found a clinic does not stray to another one on the same network.
    `interfaces` are this machine's IP addresses to listen on; all of them when left out.
    """

    def __init__(self, address: str | None = None, *, interfaces: Sequence[str] | None = None) -> None:
        self.on_announced: Callable[[], None] | None = None
        """Called when a server announces itself, such as `link.wake`."""
        self._given = _as_url(address) if address else None
        self._interfaces = interfaces
        self._zeroconf: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._names: dict[str, None] = {}
        self._news = asyncio.Event()
        self._last_url: str | None = None
        self._clinic = ""

    async def find(self) -> str:
        """The address to try now. Raises TimeoutError when nobody is found, OSError when there is no network."""
        if self._given is not None:
            return self._given
        if self._browser is None:
            self._listen()
        async with asyncio.timeout(NEWS_SECONDS):
            while True:
                self._news.clear()
                if self._last_url and await _accepts(self._last_url):
                    return self._last_url
                for clinic, url in await self._announced():
                    if await _accepts(url):
                        self._last_url, self._clinic = url, clinic
                        return url
                await self._news.wait()

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

    async def _announced(self) -> list[tuple[str, str]]:
        """Clinic and URL of everyone who announces itself now: our own clinic only, once we know which that is."""
        assert self._zeroconf is not None
        found: list[tuple[str, str]] = []
        for name in list(self._names):
            info = AsyncServiceInfo(SERVICE_TYPE, name)
            if await info.async_request(self._zeroconf.zeroconf, ASK_MILLISECONDS):
                found += _clinic_and_urls(info)
        return sorted(pair for pair in found if self._clinic in ("", pair[0]))


def _clinic_and_urls(info: AsyncServiceInfo) -> Iterator[tuple[str, str]]:
    clinic = info.decoded_properties.get("clinic") or ""
    for address in info.parsed_addresses(IPVersion.V4Only):
        yield clinic, f"http://{address}:{info.port}"


def _as_url(address: str) -> str:
    return (address if "://" in address else f"http://{address}").rstrip("/")


async def _accepts(url: str) -> bool:
    """Whether something at this address accepts a connection: announcements outlive their servers."""
    parts = urlsplit(url)
    try:
        async with asyncio.timeout(KNOCK_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    return True
