"""What is left of a value when it no longer says who somebody is."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from shared.protocol.grammar import Event, Value

V = TypeVar("V", bound=Value)
E = TypeVar("E", bound=Event)


def blanked(value: V) -> V:
    """The value with every personal field as it is where nobody wrote one."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(type(value))}
    return replace(value, **{name: defaults[name] for name in value.personal})


def blanked_in(event: E, ids: Collection[UUID]) -> E:
    """The event with those of its values blanked that have one of these ids."""
    changes: dict[str, object] = {}
    for name in event.__struct_fields__:
        field = getattr(event, name)
        if isinstance(field, Value):
            changes[name] = _left(field, ids)
        elif isinstance(field, tuple):
            changes[name] = tuple(_left(item, ids) if isinstance(item, Value) else item for item in field)
    return replace(event, **changes)


def _left(value: Value, ids: Collection[UUID]) -> Value:
    return blanked(value) if value.id in ids else value
