"""Receipts: an `Idempotency-Key` as the request id that the journal keeps its answer under.

The header of draft-ietf-httpapi-idempotency-key-header: the same key brings the same answer, however often it comes.
"""

import hashlib
import re
from collections import OrderedDict
from uuid import UUID

from clinic_server.actor import Actor
from clinic_server.web.api.fault import KeyReused
from shared.protocol.refusal import Malformed

KEY = re.compile(r'"?([\x21\x23-\x7e]{1,200})"?')
MOST_REMEMBERED = 10_000
_VERSION_8 = 0x8 << 76
_VARIANT = 0b10 << 62
_FREE = ~((0xF << 76) | (0b11 << 62)) & ((1 << 128) - 1)


class RequestIds:
    """Makes the request id of a key. Nobody meets another's receipt: the id depends on who asks."""

    def __init__(self) -> None:
        self._asked: OrderedDict[UUID, bytes] = OrderedDict()

    def id_of(self, actor: Actor, key: str, *asked: bytes) -> UUID:
        """The id, the same for the same key and actor. Raises `Malformed`, and `KeyReused` when it came with another

        request. That is known of the last ten thousand keys since the start; later the first answer comes again.
        """
        found = KEY.fullmatch(key)
        if found is None:
            raise Malformed(what="Idempotency-Key")
        id = _uuid(hashlib.sha256(f"{actor.role}|{actor.id}|{found[1]}".encode()).digest())
        fingerprint = hashlib.sha256(b"|".join(asked)).digest()
        if self._asked.setdefault(id, fingerprint) != fingerprint:
            raise KeyReused()
        if len(self._asked) > MOST_REMEMBERED:
            self._asked.popitem(last=False)
        return id


def _uuid(digest: bytes) -> UUID:
    """A UUIDv8 (RFC 9562, section 5.8), of 122 bits of a hash."""
    return UUID(int=int.from_bytes(digest[:16], "big") & _FREE | _VERSION_8 | _VARIANT)
