"""Export: put together and drawn beside the writer; that it was handed out is recorded, with the reason."""

from msgspec.structs import replace
from sqlalchemy import select

from clinic_server.domain.reason import recorded_reason
from clinic_server.handlers.audit import audit_row
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.patient_page import patient_page
from clinic_server.store.reading import Reader
from clinic_server.store.rows import table_of
from clinic_server.store.trail import all_traces
from clinic_server.store.unit import Unit
from shared.protocol.audit import PersonalDataRead, Reading
from shared.protocol.call import Call
from shared.protocol.clinic import Clinic
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.department import Department
from shared.protocol.device import Device
from shared.protocol.export import ExportedVisit, ExportPatient, PatientExport
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import kind_of
from shared.protocol.patient import Patient
from shared.protocol.refusal import NotFound
from shared.protocol.staff import Doctor, Staff
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

KINDS = tuple(kind_of(kind) for kind in (Patient, Visit, ClinicalNote, Feedback))


def _prepare(preparation: Preparation, command: ExportPatient) -> PatientExport:
    recorded_reason(command.reason)
    reader = preparation.reader
    patient = reader.get(Patient, command.patient_id)
    if patient is None:
        raise NotFound(noun=kind_of(Patient))
    staff = {one.id: one.name for one in reader.every(Staff)}
    devices = {one.id: one.name for one in reader.every(Device)}
    with reader.state() as connection:
        rows = (audit_row(trace, staff, devices) for trace in all_traces(connection, patient.id))
        # Who else was found by the same question is nobody's business here.
        history = tuple(replace(row, read_ids=()) for row in rows)
    (clinic,) = reader.every(Clinic)
    export = PatientExport(
        exported_at=preparation.now,
        clinic_name=clinic.name,
        patient=patient,
        visits=_visits(reader, patient),
        history=history,
    )
    departments = {one.id: one for one in reader.every(Department)}
    doctors = {one.id: one.name for one in reader.every(Doctor)}
    return replace(export, page=patient_page(export, clinic, departments, doctors))


def _visits(reader: Reader, patient: Patient) -> tuple[ExportedVisit, ...]:
    visits, calls = table_of(Visit), table_of(Call)
    assert visits is not None
    assert calls is not None
    return tuple(
        ExportedVisit(
            ticket=ticket,
            visit=visit,
            note=reader.get(ClinicalNote, visit.id),
            feedback=reader.get(Feedback, visit.id),
            calls=reader.all(Call, select(calls).where(calls.c.ticket_id == visit.id).order_by(calls.c.id)),
        )
        for visit in reader.all(Visit, select(visits).where(visits.c.patient_id == patient.id).order_by(visits.c.id))
        if (ticket := reader.get(Ticket, visit.id)) is not None
    )


@handles(ExportPatient, prepare=_prepare, keeps_answer=False)
def export_patient(unit: Unit, command: ExportPatient) -> PatientExport:
    """Whoever asks again is answered anew, and is on record again."""
    reason = recorded_reason(command.reason)
    unit.record(PersonalDataRead(how=Reading.EXPORT, kinds=KINDS, subject_ids=(command.patient_id,), reason=reason))
    export: PatientExport = unit.prepared
    return export
