"""Descriptions: what the documentation says of a class of the protocol, read from the class itself."""

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import NODEFAULT, UNSET, Raw, Struct, UnsetType

from shared.protocol.grammar import Command, Refusal, Value, answer_type

JSON_NAMES: dict[object, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    UUID: "uuid",
    datetime: "datetime",
    date: "date",
    time: "time",
    type(None): "null",
    Any: "any",
    Raw: "any",
}


@dataclass(frozen=True)
class FieldDescription:
    """One field. `default` is its JSON, or None when the field must be there; `type` links to what it names."""

    name: str
    type: str
    default: str | None
    may_be_left_out: bool
    about: str


def about(described: type) -> str:
    """The class's docstring, as one paragraph a paragraph."""
    return paragraphs(described.__doc__ or "")


def fields_of(described: type) -> tuple[FieldDescription, ...]:
    """The fields of a message, or of a refusal's details."""
    texts = member_texts(described)
    if issubclass(described, Struct):
        return tuple(
            FieldDescription(
                field.encode_name,
                type_name(field.type),
                _json(field.default if field.default_factory is NODEFAULT else field.default_factory()),
                UnsetType in get_args(field.type),
                texts.get(field.name, ""),
            )
            for field in msgspec.structs.fields(described)
        )
    hints = get_type_hints(described)
    assert is_dataclass(described)  # every refusal is one
    return tuple(
        FieldDescription(
            field.name,
            type_name(hints[field.name]),
            _json(NODEFAULT if field.default is MISSING else field.default),
            False,
            texts.get(field.name, ""),
        )
        for field in fields(described)
    )


def member_texts(described: type) -> Mapping[str, str]:
    """What is written below each field or member, by its name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(described))).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, following in zip(tree.body, tree.body[1:], strict=False):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                found[name] = paragraphs(text)
    return found


def rules_of(described: type) -> Iterator[tuple[str, str]]:
    """The rules that a class carries beside its fields: the names and docstrings of its properties and methods."""
    for name, member in vars(described).items():
        function = member.fget if isinstance(member, property) else member
        if not name.startswith("_") and inspect.isfunction(function) and function.__doc__:
            yield name, paragraphs(function.__doc__)


def answer_name(command: type) -> str:
    """What a command is answered with."""
    answer = answer_type(command)
    return "null" if answer in (None, type(None)) else type_name(answer)


def type_name(described: Any) -> str:  # Any: whatever stands in an annotation
    """A type as it is on the wire, in markdown; classes of the protocol link to their own description."""
    if get_origin(described) in (Union, types.UnionType):
        parts = [part for part in get_args(described) if part is not UnsetType]
        for kind, word in ((Value, "value"), (Command, "command")):
            if len(parts) > 1 and all(isinstance(part, type) and issubclass(part, kind) for part in parts):
                return word
        return " or ".join(type_name(part) for part in parts)
    if get_origin(described) is tuple:
        return f"list of {type_name(get_args(described)[0])}"
    if get_origin(described) is dict:
        key, value = get_args(described)
        return f"object: {type_name(key)} → {type_name(value)}"
    if described in JSON_NAMES:
        return JSON_NAMES[described]
    if isinstance(described, type) and issubclass(described, Struct | Enum):
        return link(described.__name__)
    raise TypeError(f"the documentation has no word for {described!r}")


def link(name: str) -> str:
    """A link to a heading of the same page that consists of this one word."""
    return f"[{name}](#{name.lower()})"


def details_of(refusal: type[Refusal]) -> str:
    """A refusal's details in one line."""
    return ", ".join(f"`{field.name}`: {field.type}" for field in fields_of(refusal))


def paragraphs(text: str) -> str:
    """Docstrings are wrapped for the reader of the code; a page wraps by itself."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def _json(default: Any) -> str | None:  # Any: whatever a field may hold
    if default is NODEFAULT or default is UNSET:
        return None
    return msgspec.json.encode(default).decode()
