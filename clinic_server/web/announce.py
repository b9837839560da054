"""The announcement on the LAN (zeroconf), so that screens find the box. A hint: identity is the clinic's key."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from zeroconf import InterfaceChoice
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from shared.protocol.version import PROTOCOL_VERSION, SERVICE_TYPE

LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104  # compared with, not listened on


@asynccontextmanager
async def announced(clinic_id: UUID | None, host: str, port: int) -> AsyncIterator[None]:
    """Announce while the context lasts. On every address of the machine, or on the one the server listens on."""
    everywhere = host in (EVERY_ADDRESS, "")
    interfaces = InterfaceChoice.All if everywhere else [host]
    zeroconf = AsyncZeroconf(interfaces=interfaces)
    name = f"anteroom-{'new' if clinic_id is None else clinic_id.hex[-12:]}-{port}"
    info = AsyncServiceInfo(
        SERVICE_TYPE,
        f"{name}.{SERVICE_TYPE}",
        port=port,
        parsed_addresses=own_addresses() if everywhere else [host],
        properties={"clinic": "" if clinic_id is None else clinic_id.hex, "version": str(PROTOCOL_VERSION)},
        server=f"{name}.local.",
    )
    try:
        await (await zeroconf.async_register_service(info))
        yield
    finally:
        await (await zeroconf.async_unregister_service(info))
        await zeroconf.async_close()


def own_addresses() -> list[str]:
    """The IPv4 addresses of this machine, but for loopback."""
    found = socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET)
    addresses = {str(address[4][0]) for address in found}
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        # A datagram socket that is connected sends nothing; it only shows which address the LAN would see.
        probe.connect(("192.0.2.1", 9))
        addresses.add(probe.getsockname()[0])
    except OSError:
        pass  # no route at all: the host's own name is all that is known
    finally:
        probe.close()
    return sorted(address for address in addresses if not address.startswith("127.")) or [LOOPBACK]
