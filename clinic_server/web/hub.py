"""The hub: who is listening. It hands what has happened to everybody who may hear it, encoded once an audience."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from clinic_server.handlers.batch import Published
from clinic_server.web.access import Kinds
from shared.protocol.envelope import DERIVED
from shared.protocol.grammar import Value, kind_of

if TYPE_CHECKING:
    from uuid import UUID

encode = msgspec.json.Encoder().encode


class Listener(Protocol):
    """A session as the hub sees it."""

    def notice(self, tail: bytes) -> None:
        """Take one notice; `tail` is the frame from behind its number on. Must not wait."""


class _Tail(msgspec.Struct):
    seq: int
    at: datetime
    kind: str
    values: list[Value]


class _Head(msgspec.Struct):
    seq: int
    kind: str


_decode_head = msgspec.json.Decoder(_Head).decode


def seq_and_kind(tail: bytes) -> tuple[int, str]:
    """The journal's `seq` and the event's kind that a notice's tail names."""
    head = _decode_head(b"{" + tail)
    return head.seq, head.kind


class Hub:
    """Listeners by what they may hear. Lives in the event loop; nothing here waits."""

    def __init__(self) -> None:
        self.seq = 0
        """The last row of the journal that was published."""
        self.at: datetime | None = None
        self.changed_seq = 0
        """The last row that changed a value: a snapshot that is as new shows everything."""
        self._listeners: defaultdict[Kinds, set[Listener]] = defaultdict(set)
        self._watchers: list[Callable[[Sequence[Published]], None]] = []
        self._derived: dict[tuple[type[Value], UUID], Value] = {}

    def join(self, hears: Kinds, listener: Listener) -> None:
        """From now on hand this listener every notice of these classes."""
        self._listeners[hears].add(listener)

    def leave(self, hears: Kinds, listener: Listener) -> None:
        """Nothing more for this listener."""
        self._listeners[hears].discard(listener)

    def watch(self, watcher: Callable[[Sequence[Published]], None]) -> Callable[[], None]:
        """Have a function of the server called after each commit; the result ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def publish(self, events: Sequence[Published]) -> None:
        """Hand committed events on, in the order of the journal."""
        for published in events:
            self.seq, self.at = published.seq, published.at
            values = list(published.event.values())
            if values:
                self.changed_seq = published.seq
                self._tell(published.seq, published.at, kind_of(published.event), values)
        for watcher in tuple(self._watchers):
            watcher(events)

    def derive(self, values: Iterable[Value], at: datetime) -> None:
        """Hand on what is derived, as far as it has changed."""
        changed = [value for value in values if self._derived.get((type(value), value.id)) != value]
        if changed:
            self._derived.update({(type(value), value.id): value for value in changed})
            for value in changed:
                if value.is_over:
                    del self._derived[type(value), value.id]
            self._tell(self.seq, at, DERIVED, changed)

    def derived(self, hears: Kinds) -> list[Value]:
        """What is derived and may be heard, as it now is."""
        return [value for (kind, _), value in self._derived.items() if kind in hears]

    def _tell(self, seq: int, at: datetime, kind: str, values: list[Value]) -> None:
        for hears, listeners in self._listeners.items():
            if not listeners:
                continue
            heard = [value for value in values if type(value) in hears]
            if not heard:
                continue
            tail = encode(_Tail(seq, at, kind, heard))[1:]
            for listener in tuple(listeners):
                listener.notice(tail)
