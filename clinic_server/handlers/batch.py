"""A batch: what the writer was asked at one time, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from clinic_server.actor import Actor
from clinic_server.hearing import Heard
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command, Event, Refusal, Value


@dataclass(frozen=True)
class Published:
    """An event that is on the disk, and what is told of it."""

    seq: int
    at: datetime
    event: Event
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Asked:
    """One command to carry out. `done` is called in the event loop with the encoded answer, or why not."""

    actor: Actor
    request_id: UUID | None
    command: Command[Any]
    prepared: Any
    done: Callable[[bytes | Refusal], None]


@dataclass(frozen=True)
class Looked:
    """One question about how things are, asked between transactions."""

    look: Callable[[Unit], Any]
    done: Callable[[Any], None]


@dataclass(frozen=True)
class Noted:
    """What the server saw happen without being asked, such as that a screen shows personal data. Nobody is answered."""

    actor: Actor
    event: Event
    done: Callable[[Any], None] = lambda _: None


@dataclass
class Outcome:
    """What a batch brought: answers first, then events, in the order of the journal, then what is told and not kept."""

    answers: list[tuple[Callable[[Any], None], Any]] = field(default_factory=list)
    events: list[Published] = field(default_factory=list)
    told: list[Value] = field(default_factory=list)
