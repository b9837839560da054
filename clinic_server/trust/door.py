"""The door: what a connection comes in through, and by whose key."""

import ssl
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from shared.trust.pin import key_hash


class Door(Protocol):
    """`context` is what to listen with, None for plain HTTP, which only a benchmark does to compare."""

    @property
    def context(self) -> ssl.SSLContext | None:
        """What to listen with."""

    def key_of(self, request: web.Request) -> str | None:
        """The hash of the key that the other side has proved, or None."""


@dataclass(frozen=True)
class TlsDoor:
    """TLS: a device proves its key by its client certificate, which is of our authority."""

    context: ssl.SSLContext

    def key_of(self, request: web.Request) -> str | None:
        """The hash of the key in the client's certificate."""
        shown = request.get_extra_info("ssl_object")
        certificate = None if shown is None else shown.getpeercert(binary_form=True)
        return None if certificate is None else key_hash(certificate)
