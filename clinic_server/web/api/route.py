"""Routes: where the public API asks which command and shows which value, worked out from their names."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from shared.protocol.every import COMMANDS, VALUES
from shared.protocol.grammar import Audience, Command, Value, kind_of

PREFIX = "/api/v1"
CREATING = frozenset({"add", "issue", "register", "raise"})
"""Verbs that make a new thing of a collection."""
UNCOUNTED = frozenset({"staff", "device_health", "feedback", "broken_glass"})
"""Nouns that are their own plural."""
PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class CommandRoute:
    """`POST /tickets/{ticket_id}/start`, below the API's prefix, asks one command."""

    method: str
    path: str
    command: type[Command[Any]]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The fields of the command that stand in the path."""
        return parameters_of(self.path)

    @property
    def creates(self) -> bool:
        """Whether it makes a new thing of a collection."""
        return kind_of(self.command).partition(".")[2] in CREATING


def command_routes() -> tuple[CommandRoute, ...]:
    """Of every command that outside programs may ask."""
    routes = (_command_route(command) for command in COMMANDS)
    return tuple(route for route in routes if route is not None)


def collections() -> tuple[tuple[str, type[Value]], ...]:
    """The path and class of every noun that somebody may hear."""
    return tuple((f"/{plural(kind_of(kind))}", kind) for kind in VALUES if kind.audience is not Audience.NOBODY)


def plural(noun: str) -> str:
    """A noun's name in a path: `business_day` is `business-days`."""
    if noun in UNCOUNTED:
        many = noun
    elif noun.endswith("y") and noun[-2] not in "aeiou":
        many = f"{noun[:-1]}ies"
    else:
        many = f"{noun}s"
    return _dashed(many)


def parameters_of(path: str) -> tuple[str, ...]:
    """The names that stand in braces."""
    return tuple(PARAMETER.findall(path))


def _command_route(command: type[Command[Any]]) -> CommandRoute | None:
    if command.route == "":
        return None
    if command.route is not None:
        method, _, path = command.route.partition(" ")
        return CommandRoute(method, path, command)
    noun, _, verb = kind_of(command).partition(".")
    own_id = f"{noun}_id"
    path = f"/{plural(noun)}"
    if any(field.name == own_id for field in msgspec.structs.fields(command)):
        path = f"{path}/{{{own_id}}}"
    if verb == "change":
        return CommandRoute("PATCH", path, command)
    return CommandRoute("POST", path if verb in CREATING else f"{path}/{_dashed(verb)}", command)


def _dashed(name: str) -> str:
    return name.replace("_", "-")
