"""Plain values: frozen Python values as what QML can read, without Qt."""

import dataclasses
from enum import Enum

import msgspec


def field_names(value_class: type) -> tuple[str, ...]:
    """The fields of a dataclass or msgspec struct, in order. Raises TypeError for anything else."""
    if dataclasses.is_dataclass(value_class):
        return tuple(field.name for field in dataclasses.fields(value_class))
    if issubclass(value_class, msgspec.Struct):
        return tuple(value_class.__struct_fields__)
    raise TypeError(f"{value_class.__name__} is neither a dataclass nor a msgspec struct")


def is_value(thing: object) -> bool:
    """True for an instance of a dataclass or msgspec struct."""
    return isinstance(thing, msgspec.Struct) or (dataclasses.is_dataclass(thing) and not isinstance(thing, type))


def to_plain(thing: object) -> object:
    """`thing` as QML reads it: text, number, bool, None, list, or a dict with a field a key.

    Raises TypeError for times, bytes and other things a presenter should have put into words first.
    """
    if isinstance(thing, Enum):
        return to_plain(thing.value)
    if thing is None or isinstance(thing, bool | int | float | str):
        return thing
    if is_value(thing):
        return {name: to_plain(getattr(thing, name)) for name in field_names(type(thing))}
    if isinstance(thing, tuple | list):
        return [to_plain(item) for item in thing]
    if isinstance(thing, dict):
        return {str(name): to_plain(item) for name, item in thing.items()}
    raise TypeError(f"QML cannot read a {type(thing).__name__}; let the presenter turn it into text or numbers")
