"""Clinical notes: why somebody came and what the doctor wrote. Fewer people may read them than the visit."""

from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Command, Event, Value


class ClinicalNote(Value, frozen=True, kw_only=True, tag="clinical_note"):
    """What is clinical about a visit (FHIR: Encounter.reasonCode, Annotation); has the id of its `Ticket`.

    There is one as soon as one of its texts was written.
    """

    audience: ClassVar = Audience.CLINICAL
    personal: ClassVar = ("reason", "priority_reason", "notes")

    reason: str = ""
    """Why the patient came, in words."""
    priority_reason: str = ""
    """Why the priority is what it is."""
    notes: str = ""


class WriteNotes(Command[None], frozen=True, kw_only=True, tag="ticket.write_notes"):
    """Keep notes with this visit."""

    ticket_id: UUID
    notes: str


class NotesWritten(Event, frozen=True, kw_only=True, tag="ticket.notes_written"):
    """The notes of a visit changed."""

    note: ClinicalNote | None = None
    """None in rows from the time when notes were a part of the visit."""
