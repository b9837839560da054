"""Clinical notes: written with a visit."""

from msgspec.structs import replace

from clinic_server.domain.text import several_lines
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.clinical_note import ClinicalNote, NotesWritten, WriteNotes
from shared.protocol.ticket import Ticket


@handles(WriteNotes)
def write_notes(unit: Unit, command: WriteNotes) -> None:
    """The same notes again change nothing."""
    ticket = unit.need(Ticket, command.ticket_id)
    known = unit.get(ClinicalNote, ticket.id) or ClinicalNote(id=ticket.id)
    note = replace(known, notes=several_lines(command.notes, "notes"))
    if note != known:
        unit.record(NotesWritten(note=note))
