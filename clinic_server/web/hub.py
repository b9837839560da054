"""The hub: who is listening. It hands what has happened to everybody who may hear it, encoded once an audience."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from clinic_server.handlers.batch import Published
from clinic_server.hearing import Ears, Heard
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
    """Listeners by their ears. Lives in the event loop; nothing here waits."""

    def __init__(self) -> None:
        self.seq = 0
        """The last row of the journal that was published."""
        self.at: datetime | None = None
        self.changed_seq = 0
        """The last row that changed a value: a snapshot that is as new shows everything."""
        self._listeners: defaultdict[Ears, set[Listener]] = defaultdict(set)
        self._watchers: list[Callable[[Sequence[Published]], None]] = []
        self._derived: dict[tuple[type[Value], UUID], Heard] = {}

    def join(self, ears: Ears, listener: Listener) -> None:
        """From now on hand this listener every notice that its ears hear."""
        self._listeners[ears].add(listener)

    def leave(self, ears: Ears, listener: Listener) -> None:
        """Nothing more for this listener."""
        listeners = self._listeners.get(ears)
        if listeners is not None:
            listeners.discard(listener)
            if not listeners:
                del self._listeners[ears]

    def watch(self, watcher: Callable[[Sequence[Published]], None]) -> Callable[[], None]:
        """Have a function of the server called after each commit; the result ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def publish(self, events: Sequence[Published]) -> None:
        """Hand committed events on, in the order of the journal."""
        for published in events:
            self.seq, self.at = published.seq, published.at
            if published.heard:
                self.changed_seq = published.seq
                self._tell(published.seq, published.at, kind_of(published.event), published.heard)
        for watcher in tuple(self._watchers):
            watcher(events)

    def derive(self, heard: Iterable[Heard], at: datetime) -> None:
        """Hand on what is derived, as far as it has changed."""
        changed = [each for each in heard if self._derived.get(_key(each)) != each]
        if changed:
            self._derived.update({_key(each): each for each in changed})
            for each in changed:
                if each.value.is_over:
                    del self._derived[_key(each)]
            self._tell(self.seq, at, DERIVED, changed)

    def derived(self, ears: Ears) -> list[Value]:
        """What is derived and may be heard, as it now is."""
        return [each.value for each in self._derived.values() if ears.hear(each)]

    def _tell(self, seq: int, at: datetime, kind: str, told: Sequence[Heard]) -> None:
        """Encoded once for all who hear the same of it."""
        tails: dict[tuple[bool, ...], bytes] = {}
        for ears, listeners in tuple(self._listeners.items()):
            hears = tuple(map(ears.hear, told))
            if True not in hears:
                continue
            tail = tails.get(hears)
            if tail is None:
                values = [each.value for each, is_heard in zip(told, hears, strict=True) if is_heard]
                tail = tails[hears] = encode(_Tail(seq, at, kind, values))[1:]
            for listener in tuple(listeners):
                listener.notice(tail)


def _key(heard: Heard) -> "tuple[type[Value], UUID]":
    return type(heard.value), heard.value.id
