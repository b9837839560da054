"""Which function carries out which command."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from clinic_server.actor import Actor
from clinic_server.handlers.attempt import Attempts
from clinic_server.handlers.hasher import Hasher
from clinic_server.store.reading import Reader
from clinic_server.store.soundness import Soundness
from clinic_server.store.unit import Unit
from clinic_server.trust.pairings import Pairings
from clinic_server.trust.token import Tokens
from shared.protocol.grammar import Command, Event, kind_of

A = TypeVar("A")
C = TypeVar("C", bound=Command[Any])
Handler = Callable[[Unit, C], A]
Prepare = Callable[["Preparation", C], Any]


@dataclass(frozen=True)
class Preparation:
    """What a command's preparation is given: everything may be called from its thread."""

    reader: Reader
    actor: Actor
    attempts: Attempts
    hasher: Hasher
    tokens: Tokens
    note: Callable[[Event], None]
    """Have something written down, whatever becomes of the command."""
    now: datetime
    pairings: Pairings
    soundness: Soundness


@dataclass(frozen=True)
class Registered:
    """A handler; what must be worked out first, away from the writer, because it is slow (`hashes`: on purpose); and

    whether its answer may be kept as a receipt (one that carries a secret may not). A refusal that a handler raises
    undoes what it recorded; one that it returns is told after that was kept.
    """

    handler: Callable[[Unit, Any], Any]
    prepare: Callable[[Preparation, Any], Any] | None
    hashes: bool
    keeps_answer: bool


HANDLERS: dict[type[Command[Any]], Registered] = {}


def handles(
    command: type[C], *, prepare: Prepare[C] | None = None, hashes: bool = False, keeps_answer: bool = True
) -> Callable[[Handler[C, A]], Handler[C, A]]:
    """Register the decorated function as the handler of a command. A second one for the same command is an error.

    `prepare` runs in a thread of its own before the writer; the handler finds its result in `unit.prepared`.
    """

    def register(handler: Handler[C, A]) -> Handler[C, A]:
        if command in HANDLERS:
            raise TypeError(f"{kind_of(command)} has two handlers")
        HANDLERS[command] = Registered(handler, prepare, hashes, keeps_answer)
        return handler

    return register
