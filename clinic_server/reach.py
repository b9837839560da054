"""Reach: how far somebody's hand and ear go. Every command's rows are checked here, once, before its handler."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import Struct

from clinic_server.access import FOUND_BY, HEARS, MAY, Scope
from clinic_server.actor import Actor, Role
from clinic_server.concern import Concern, concern_of, concerns_somebody
from clinic_server.store.unit import Unit
from shared.protocol.every import VALUES
from shared.protocol.grammar import Command, Value, kind_of
from shared.protocol.refusal import NotAllowed, NotFound
from shared.protocol.staff import Staff

NOUNS = {f"{kind_of(kind)}_id": kind for kind in VALUES}
"""A field names a row by the row's noun: `ticket_id`, `department_id` (or several: `department_ids`)."""


class Reach(Struct, frozen=True):
    """Who somebody is and where they work; without `place_ids`: in the whole clinic."""

    own_id: UUID | None = None
    place_ids: frozenset[UUID] | None = frozenset()

    def covers(self, scope: Scope | None, concern: Concern) -> bool:
        """Whether something with this concern lies within a scope."""
        match scope:
            case None:
                return False
            case Scope.OWN:
                return self.own_id in concern.owner_ids
            case Scope.DEPARTMENT:
                return (
                    self.place_ids is None
                    or not self.place_ids.isdisjoint(concern.place_ids)
                    or self.own_id in concern.owner_ids
                )
        return True


def reach_of(actor: Actor, staff: Staff | None) -> Reach:
    """The reach of who asks; `staff` is their account, when they have one."""
    match actor.role:
        case Role.DOCTOR if staff is not None:
            return Reach(staff.id, frozenset((staff.id, *staff.department_ids)))
        case Role.RECEPTIONIST if staff is not None:
            return Reach(staff.id, frozenset(staff.department_ids) or None)
    return Reach(actor.id)


class _Named(NamedTuple):
    """A field that names a row: how far the actor's hand goes there, and how far their knowledge."""

    field: str
    noun: type[Value]
    scope: Scope | None
    known: Scope | None


def check(unit: Unit, actor: Actor, command: Command[Any]) -> None:
    """Raise when the actor may not ask this, or not of these rows.

    A row that somebody may not even know of is refused exactly as one that does not exist.
    """
    if actor.role is Role.BOX:
        return
    checks = _CHECKS.get((actor.role, type(command)))
    if checks is None:
        raise NotAllowed()
    if not checks:
        return
    reach = reach_of(actor, unit.get(Staff, actor.id))
    for named in checks:
        for id in _ids(getattr(command, named.field)):
            value = unit.get(named.noun, id)
            if value is None:
                raise NotFound(noun=kind_of(named.noun))
            concern = concern_of(unit, value)
            if not reach.covers(named.scope, concern):
                is_known = reach.covers(named.known, concern)
                raise NotAllowed() if is_known else NotFound(noun=kind_of(named.noun))


def named_by(command: type[Command[Any]]) -> Iterator[tuple[str, type[Value]]]:
    """The fields by which a command names rows, and what rows."""
    for name in command.__struct_fields__:
        noun = NOUNS.get(name.removesuffix("s") if name.endswith("_ids") else name)
        if noun is not None:
            yield name, noun


def _checks(role: Role, command: type[Command[Any]], scope: Scope) -> tuple[_Named, ...]:
    """What must be looked at. The first row named that concerns somebody is the one touched: it must lie within the

    command's scope. Whoever else is named must be somebody whom the role may know. What is the whole clinic's, such as
    a room, may be named by all who may ask.
    """
    found = []
    personal = [(field, noun) for field, noun in named_by(command) if concerns_somebody(noun)]
    for field, noun in personal:
        heard, looked_up = HEARS[role].get(noun), MAY[role].get(FOUND_BY[noun]) if noun in FOUND_BY else None
        known = max((each for each in (heard, looked_up) if each is not None), default=None)
        allowed = scope if (field, noun) == personal[0] else known
        if allowed is None or allowed < Scope.CLINIC:
            found.append(_Named(field, noun, allowed, known))
    return tuple(found)


def _ids(field: object) -> tuple[UUID, ...]:
    if isinstance(field, UUID):
        return (field,)
    return field if isinstance(field, tuple) else ()


_CHECKS = {
    (role, command): _checks(role, command, scope) for role, table in MAY.items() for command, scope in table.items()
}
