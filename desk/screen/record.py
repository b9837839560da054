"""What an administrator sees of the record: who did and who read what, and the people it is about."""

from dataclasses import dataclass

from desk.screen.sheet import Option


@dataclass(frozen=True, kw_only=True)
class DeedShown:
    """One row of the record: when, who, where, what and why."""

    key: str
    time: str
    who: str
    what: str


@dataclass(frozen=True, kw_only=True)
class RecordShown:
    """The section of the record with its filters."""

    rows: tuple[DeedShown, ...] = ()
    hint: str = ""
    has_more: bool = False
    people: tuple[Option, ...] = ()
    person: str = ""
    devices: tuple[Option, ...] = ()
    device: str = ""
    kinds: tuple[Option, ...] = ()
    kind: str = ""
    about: str = ""
    """Whose record it is, when it is about one patient."""


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """Somebody who was found."""

    key: str
    name: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class PeopleShown:
    """The section of people: who was found, or what to ask."""

    people: tuple[PersonShown, ...] = ()
    hint: str = ""
