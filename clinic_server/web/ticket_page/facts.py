"""Facts: what the page of one ticket is made from, as it now is. Nothing in it says who the patient is."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.room import Room
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit
from shared.words import LANGUAGES


class Facts(Struct, frozen=True, kw_only=True):
    """The public values around a ticket; of its visit the language alone. `ahead` is None when it does not wait."""

    clinic: Clinic
    department: Department
    room: Room | None
    ticket: Ticket
    language: str
    ahead: int | None

    @property
    def languages(self) -> tuple[str, ...]:
        """What the page can be read in: the clinic's languages, as far as Anteroom speaks them; never empty."""
        return tuple(language for language in self.clinic.languages if language in LANGUAGES) or ("en",)

    def language_for(self, wished: str | None) -> str:
        """The language to show: the one chosen on the page, else the visit's, else the clinic's first."""
        for language in (wished, self.language):
            if language in self.languages:
                return language
        return self.language if wished is None and self.language in LANGUAGES else self.languages[0]


def read_ticket(reader: Reader, key: str) -> tuple[Ticket, Visit] | None:
    """The ticket with this key, and its visit; None when nobody has such a key. Reads the disk."""
    ticket = reader.ticket_by_key(key)
    visit = None if ticket is None else reader.get(Visit, ticket.id)
    return None if ticket is None or visit is None else (ticket, visit)


def facts_of(unit: Unit, ticket: Ticket, visit: Visit) -> Facts:
    """The facts of a ticket that was read beside the writer. One that is still open is looked at again."""
    if not ticket.status.is_final:
        ticket, visit = unit.need(Ticket, ticket.id), unit.need(Visit, visit.id)
    return Facts(
        clinic=unit.clinic,
        department=unit.need(Department, ticket.department_id),
        room=unit.get(Room, ticket.room_id),
        ticket=ticket,
        language=visit.language,
        ahead=unit.place(ticket.id),
    )


def facts_of_all(unit: Unit, ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of several tickets by their id."""
    return {id: facts_of(unit, unit.need(Ticket, id), unit.need(Visit, id)) for id in ids}
