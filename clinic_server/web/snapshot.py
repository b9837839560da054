"""Snapshots: what a screen starts with, read beside the writer and shared by all who join at the same moment."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from clinic_server.store.reading import Reader
from clinic_server.web.access import Kinds
from clinic_server.web.hub import Hub
from shared.protocol.grammar import Audience

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class _Read:
    seq: int
    values: bytes
    """The values as JSON, comma separated, without brackets."""


class Snapshots:
    """Reads each audience's snapshot once, however many ask, as long as nothing has changed."""

    def __init__(self, reader: Reader, hub: Hub, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._hub = hub
        self._clock = clock
        self._read: dict[Kinds, _Read] = {}
        self._locks: dict[Kinds, asyncio.Lock] = {}

    async def frame(self, hears: Kinds) -> tuple[int, bytes]:
        """The `seq` and the whole frame of a snapshot that is at least as new as all that was published before."""
        needed = self._hub.changed_seq
        async with self._locks.setdefault(hears, asyncio.Lock()):
            read = self._read.get(hears)
            if read is None or read.seq < needed:
                read = await asyncio.to_thread(self._fetch, hears)
                self._read[hears] = read
        derived = encode(self._hub.derived(hears))[1:-1]
        values = b",".join(part for part in (read.values, derived) if part)
        head = f'{{"type":"snapshot","seq":{read.seq},"at":"{self._clock().isoformat()}","values":['
        return read.seq, head.encode() + values + b"]}"

    def _fetch(self, hears: Kinds) -> _Read:
        is_public = all(kind.audience is Audience.EVERYONE for kind in hears)
        seq, values = self._reader.snapshot(hears, is_public=is_public)
        return _Read(seq, encode(values)[1:-1])
