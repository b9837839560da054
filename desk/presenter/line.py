"""A ticket with all that staff know of it, and which tickets stand in which tab."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from shared.client.mirror import Mirror
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.department import Department
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit

IN_ROOM = frozenset({TicketStatus.CALLED, TicketStatus.IN_PROGRESS, TicketStatus.IN_CALL, TicketStatus.LEFT_CALL})
TALKING = IN_ROOM - {TicketStatus.CALLED}
OPEN = frozenset(status for status in TicketStatus if not status.is_final)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One ticket, its private side and its department. What is private may not be known (yet)."""

    ticket: Ticket
    visit: Visit | None
    note: ClinicalNote | None
    patient: Patient | None
    department: Department | None

    @property
    def turn(self) -> tuple[bool, datetime, UUID]:
        """Who is called first sorts first."""
        return (True, NEVER, self.ticket.id) if self.visit is None else self.visit.turn

    @property
    def priority(self) -> Priority:
        """The recorded priority."""
        return Priority.NORMAL if self.visit is None else self.visit.priority


def lines(mirror: Mirror, keep: Callable[[Ticket], bool]) -> Iterator[Line]:
    """Every ticket that `keep` wants, with what belongs to it."""
    return (line(mirror, ticket) for ticket in mirror.all(Ticket) if keep(ticket))


def line(mirror: Mirror, ticket: Ticket) -> Line:
    """One ticket with what belongs to it."""
    visit = mirror.get(Visit, ticket.id)
    return Line(
        ticket=ticket,
        visit=visit,
        note=mirror.get(ClinicalNote, ticket.id),
        patient=mirror.get(Patient, visit.patient_id) if visit is not None else None,
        department=mirror.get(Department, ticket.department_id),
    )


def matches(line: Line, wanted: str) -> bool:
    """Whether a number, name or phone contains what somebody typed; `gm7` finds `GM-007`."""
    typed = wanted.casefold().strip()
    if not typed:
        return True
    name = line.patient.name.casefold() if line.patient else ""
    phone = digits(line.patient.phone) if line.patient else ""
    return (
        typed in line.ticket.label.casefold()
        or _bare(typed) == _bare(line.ticket.label)
        or any(word.startswith(typed) for word in (name, *name.split()) if word)
        or (len(digits(typed)) >= 3 and digits(typed) in phone)
    )


def digits(text: str) -> str:
    """The digits of a phone number as it was typed, in whatever script, as 0–9."""
    return "".join(str(int(letter)) for letter in text if letter.isdecimal())


def _bare(label: str) -> str:
    """A label without what people leave out: `GM-007` is `gm7`."""
    letters = "".join(letter for letter in label.casefold() if letter.isalpha())
    return f"{letters}{digits(label).lstrip('0')}"
