"""Broken glass: somebody read what is clinical about a patient who is not theirs, and said why."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.grammar import Audience, Command, Event, Value
from shared.protocol.patient import Patient
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit


class BrokenGlass(Value, frozen=True, kw_only=True, tag="broken_glass"):
    """That the clinical side of a visit was opened in need, by whom and why (FHIR: AuditEvent, purpose BTG).

    The patient's doctors and the administrators hear of it at once.
    """

    audience: ClassVar = Audience.STAFF

    ticket_id: UUID
    staff_id: UUID
    device_id: UUID | None = None
    reason: str
    broken_at: datetime


class Chart(Struct, frozen=True, kw_only=True):
    """All that is known of a visit. `patient` and `note` are there when something was written."""

    ticket: Ticket
    visit: Visit
    patient: Patient | None = None
    note: ClinicalNote | None = None


class BreakGlass(Command[Chart], frozen=True, kw_only=True, tag="glass.break"):
    """Read once what is clinical about a visit that is not one's own, for a reason of at least ten letters.

    It is recorded with the reason, and the patient's doctors are told.
    """

    route: ClassVar = "POST /tickets/{ticket_id}/break-glass"
    refusals: ClassVar = ("reason_needed",)

    ticket_id: UUID
    reason: str


class GlassBroken(Event, frozen=True, kw_only=True, tag="glass.broken"):
    """Somebody read what is clinical about a patient who is not theirs."""

    glass: BrokenGlass

    @property
    def about(self) -> UUID:
        return self.glass.ticket_id
