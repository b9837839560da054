"""Socket tickets: what a browser shows when it opens a WebSocket, because it cannot send a header of its own there.

An access token in the address would end up in histories and logs. A ticket is good once, and for half a minute.
"""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from clinic_server.actor import Actor
from shared.protocol.session import NotSignedIn

LASTS_SECONDS = 30
MOST_OPEN = 1_024
TICKET_BYTES = 32


class SocketTickets:
    """Those given out and not shown yet. Lives in the event loop; only their hashes are kept."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: OrderedDict[bytes, tuple[Actor, float]] = OrderedDict()

    def give(self, actor: Actor) -> str:
        """A new ticket for who asks. When very many are open, the oldest is good no more."""
        ticket = secrets.token_urlsafe(TICKET_BYTES)
        self._open[_hash(ticket)] = (actor, self._clock() + LASTS_SECONDS)
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return ticket

    def take(self, ticket: str) -> Actor:
        """Who showed it. Raises `NotSignedIn` for one that is used, run out or invented."""
        actor, until = self._open.pop(_hash(ticket), (None, 0.0))
        if actor is None or self._clock() > until:
            raise NotSignedIn()
        return actor


def _hash(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode(errors="surrogateescape")).digest()
