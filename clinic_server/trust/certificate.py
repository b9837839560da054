"""The server's certificate: lasts a week, renews itself, follows the machine's addresses; nothing restarts."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import ifaddr
import msgspec
from msgspec import Struct

from clinic_server.trust.authority import SERVER_LASTS, Authority, write_private
from shared.trust.pin import ignore_time

FILE = "server.pem"
NOTE = "server.json"
LOOK_SECONDS = 60.0

logger = logging.getLogger(__name__)


class _Issued(Struct, frozen=True, kw_only=True):
    """What the certificate in force says, so that nobody has to read it again."""

    begins: datetime
    names: tuple[str, ...]


class ServerCertificate:
    """Keeps `context` able to prove this server, as long as `run` runs."""

    def __init__(self, folder: Path, authority: Authority, clock: Callable[[], datetime]) -> None:
        self._file, self._note = folder / FILE, folder / NOTE
        self._authority = authority
        self._clock = clock
        self.context = _server_context(authority)
        self.renew()

    def renew(self) -> None:
        """Make a new certificate if the one in force is half through its life, or the machine has other names."""
        issued, names, now = self._issued(), own_names(), self._clock()
        if issued is None or issued.names != names or now >= issued.begins + SERVER_LASTS / 2:
            # It never begins before the last one: devices take the newest beginning they saw for their clock.
            begins = now if issued is None else max(now, issued.begins)
            write_private(self._file, self._authority.server_certificate(names, begins))
            write_private(self._note, msgspec.json.encode(_Issued(begins=begins, names=names)))
            logger.info("a new server certificate is in force")
        self.context.load_cert_chain(self._file)

    async def run(self) -> None:
        """Look again from time to time; for ever."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await asyncio.to_thread(self.renew)

    def _issued(self) -> _Issued | None:
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=_Issued) if self._file.exists() else None
        except (FileNotFoundError, msgspec.MsgspecError):
            return None


def own_names() -> tuple[str, ...]:
    """The names and addresses of this machine, for those who look at them: browsers and other people's programs."""
    host = socket.gethostname().partition(".")[0]
    addresses = {
        ip.ip if isinstance(ip.ip, str) else ip.ip[0] for adapter in ifaddr.get_adapters() for ip in adapter.ips
    }
    names = ["localhost"] + ([host, f"{host}.local"] if _is_host(host) else [])
    return (*names, *sorted(address.partition("%")[0] for address in addresses))


def _is_host(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalnum()


def _server_context(authority: Authority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Devices show the certificate they got at pairing; browsers and other programs have none.
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=authority.pem)
    ignore_time(context)
    # Nothing is resumed: a screen stays connected for weeks, and what is not kept cannot be stolen.
    context.num_tickets = 0
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_RENEGOTIATION
    return context
