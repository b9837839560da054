"""What every live connection is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from clinic_server.handlers.preparer import Preparer
from clinic_server.handlers.writer import Writer
from clinic_server.store.reading import Reader
from clinic_server.trust.token import Tokens
from clinic_server.web.bucket import Buckets
from clinic_server.web.hub import Hub
from clinic_server.web.presence import Presences
from clinic_server.web.readings import Readings
from clinic_server.web.snapshot import Snapshots
from clinic_server.web.socket_ticket import SocketTickets


@dataclass(frozen=True)
class Parts:
    """What every live connection is given."""

    writer: Writer
    reader: Reader
    hub: Hub
    snapshots: Snapshots
    presences: Presences
    preparer: Preparer
    readings: Readings
    tokens: Tokens
    socket_tickets: SocketTickets
    buckets: Buckets
    """How fast each of those may ask who are known by what their requests show."""
    clock: Callable[[], datetime]
    version: str
    epoch: Callable[[], int]
    key_of: Callable[[web.Request], str | None]
    """The hash of the key that a connection's other side has proved to have."""
    admit: Callable[[tuple[str, int]], None]
    """Tell the gate that the connection from there has shown who it is."""
