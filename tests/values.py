"""Values for tests: whole ones by a short call, and any of a class by Hypothesis."""

import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any, TypeVar, Union
from uuid import UUID

import msgspec
from hypothesis import strategies as st
from msgspec import Struct, UnsetType

from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.department import Department
from shared.protocol.identity import new_id
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

S = TypeVar("S", bound=Struct)

MORNING = datetime(2026, 4, 14, 7, 30, tzinfo=UTC)
"""A Tuesday, half past nine in Madrid."""


def a_clinic(**fields: Any) -> Clinic:
    """A clinic in Madrid, unless told otherwise."""
    plain = {"id": new_id(), "name": "Riverside Clinic", "time_zone": "Europe/Madrid", "languages": ("en",)}
    return _made(Clinic, plain, fields)


def a_day(day: date, **fields: Any) -> BusinessDay:
    """An open business day."""
    return _made(BusinessDay, {"id": new_id(), "day": day, "opened_at": MORNING}, fields)


def a_department(**fields: Any) -> Department:
    """General medicine, always open."""
    return _made(Department, {"id": new_id(), "code": "GM", "names": {"en": "General medicine"}}, fields)


def a_ticket(**fields: Any) -> Ticket:
    """GM-001, waiting."""
    plain = {
        "id": new_id(),
        "label": "GM-001",
        "number": 1,
        "series_id": new_id(),
        "business_day": MORNING.date(),
        "department_id": new_id(),
        "issued_at": MORNING,
        "waiting_since": MORNING,
    }
    return _made(Ticket, plain, fields)


def a_visit(arrived: int = 0, *, target: int = 60, **fields: Any) -> Visit:
    """Somebody who came so many minutes after the morning began, due after the target's minutes."""
    at = MORNING + timedelta(minutes=arrived)
    plain = {
        "id": new_id(),
        "language": "en",
        "arrived_at": at,
        "effective_arrival_at": at,
        "due_at": at + timedelta(minutes=target),
    }
    return _made(Visit, plain, fields)


def any_of(kind: type[S]) -> st.SearchStrategy[S]:
    """Every struct of a class that its types allow, as the wire could bring it."""
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {field.name: _of_hint(hints[field.name]) for field in msgspec.structs.fields(kind)}
    return st.fixed_dictionaries(fields).map(lambda found: kind(**_set(found)))


def sample(kind: type[S]) -> S:
    """The shortest struct of a class that is well formed: what it must have, about things that do not exist."""
    fields = msgspec.structs.fields(kind)
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: _sample_of(hints[field.name]) for field in fields if field.required})


def _sample_of(hint: Any) -> Any:
    if typing.get_origin(hint) is tuple:
        return ()
    if typing.get_origin(hint) is dict:
        return {}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return SAMPLES[hint]()


def _made(kind: type[S], plain: dict[str, Any], fields: dict[str, Any]) -> S:
    return kind(**plain | fields)


def _set(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not msgspec.UNSET}


def _of_hint(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([_of_hint(argument) for argument in arguments])
    if origin is tuple:
        assert arguments[1:] == (Ellipsis,)
        return st.lists(_of_hint(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(_of_hint(arguments[0]), _of_hint(arguments[1]), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return any_of(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return PLAIN[hint]


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    UnsetType: st.just(msgspec.UNSET),
    bool: st.booleans(),
    int: st.integers(min_value=-(2**53), max_value=2**53),
    str: st.text(st.characters(codec="utf-8"), max_size=20),
    UUID: st.uuids(),
    datetime: st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # given its zone here
    date: st.dates(),
    time: st.times(),
}


SAMPLES: dict[Any, Callable[[], Any]] = {
    UUID: new_id,
    str: lambda: "x",
    bool: lambda: True,
    int: lambda: 1,
    date: MORNING.date,
    datetime: lambda: MORNING,
}
