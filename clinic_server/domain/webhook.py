"""Webhooks: which addresses may be told, what they are told, how it is signed, and when it is tried again."""

import base64
import hashlib
import hmac
import re
import typing
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from shared.protocol.every import EVENTS
from shared.protocol.grammar import Audience, Event, Value, kind_of
from shared.protocol.refusal import BadValue
from shared.protocol.webhook import WebhookTried

LONGEST_URL = 500
SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"  # noqa: S105  # the mark of a secret, and none itself
LOCAL = tuple(
    ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
"""The machine itself and private networks (RFC 1918, RFC 4193); never link-local, where clouds keep secrets."""
HOST = re.compile(r"[A-Za-z0-9._:-]+")
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
GIVES_UP_AFTER = timedelta(hours=24)
GONE = 410


def _carries_public(event: type[Event]) -> bool:
    hints = typing.get_type_hints(event).values()
    parts = (part for hint in hints for part in (hint, *typing.get_args(hint)))
    kinds = (part for part in parts if isinstance(part, type) and issubclass(part, Value))
    return any(kind.audience is Audience.EVERYONE for kind in kinds)


PUBLIC_KINDS = frozenset(kind_of(event) for event in EVENTS if _carries_public(event))
"""The events that have something to tell."""
TRIED = kind_of(WebhookTried)


def checked_url(url: str) -> str:
    """The address as it may be told. Raises `BadValue`."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadValue(field="url", why="not an address") from None
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise BadValue(field="url", why="not an address")
    if parts.scheme not in ("https", "http") or not HOST.fullmatch(host):
        raise BadValue(field="url", why="https, or http inside the local network")
    if parts.username is not None or parts.password is not None:
        raise BadValue(field="url", why="with a name or password")
    if parts.fragment:
        raise BadValue(field="url", why="with a fragment")
    address = _literal(host)
    is_public = address is not None and address.is_global and not address.is_multicast
    if address is not None and not is_local(address) and (parts.scheme == "http" or not is_public):
        raise BadValue(field="url", why="https, or http inside the local network")
    return url


def is_local(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address lies on this machine or in a private network."""
    return any(address in network for network in LOCAL)


def checked_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds without repetition. Raises `BadValue` for one that has nothing public to tell."""
    if not PUBLIC_KINDS.issuperset(kinds):
        raise BadValue(field="kinds", why="not an event with public values")
    return tuple(dict.fromkeys(kinds))


def message(kind: str, seq: int, at: datetime, event: Event) -> bytes:
    """The body: what happened, and its public values as they were then."""
    values = [value for value in event.values() if value.audience is Audience.EVERYONE]
    return msgspec.json.encode({"kind": kind, "seq": seq, "at": at, "values": values})


def signature(secret: str, message_id: UUID, timestamp: int, body: bytes) -> str:
    """The signature by Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body, joined by full stops."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def secret_of(random: bytes) -> str:
    """A secret as libraries for Standard Webhooks take it."""
    return SECRET_PREFIX + base64.b64encode(random).decode()


def wait_before(attempt: int, jitter: float) -> timedelta:
    """How long to wait after the how many-th try; `jitter` from 0 to 1 takes up to a half off."""
    doubled: int = 2 ** min(attempt - 1, 16)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT) * (1 - jitter / 2)


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
