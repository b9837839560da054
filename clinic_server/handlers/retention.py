"""Retention: what has had its time goes, a few records at a time, and how many is on record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from clinic_server.domain.erasure import blanked, blanked_in
from clinic_server.domain.retention import RecordClass, ends
from clinic_server.handlers.erasure import blanked_of
from clinic_server.handlers.registry import handles
from clinic_server.store import expired as find
from clinic_server.store.expired import Expired
from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.audit import PersonalDataRead
from shared.protocol.clinic import Clinic
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Command, Event, kind_of
from shared.protocol.patient import Patient
from shared.protocol.retention import Gone, RecordsExpired
from shared.protocol.session import Session
from shared.protocol.ticket import TicketKey
from shared.protocol.visit import Visit
from shared.protocol.webhook import Delivery

AT_ONCE = 100
"""Of each class: a command so small that nobody waits for it."""
PATIENTS_AT_ONCE = 10
"""Each may have many visits, with many rows of the journal."""


class KeepRetention(Command[None], frozen=True, kw_only=True, tag="retention.keep"):
    """The box asks itself to remove what was found to have had its time."""

    expired: Expired


def expired(reader: Reader, clinic: Clinic, now: datetime) -> Expired:
    """What has had its time, as far as it can go at once; looked for beside the writer."""
    before = ends(clinic.retention, now)
    with reader.state() as connection:
        return Expired(
            ticket_keys=find.expired_keys(connection, before[RecordClass.TICKET_KEY], AT_ONCE),
            sessions=find.expired_sessions(connection, before[RecordClass.SESSION], AT_ONCE),
            deliveries=find.expired_deliveries(connection, before[RecordClass.DELIVERY], AT_ONCE),
            receipts=find.expired_receipts(connection, before[RecordClass.RECEIPT], AT_ONCE),
            readings=find.expired_readings(connection, before[RecordClass.READING], AT_ONCE),
            visits=find.expired_visits(connection, before[RecordClass.CLINICAL], AT_ONCE),
            patients=find.expired_patients(connection, before[RecordClass.PATIENT], PATIENTS_AT_ONCE),
        )


@handles(KeepRetention)
def keep_retention(unit: Unit, command: KeepRetention) -> None:
    """One row of the journal says what went; of old rows only what may stay is left."""
    found = command.expired
    patients = _still_away(unit, found.patients)
    visits = {visit.id: visit for patient in patients for visit in unit.visits(patient.id)}
    visits |= {id: unit.need(Visit, id) for id in found.visits}
    ids = (*visits, *(patient.id for patient in patients))
    unit.erase(ids, lambda event: blanked_in(event, ids))
    unit.forget(found.receipts)
    counts = {
        RecordClass.TICKET_KEY: len(found.ticket_keys),
        RecordClass.SESSION: len(found.sessions),
        RecordClass.DELIVERY: len(found.deliveries),
        RecordClass.RECEIPT: len(found.receipts),
        RecordClass.READING: len(found.readings),
        RecordClass.CLINICAL: len(found.visits),
        RecordClass.PATIENT: len(patients),
    }
    of_kind = ((TicketKey, found.ticket_keys), (Session, found.sessions), (Delivery, found.deliveries))
    unit.record(
        RecordsExpired(
            counts={kind.value: count for kind, count in counts.items() if count},
            patients=tuple(replace(blanked(patient), erased_at=unit.now) for patient in patients),
            visits=tuple(blanked(visit) for visit in visits.values()),
            notes=blanked_of(unit, ClinicalNote, visits.values()),
            feedback=blanked_of(unit, Feedback, visits.values()),
            gone=tuple(Gone(kind=kind_of(kind), id=id) for kind, ids in of_kind for id in ids),
            rewritten=unit.erase_rows(found.readings, _only_who),
        )
    )


def _still_away(unit: Unit, patient_ids: Sequence[UUID]) -> list[Patient]:
    """Those who have not come back since it was looked for."""
    before = ends(unit.clinic.retention, unit.clock)[RecordClass.PATIENT]
    return [unit.need(Patient, id) for id in patient_ids if all(visit.arrived_at < before for visit in unit.visits(id))]


def _only_who(event: Event) -> Event:
    """Who read what kind of data, and no longer whose."""
    return replace(event, subject_ids=(), reason="") if isinstance(event, PersonalDataRead) else event
