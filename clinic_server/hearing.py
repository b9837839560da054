"""Hearing: which values reach whom, and what comes along when a patient comes into somebody's places."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from clinic_server.access import HEARS, Scope
from clinic_server.actor import Actor
from clinic_server.concern import NOBODY, Concern, concern_of, of_ticket, ticket_of, together
from clinic_server.reach import Reach, reach_of
from clinic_server.store.unit import Unit
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.every import VALUES
from shared.protocol.grammar import Event, Value
from shared.protocol.patient import Patient
from shared.protocol.staff import Staff
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

Kinds = frozenset[type[Value]]


class Heard(NamedTuple):
    """A value, and whom it concerns."""

    value: Value
    concern: Concern = NOBODY


class Ears(Struct, frozen=True):
    """What one audience hears. All who have the same ears hear the same bytes."""

    everywhere: Kinds = frozenset()
    in_places: Kinds = frozenset()
    own: Kinds = frozenset()
    reach: Reach = Reach()

    def hear(self, heard: Heard) -> bool:
        """Whether this value reaches these ears."""
        kind = type(heard.value)
        if kind in self.everywhere:
            return True
        scope = Scope.DEPARTMENT if kind in self.in_places else Scope.OWN if kind in self.own else None
        return self.reach.covers(scope, heard.concern)

    @property
    def kinds(self) -> tuple[type[Value], ...]:
        """Every class of which something may be heard, in the protocol's order."""
        return tuple(kind for kind in VALUES if kind in self.everywhere | self.in_places | self.own)

    @property
    def department_ids(self) -> tuple[UUID, ...]:
        """Whose lines are heard, when it is not the whole clinic's."""
        return tuple(sorted(id for id in self.reach.place_ids or () if id != self.reach.own_id))

    @property
    def are_personal(self) -> bool:
        """Whether what is heard depends on who hears it."""
        return bool(self.in_places or self.own)


DEAF = Ears()
HEARD_IN_PART = {kind for table in HEARS.values() for kind, scope in table.items() if scope < Scope.CLINIC}
"""Of these somebody hears only what concerns them."""


def ears_of(actor: Actor, staff: Staff | None) -> Ears:
    """What somebody hears; `staff` is their account, when they have one."""
    table, reach = HEARS[actor.role], reach_of(actor, staff)
    of = {scope: frozenset(kind for kind, each in table.items() if each is scope) for scope in Scope}
    everywhere = of[Scope.CLINIC] | of[Scope.GROUP]
    if reach.place_ids is None:
        return Ears(everywhere | of[Scope.DEPARTMENT], own=of[Scope.OWN], reach=reach if of[Scope.OWN] else Reach())
    if not (of[Scope.DEPARTMENT] or of[Scope.OWN]):
        return Ears(everywhere)
    return Ears(everywhere, of[Scope.DEPARTMENT], of[Scope.OWN], reach)


def heard_of(unit: Unit, event: Event) -> tuple[Heard, ...]:
    """What is told of an event, before it is kept: its values, and the private side of whoever it brings to new places.

    So a doctor to whom somebody is sent knows at once whom.
    """
    values = tuple(event.values())
    visits = [value for value in values if isinstance(value, Visit)]
    known = {visit.id: concern_of(unit, visit) for visit in visits}
    for visit in visits:
        if visit.patient_id is not None:
            known[visit.patient_id] = together((known[visit.id], known.get(visit.patient_id, NOBODY)))
    heard = [Heard(value, _concern(unit, value, known)) for value in values]
    for visit in visits:
        coming = _coming_along(unit, visit, known[visit.id])
        heard += (Heard(value, known[visit.id]) for value in coming if value not in values)
    return tuple(heard)


def _concern(unit: Unit, value: Value, known: dict[UUID, Concern]) -> Concern:
    """Whom a value concerns, as far as anybody's ears ask."""
    if type(value) not in HEARD_IN_PART:
        return NOBODY
    whose = value.id if isinstance(value, Patient) else ticket_of(value)
    found = known.get(whose) if whose is not None else None
    return concern_of(unit, value) if found is None else found


def _coming_along(unit: Unit, visit: Visit, concern: Concern) -> Iterator[Value]:
    """What those to whom this visit is new must hear besides it."""
    ticket = unit.kept(Ticket, visit.id)
    before = of_ticket(ticket, unit.kept(Visit, visit.id))
    if concern.place_ids <= before.place_ids:
        return
    if ticket is not None and (note := unit.get(ClinicalNote, visit.id)) is not None:
        yield note
    if (patient := unit.get(Patient, visit.patient_id)) is not None:
        yield patient
