"""Patients: make them known, find them, correct what is known."""

from datetime import date, timedelta

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.domain.text import needed_line, one_line
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.search import LEAST_DIGITS, phone_key, words_of
from clinic_server.store.unit import Unit
from shared.protocol.audit import PersonalDataRead, Reading
from shared.protocol.grammar import kind_of
from shared.protocol.patient import (
    ChangePatient,
    FindPatients,
    FoundPatients,
    Patient,
    PatientChanged,
    PatientKnown,
    PatientRegistered,
    RegisterPatient,
)
from shared.protocol.refusal import BadValue

MOST_FOUND = 50
MOST_WORDS = 6
"""Each is another search; nobody remembers more of a name."""
EARLIEST_BIRTH = date(1880, 1, 1)


@handles(RegisterPatient)
def register_patient(unit: Unit, command: RegisterPatient) -> Patient:
    """A second file would split what is known of one person: who has the same phone and birth date is refused."""
    fields = {name: value for name, value in asdict(command).items() if name != "is_another"}
    needed_line(command.name, "name")
    patient = _checked(unit, Patient(id=unit.new_id(), **fields))
    if patient.phone and patient.birth_date is not None and not command.is_another:
        known = unit.same_person(patient.phone, patient.birth_date)
        if known is not None:
            raise PatientKnown(patient_id=known.id)
    unit.record(PatientRegistered(patient=patient))
    return patient


def _find(preparation: Preparation, command: FindPatients) -> tuple[Patient, ...]:
    if command.phone and len(phone_key(one_line(command.phone, "phone", 32))) < LEAST_DIGITS:
        raise BadValue(field="phone", why="fewer than four digits")
    words = words_of(one_line(command.name, "name"))
    if len(words) > MOST_WORDS:
        raise BadValue(field="name", why="more than six words")
    if not (command.phone or words or command.birth_date):
        raise BadValue(field="name", why="nothing to look for")
    return preparation.reader.patients(
        phone=command.phone, name=command.name, birth_date=command.birth_date, most=MOST_FOUND + 1
    )


@handles(FindPatients, prepare=_find, keeps_answer=False)
def find_patients(unit: Unit, command: FindPatients) -> FoundPatients:
    """Found beside the writer; whoever asks again is answered anew."""
    found: tuple[Patient, ...] = unit.prepared
    if found:
        ids = tuple(patient.id for patient in found[:MOST_FOUND])
        unit.record(PersonalDataRead(how=Reading.ANSWER, kinds=(kind_of(Patient),), subject_ids=ids))
    return FoundPatients(patients=found[:MOST_FOUND], has_more=len(found) > MOST_FOUND)


@handles(ChangePatient)
def change_patient(unit: Unit, command: ChangePatient) -> Patient:
    patient = unit.need(Patient, command.patient_id)
    fields = {name: value for name, value in asdict(command).items() if value is not UNSET and name != "patient_id"}
    changed = _checked(unit, replace(patient, **fields))
    if changed != patient:
        unit.record(PatientChanged(patient=changed))
    return changed


def _checked(unit: Unit, patient: Patient) -> Patient:
    """The patient as it may be kept. Raises `BadValue`."""
    # A day more: the birthday is the patient's own, whichever side of midnight the box is on.
    latest = (unit.now + timedelta(days=1)).date()
    if patient.birth_date is not None and not EARLIEST_BIRTH <= patient.birth_date <= latest:
        raise BadValue(field="birth_date", why="nobody's birthday")
    checked = replace(
        patient,
        name=one_line(patient.name, "name"),
        phone=one_line(patient.phone, "phone", 32),
        language=one_line(patient.language, "language", 16),
        emergency_name=one_line(patient.emergency_name, "emergency_name"),
        emergency_phone=one_line(patient.emergency_phone, "emergency_phone", 32),
    )
    if not (checked.name or checked.phone or checked.birth_date):
        raise BadValue(field="name", why="nothing is known of this patient")
    return checked
