"""What a value, a command, an event and a refusal are; every noun of the clinic is built from these four."""

import re
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar, get_args
from uuid import UUID

from msgspec import Struct

A = TypeVar("A")


class Audience(Enum):
    """Who may hear a value; which of them is the server's affair.

    `CLINICAL` is for the doctors of the patient, `ADMIN` for the clinic's administrators. `NOBODY` stays on the box
    (and its standby): it holds secrets or bookkeeping.
    """

    EVERYONE = "everyone"
    STAFF = "staff"
    CLINICAL = "clinical"
    ADMIN = "admin"
    NOBODY = "nobody"


class Value(Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """A noun of the clinic as it now is. Unknown fields are ignored, so older screens survive newer servers.

    A field that has its default is left out, on the wire and in the journal. So a default never changes: what should
    begin differently gets a new field.
    """

    audience: ClassVar[Audience]
    personal: ClassVar[tuple[str, ...]] = ()
    """The fields that say who somebody is or how they are. Reading such a value is recorded; erasing blanks them."""

    id: UUID

    @property
    def is_over(self) -> bool:
        """Whether what is told and never stored has ended: it is told once more, and then forgotten."""
        return False


class Command(Struct, Generic[A], frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """What somebody asks for; `Command[A]` names its answer. A field nobody knows is refused, never ignored.

    `route` is where the public API asks it, such as `POST /tickets/{ticket_id}/call`; None: where its tag says; empty:
    nowhere. `refusals` are the codes of its own refusals, beside those that every command may meet.
    """

    route: ClassVar[str | None] = None
    refusals: ClassVar[tuple[str, ...]] = ()


class Event(Struct, frozen=True, kw_only=True, tag_field="type"):
    """What has happened. Its fields are the new values of everything that it changed."""

    def values(self) -> Iterator[Value]:
        """The new values that this event carries, in the order of its fields."""
        for name in self.__struct_fields__:
            field = getattr(self, name)
            if isinstance(field, Value):
                yield field
            elif isinstance(field, tuple):
                yield from (item for item in field if isinstance(item, Value))

    @property
    def about(self) -> UUID | None:
        """The ticket or patient that it is about, where its values do not say so."""
        return None


class Refusal(Exception):
    """Why not. Each class is a dataclass; its code is its name in snake_case and round-trips to the same class."""

    code: ClassVar[str]
    known: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        if cls.code in Refusal.known:
            raise TypeError(f"two refusals are called {cls.code}")
        Refusal.known[cls.code] = cls

    def __str__(self) -> str:
        details = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))  # type: ignore[arg-type]  # every subclass is a dataclass
        return f"{self.code}({details})"


def answer_type(command: type[Command[Any]]) -> Any:
    """The type that a command's class names as its answer."""
    for base in command.__orig_bases__:  # type: ignore[attr-defined]  # set by typing on every generic subclass
        arguments = get_args(base)
        if arguments:
            return arguments[0]
    raise TypeError(f"{command.__name__} does not name its answer")


def kind_of(message: type[Struct] | Struct) -> str:
    """The tag that names a message on the wire, such as `ticket.issue`."""
    return str(message.__struct_config__.tag)
