"""The unions of all values, commands and events: one call on one union decodes any of them."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from shared.protocol import (
    alert,
    audit,
    broken_glass,
    call,
    clinic,
    clinical_note,
    credential,
    department,
    device,
    erasure,
    export,
    feedback,
    figures,
    pairing,
    patient,
    place,
    queue,
    report,
    retention,
    room,
    session,
    staff,
    ticket,
    visit,
    webhook,
)
from shared.protocol.grammar import Command, Event, Value

S = TypeVar("S", bound=Struct)

NOUNS = (
    clinic,
    department,
    room,
    staff,
    credential,
    session,
    device,
    pairing,
    patient,
    visit,
    clinical_note,
    ticket,
    call,
    queue,
    place,
    feedback,
    figures,
    report,
    alert,
    audit,
    erasure,
    webhook,
    export,
    retention,
    broken_glass,
)


def _all(kind: type[S]) -> tuple[type[S], ...]:
    return tuple(
        found
        for noun in NOUNS
        for found in vars(noun).values()
        if isinstance(found, type) and issubclass(found, kind) and found.__module__ == noun.__name__
    )


VALUES: tuple[type[Value], ...] = _all(Value)
COMMANDS: tuple[type[Command[Any]], ...] = _all(Command)
EVENTS: tuple[type[Event], ...] = _all(Event)

# The unions are built from the nouns so that none can be forgotten; a type checker sees their common base.
if TYPE_CHECKING:
    AnyValue = Value
    AnyCommand = Command[Any]
    AnyEvent = Event
else:
    AnyValue = reduce(or_, VALUES)
    AnyCommand = reduce(or_, COMMANDS)
    AnyEvent = reduce(or_, EVENTS)
