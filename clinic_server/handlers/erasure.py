"""Erasure: what is known of one person goes, on request; that it went, when and why, stays."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from clinic_server.domain.erasure import blanked, blanked_in
from clinic_server.domain.text import one_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.erasure import Erased, ErasePatient, PatientErased
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Value
from shared.protocol.patient import Patient
from shared.protocol.ticket import ReasonNeeded, Ticket, WrongState
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)


@handles(ErasePatient)
def erase_patient(unit: Unit, command: ErasePatient) -> Erased:
    """Whoever is still in the building is called and seen by what would be erased: they leave first."""
    reason = one_line(command.reason, "reason")
    if not reason:
        raise ReasonNeeded()
    patient, visits = unit.need(Patient, command.patient_id), unit.visits(command.patient_id)
    for visit in visits:
        ticket = unit.need(Ticket, visit.id)
        if not ticket.status.is_final:
            raise WrongState(label=ticket.label, status=ticket.status)
    ids = (patient.id, *(visit.id for visit in visits))
    erased = PatientErased(
        patient=replace(blanked(patient), erased_at=patient.erased_at or unit.now),
        visits=tuple(blanked(visit) for visit in visits),
        notes=blanked_of(unit, ClinicalNote, visits),
        feedback=blanked_of(unit, Feedback, visits),
        reason=reason,
        replaces_backups=command.replaces_backups,
        rewritten=unit.erase(ids, lambda event: blanked_in(event, ids)),
    )
    unit.record(erased)
    return Erased(patient_id=patient.id, visits=len(visits), rows=len(erased.rewritten))


def blanked_of(unit: Unit, kind: type[V], visits: Iterable[Visit]) -> tuple[V, ...]:
    """What these visits have of a kind, with nothing personal left in it."""
    found = (unit.get(kind, visit.id) for visit in visits)
    return tuple(blanked(value) for value in found if value is not None)
