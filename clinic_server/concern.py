"""Whom a thing concerns: whose it is, and in which places it lies. Scopes are measured by this."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.department import Department
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Value
from shared.protocol.patient import Patient
from shared.protocol.queue import NextUp
from shared.protocol.session import Session
from shared.protocol.staff import Doctor, Staff
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)


class Concern(Struct, frozen=True):
    """Whom a thing concerns. Of a ticket, the owners are its holder, the kiosk that gave it and the doctor who called

    or sees the patient; the places are the departments of today's journey, and the doctor whom the patient asks for.
    """

    owner_ids: frozenset[UUID] = frozenset()
    place_ids: frozenset[UUID] = frozenset()


NOBODY = Concern()
"""What concerns nobody in particular: the clinic as a whole."""


class Knows(Protocol):
    """Where values are looked up: a command's unit, or a snapshot that is being made."""

    def get(self, kind: type[V], id: UUID | None) -> V | None:
        """A value by its id."""

    def visits_of(self, patient_id: UUID) -> Iterable[Visit]:
        """Today's visits of a patient."""


SIDES = (Ticket, Visit, ClinicalNote, Feedback)
"""Each of these has the id of the ticket."""
PEOPLE_AND_PLACES = (Patient, Doctor, NextUp, Department, Staff, Session)


def concerns_somebody(kind: type[Value]) -> bool:
    """Whether values of this class concern somebody in particular; the others are the whole clinic's."""
    return kind in SIDES or kind in PEOPLE_AND_PLACES or "ticket_id" in kind.__struct_fields__


def ticket_of(value: Value) -> UUID | None:
    """The ticket that a value belongs to."""
    if isinstance(value, SIDES):
        return value.id
    if isinstance(value, PEOPLE_AND_PLACES):
        return None
    found: UUID | None = getattr(value, "ticket_id", None)
    return found


def concern_of(knows: Knows, value: Value) -> Concern:
    """Whom a value concerns, as things now are."""
    ticket_id = ticket_of(value)
    if ticket_id is not None:
        return of_ticket(knows.get(Ticket, ticket_id), knows.get(Visit, ticket_id))
    match value:
        case Patient():
            return together(concern_of(knows, visit) for visit in knows.visits_of(value.id))
        case Doctor():
            return Concern(frozenset((value.id,)), frozenset(value.department_ids))
        case NextUp():
            doctor = knows.get(Doctor, value.id)
            return NOBODY if doctor is None else concern_of(knows, doctor)
        case Department():
            return Concern(place_ids=frozenset((value.id,)))
        case Staff():
            return Concern(frozenset((value.id,)))
        case Session():
            return Concern(frozenset((value.staff_id,)))
    return NOBODY


def of_ticket(ticket: Ticket | None, visit: Visit | None) -> Concern:
    """Whom a ticket and all that belongs to it concern."""
    if ticket is None:
        return NOBODY
    owners, places = [ticket.id], [ticket.department_id]
    if ticket.staff_id is not None:
        owners.append(ticket.staff_id)
    if visit is not None:
        if visit.device_id is not None:
            owners.append(visit.device_id)
        if visit.doctor_id is not None:
            places.append(visit.doctor_id)
        places += (step.department_id for step in visit.steps)
    return Concern(frozenset(owners), frozenset(places))


def together(concerns: Iterable[Concern]) -> Concern:
    """Whom several things concern between them."""
    owners, places = set[UUID](), set[UUID]()
    for concern in concerns:
        owners |= concern.owner_ids
        places |= concern.place_ids
    return Concern(frozenset(owners), frozenset(places))
