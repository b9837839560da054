"""Bodies: a command without the fields that stand in the path, and how it is read from a request."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import NODEFAULT, Struct

from shared.protocol.grammar import Command
from shared.protocol.refusal import Malformed, NotFound

NOT_UNDERSTOOD = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
EMPTY = b"{}"


class Body:
    """Puts a command together from path and body, each field from one place alone. Unknown fields are refused."""

    def __init__(self, command: type[Command[Any]], parameters: Sequence[str]) -> None:
        self.struct = _without(command, parameters)
        """What stands in the body, or in the query of a GET."""
        self._command = command
        self._names = self.struct.__struct_fields__
        self._decode: Callable[[bytes], Struct] = msgspec.json.Decoder(self.struct).decode
        self._types = types = {field.name: field.type for field in msgspec.structs.fields(command)}
        self._parameters = [(name, types[name]) for name in parameters]

    def command(self, path: Sequence[str], body: bytes) -> Command[Any]:
        """The command that a request asks. Raises `Malformed`, and `NotFound` for an id that is none."""
        try:
            return self._made(path, self._decode(body or EMPTY))
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=place_of(error)) from None

    def question(self, path: Sequence[str], query: Mapping[str, str]) -> Command[Any]:
        """The same from a query, whose values are text."""
        try:
            fields = {name: self._said(name, text) for name, text in query.items()}
            return self._made(path, msgspec.convert(fields, self.struct))
        except NOT_UNDERSTOOD as error:
            raise Malformed(what=place_of(error)) from None

    def _said(self, name: str, text: str) -> Any:  # Any: whatever type the field has
        kind = self._types.get(name)
        if kind is None:
            return text  # the struct refuses it by its name
        try:
            return value_of(kind, text)
        except msgspec.MsgspecError as error:
            raise msgspec.ValidationError(f"not what is asked - at `$.{name}`") from error

    def _made(self, path: Sequence[str], body: Struct) -> Command[Any]:
        fields = {name: getattr(body, name) for name in self._names}
        for (name, kind), text in zip(self._parameters, path, strict=True):
            fields[name] = parameter(name, kind, text)
        return self._command(**fields)


def parameter(name: str, kind: Any, text: str) -> Any:  # Any: whatever type the field has
    """What a path says. An id that is none names nothing: `NotFound`."""
    try:
        return value_of(kind, text)
    except msgspec.MsgspecError:
        raise NotFound(noun=name.removesuffix("_id")) from None


def value_of(kind: Any, text: str) -> Any:  # Any: whatever type the field has
    """What a text says: as it stands, or as a number, true, false or null. A moment is never a number."""
    try:
        return msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return msgspec.json.decode(text.encode(errors="replace"), type=kind)


def place_of(error: Exception) -> str:
    """Where a message is wrong, without anything it said."""
    text = str(error)
    return text[text.rindex("`$") :] if "`$" in text else "not what is asked here"


def _without(command: type[Command[Any]], parameters: Sequence[str]) -> type[Struct]:
    fields: list[Any] = []
    for field in msgspec.structs.fields(command):
        if field.name in parameters:
            continue
        if field.default is not NODEFAULT:
            fields.append((field.name, field.type, msgspec.field(default=field.default)))
        elif field.default_factory is not NODEFAULT:
            fields.append((field.name, field.type, msgspec.field(default_factory=field.default_factory)))
        else:
            fields.append((field.name, field.type))
    return msgspec.defstruct(
        f"{command.__name__}Body",
        fields,
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        namespace={"__doc__": command.__doc__},
    )
