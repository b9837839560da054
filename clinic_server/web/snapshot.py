"""Snapshots: what a screen starts with, read beside the writer and shared by all who join at the same moment."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from clinic_server.concern import concern_of
from clinic_server.hearing import Ears, Heard
from clinic_server.store.reading import Reader
from clinic_server.web.hub import Hub
from shared.protocol.grammar import Audience, Value
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class _Read:
    seq: int
    values: bytes
    """The values as JSON, comma separated, without brackets."""


class Snapshots:
    """Reads a snapshot that many hear once, however many ask, as long as nothing has changed."""

    def __init__(self, reader: Reader, hub: Hub, clock: Callable[[], datetime]) -> None:
        self._reader = reader
        self._hub = hub
        self._clock = clock
        self._read: dict[Ears, _Read] = {}
        self._locks: dict[Ears, asyncio.Lock] = {}

    async def frame(self, ears: Ears) -> tuple[int, bytes]:
        """The `seq` and the whole frame of a snapshot that is at least as new as all that was published before."""
        if ears.are_personal:
            read = await asyncio.to_thread(self._fetch, ears)
        else:
            read = await self._shared(ears, self._hub.changed_seq)
        derived = encode(self._hub.derived(ears))[1:-1]
        values = b",".join(part for part in (read.values, derived) if part)
        head = f'{{"type":"snapshot","seq":{read.seq},"at":"{self._clock().isoformat()}","values":['
        return read.seq, head.encode() + values + b"]}"

    async def values(self, ears: Ears) -> tuple[Value, ...]:
        """What a snapshot holds for these ears, but for what is derived."""
        return (await asyncio.to_thread(self._heard, ears))[1]

    async def _shared(self, ears: Ears, needed: int) -> _Read:
        async with self._locks.setdefault(ears, asyncio.Lock()):
            read = self._read.get(ears)
            if read is None or read.seq < needed:
                read = self._read[ears] = await asyncio.to_thread(self._fetch, ears)
        return read

    def _fetch(self, ears: Ears) -> _Read:
        seq, values = self._heard(ears)
        return _Read(seq, encode(values)[1:-1])

    def _heard(self, ears: Ears) -> tuple[int, tuple[Value, ...]]:
        is_public = all(kind.audience is Audience.EVERYONE for kind in ears.kinds)
        seq, values = self._reader.snapshot(ears.kinds, is_public=is_public)
        if ears.are_personal:
            read = _Today(values)
            values = tuple(value for value in values if ears.hear(Heard(value, concern_of(read, value))))
        return seq, values


class _Today:
    """What was read, to be looked up while it is judged whom it concerns."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = {(type(value), value.id): value for value in values}
        self._visits: defaultdict[UUID | None, list[Visit]] = defaultdict(list)
        for value in self._values.values():
            if isinstance(value, Visit):
                self._visits[value.patient_id].append(value)

    def get(self, kind: type[V], id: UUID | None) -> V | None:
        """A value by its id."""
        value = None if id is None else self._values.get((kind, id))
        return value if isinstance(value, kind) else None

    def visits_of(self, patient_id: UUID) -> Iterable[Visit]:
        """Today's visits of a patient."""
        return self._visits[patient_id]
