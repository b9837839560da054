"""Export: all that is kept of one person, for that person."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.audit import AuditRow
from shared.protocol.call import Call
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Command
from shared.protocol.patient import Patient
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit


class ExportedVisit(Struct, frozen=True, kw_only=True):
    """One visit with everything that hangs on it."""

    ticket: Ticket
    visit: Visit
    note: ClinicalNote | None = None
    feedback: Feedback | None = None
    calls: tuple[Call, ...] = ()


class PatientExport(Struct, frozen=True, kw_only=True):
    """All that the clinic keeps of one person, with who changed and who read it, the newest first.

    `page` is the same as one HTML document without anything from elsewhere, in the patient's language: to be saved,
    opened in any browser, printed, and handed over.
    """

    exported_at: datetime
    clinic_name: str
    patient: Patient
    visits: tuple[ExportedVisit, ...] = ()
    history: tuple[AuditRow, ...] = ()
    page: str = ""


class ExportPatient(Command[PatientExport], frozen=True, kw_only=True, tag="patient.export"):
    """Hand out all that is kept of one person.

    It holds what only doctors may read, so a reason of at least ten letters goes on record.
    """

    route: ClassVar = "POST /patients/{patient_id}/export"
    refusals: ClassVar = ("reason_needed",)

    patient_id: UUID
    reason: str
    """Who asked for it, and how it is handed over."""
