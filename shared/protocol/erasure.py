"""Erasure: one person's data leaves the clinic, and the journal still proves itself."""

from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Command, Event
from shared.protocol.patient import Patient
from shared.protocol.visit import Visit


class Rewritten(Struct, frozen=True, kw_only=True):
    """A row of the journal whose body was rewritten, and the SHA-256 of its new body in hex."""

    seq: int
    body_hash: str


class Erased(Struct, frozen=True, kw_only=True):
    """What an erasure came to. Backups of before still hold the person, until they are replaced or make room."""

    patient_id: UUID
    visits: int
    rows: int
    """Rows of the journal that were rewritten."""


class ErasePatient(Command[Erased], frozen=True, kw_only=True, tag="patient.erase"):
    """Blank all that says who somebody is or was treated for: in the tables, on all screens, and in the old journal.

    What remains is that somebody was here. It cannot be undone. Refused while the patient has an open ticket.
    """

    route: ClassVar = "POST /patients/{patient_id}/erase"
    refusals: ClassVar = ("wrong_state", "reason_needed")

    patient_id: UUID
    reason: str
    """Who asked for it and when; not who the patient is."""
    replaces_backups: bool = False
    """Make a fresh backup and delete the older ones, which still hold the person."""


class PatientErased(Event, frozen=True, kw_only=True, tag="patient.erased"):
    """A patient's personal data is gone. `rewritten` proves that old rows changed by this and by nothing else."""

    patient: Patient
    visits: tuple[Visit, ...] = ()
    notes: tuple[ClinicalNote, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    reason: str
    replaces_backups: bool = False
    rewritten: tuple[Rewritten, ...] = ()
