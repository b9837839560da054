"""One message over HTTP: sent once, answered in time or not, and nothing of the answer read but its status."""

import socket
import ssl
import time
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from msgspec import Struct

from clinic_server.domain.webhook import is_local
from shared.protocol.webhook import DeliveryProblem

MOST_SECONDS = 10.0


class Attempt(Struct, frozen=True, kw_only=True):
    """What came of it."""

    status: int | None = None
    milliseconds: int
    problem: DeliveryProblem = DeliveryProblem.NONE


class _NotLocal(OSError):
    """A name leads out of the local network."""


class _LocalResolver(AbstractResolver):
    """Names of the local network alone: what goes without TLS never leaves it, whatever a name server says."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if not all(is_local(ip_address(result["host"])) for result in found):
            raise _NotLocal(f"{host} is not in the local network")
        return found

    async def close(self) -> None:
        await self._resolver.close()


class Post:
    """One address, as long as it is told things."""

    def __init__(self, url: str, *, most_seconds: float = MOST_SECONDS) -> None:
        self._url = url
        is_plain = urlsplit(url).scheme == "http"
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=1, resolver=_LocalResolver() if is_plain else None),
            timeout=aiohttp.ClientTimeout(total=most_seconds),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            requote_redirect_url=False,
        )

    async def close(self) -> None:
        """Let go of the connection."""
        await self._session.close()

    async def send(self, body: bytes, headers: Mapping[str, str]) -> Attempt:
        """Send one message. Never raises for anything that the other side does; follows no redirect."""
        begun = time.monotonic()
        status, problem = None, DeliveryProblem.NONE
        try:
            async with self._session.post(self._url, data=body, headers=headers, allow_redirects=False) as response:
                status = response.status
                if not 200 <= status < 300:
                    problem = DeliveryProblem.STATUS
                # The answer's body is not read: however large it is, closing drops it.
                response.close()
        except TimeoutError:
            problem = DeliveryProblem.TIMEOUT
        except (ssl.SSLError, aiohttp.ClientSSLError):
            problem = DeliveryProblem.TLS
        except (aiohttp.ClientConnectorError, _NotLocal) as error:
            is_ours = isinstance(getattr(error, "os_error", error), _NotLocal)
            problem = DeliveryProblem.ADDRESS if is_ours else DeliveryProblem.UNREACHABLE
        except OSError:
            problem = DeliveryProblem.UNREACHABLE
        except (aiohttp.ClientError, ValueError):
            problem = DeliveryProblem.PROTOCOL
        return Attempt(status=status, milliseconds=int((time.monotonic() - begun) * 1000), problem=problem)
