"""Which function carries out which command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command, kind_of

A = TypeVar("A")
C = TypeVar("C", bound=Command[Any])
Handler = Callable[[Unit, C], A]
Preparation = Callable[[Reader, C], Any]


@dataclass(frozen=True)
class Registered:
    """A handler; what must be worked out first, away from the writer, because it is slow; and whether its answer may

    be kept as a receipt (one that carries a secret may not).
    """

    handler: Callable[[Unit, Any], Any]
    prepare: Callable[[Reader, Any], Any] | None
    keeps_answer: bool


HANDLERS: dict[type[Command[Any]], Registered] = {}


def handles(
    command: type[C], *, prepare: Preparation[C] | None = None, keeps_answer: bool = True
) -> Callable[[Handler[C, A]], Handler[C, A]]:
    """Register the decorated function as the handler of a command. A second one for the same command is an error.

    `prepare` runs in a thread of its own before the writer; the handler finds its result in `unit.prepared`.
    """

    def register(handler: Handler[C, A]) -> Handler[C, A]:
        if command in HANDLERS:
            raise TypeError(f"{kind_of(command)} has two handlers")
        HANDLERS[command] = Registered(handler, prepare, keeps_answer)
        return handler

    return register
