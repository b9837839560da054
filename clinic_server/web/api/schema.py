"""Schemas: the JSON Schema of every message, with the words that stand in the code."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, get_args

import msgspec
from msgspec import Struct

from shared.protocol.description import about, member_texts, paragraphs

PLACE = "#/components/schemas/"


class Schemas:
    """The schemas of some types, and of all that they are made of.

    `sources` says whose words explain a struct that was made from another one.
    """

    def __init__(self, types: Sequence[Any], sources: dict[type[Struct], type[Struct]]) -> None:
        every = tuple(_all_in(types))
        found, self.components = msgspec.json.schema_components(every, ref_template=f"{PLACE}{{name}}")
        self._by_type = dict(zip(map(repr, every), found, strict=True))
        for kind in every:
            if isinstance(kind, type) and issubclass(kind, Struct | Enum):
                self._explain(kind, sources.get(kind, kind))  # type: ignore[arg-type]  # an Enum has no source

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of one of the types, as it stands in a document: mostly a reference."""
        return dict(self._by_type[repr(kind)])

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A schema itself instead of a reference to it."""
        reference = schema.get("$ref")
        resolved: dict[str, Any] = self.components[reference.removeprefix(PLACE)] if reference else schema
        return resolved

    def _explain(self, kind: type[Struct | Enum], source: type) -> None:
        schema = self.components[kind.__name__]
        texts = member_texts(source)
        if issubclass(kind, Struct):
            schema["description"] = paragraphs(source.__doc__ or "")
            for field in msgspec.structs.fields(kind):
                described = schema["properties"][field.encode_name]
                if datetime in (field.type, *get_args(field.type)):
                    _say_moment(described)
                if field.name in texts:
                    described["description"] = texts[field.name]
        else:
            words = (f"`{member.value}`: {texts[member.name]}" for member in kind if member.name in texts)
            schema["description"] = "\n\n".join((about(kind), *words))


def _say_moment(schema: dict[str, Any]) -> None:
    """The library leaves out the format of a moment; on this wire each has its zone (RFC 3339)."""
    for part in schema.get("anyOf", (schema,)):
        if part.get("type") == "string":
            part["format"] = "date-time"


def _all_in(types: Sequence[Any]) -> Iterator[Any]:
    """The types, and every struct and fixed list of words in them, each once."""
    seen: list[Any] = []
    waiting = list(types)
    while waiting:
        kind = waiting.pop(0)
        if kind in seen:
            continue
        seen.append(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            waiting += [field.type for field in msgspec.structs.fields(kind)]
        waiting += [part for part in get_args(kind) if part is not Ellipsis]
        if kind in types or (isinstance(kind, type) and issubclass(kind, Struct | Enum)):
            yield kind
