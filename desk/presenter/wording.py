"""How the clinic's values are said at the desk: times in the clinic's zone, rooms, states, languages, people."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale

from shared.client.mirror import Mirror
from shared.protocol.department import Department
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.room import Room
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit
from shared.words import Words, isolate

DASH = "–"
RIGHT_TO_LEFT_MARK = "\u200f"
LONG_MINUTES = 600
"""From here on a wait is said in hours."""


class Wording:
    """The desk's words in one language, put together with what the clinic's own settings say."""

    def __init__(self, words: Words, mirror: Mirror) -> None:
        self.words = words
        self._mirror = mirror
        self._locale = Locale.parse(words.language)

    @property
    def zone(self) -> tzinfo:
        """The clinic's time zone; UTC before the clinic is known."""
        clinic = self._mirror.clinic
        return UTC if clinic is None else ZoneInfo(clinic.time_zone)

    def time(self, at: datetime) -> str:
        """Hours and minutes in the clinic's zone."""
        return self.words.time(at.astimezone(self.zone))

    def day(self, day: date) -> str:
        """A date with weekday and year."""
        return self.words.date(day)

    def minutes(self, count: int) -> str:
        """A span such as "46 min"; whole hours when it is very long."""
        if count >= LONG_MINUTES:
            return self.words("desk.hours", count=count // 60)
        return self.words("minutes.exact", count=count)

    def label(self, label: str) -> str:
        """A ticket's label inside a sentence."""
        return self.words.label(label)

    def language(self, code: str) -> str:
        """A language's name in the desk's own language; the tag itself when it has none."""
        name = str(self._locale.languages.get(code, code))
        return name[:1].upper() + name[1:]

    def department(self, department: Department | None) -> str:
        """A department's name among staff: never the alias."""
        return DASH if department is None else department.name(self.words.language)

    def room(self, room: Room | None) -> str:
        """A room as the head of a line: "Room 3"."""
        return "" if room is None else self.words(f"desk.room.{room.word}", number=room.number)

    def room_inside(self, room: Room | None) -> str:
        """A room inside a sentence: "room 3"."""
        return "" if room is None else self.words(f"desk.room.inside.{room.word}", number=room.number)

    def priority(self, priority: Priority) -> str:
        """A class of priority in one word."""
        return self.words(f"desk.priority.{priority}")

    def status(self, status: TicketStatus) -> str:
        """A ticket's state in a word or two."""
        return self.words(f"desk.status.{status}")

    def state(self, ticket: Ticket) -> str:
        """A ticket's state with the room or time that belongs to it, as on its tag."""
        room = self._mirror.get(Room, ticket.room_id)
        match ticket.status:
            case TicketStatus.CALLED if room is not None:
                return self.words("desk.state.called", room=self.room_inside(room))
            case TicketStatus.IN_PROGRESS | TicketStatus.IN_CALL | TicketStatus.LEFT_CALL if room is not None:
                return self.words("desk.state.in_room", room=self.room_inside(room))
            case TicketStatus.MISSED if ticket.called_at is not None:
                return self.words("desk.state.missed", time=self.time(ticket.called_at))
            case TicketStatus.DONE | TicketStatus.CANCELLED if ticket.ended_at is not None:
                return self.words(f"desk.state.{ticket.status}", time=self.time(ticket.ended_at))
            case _:
                return self.status(ticket.status)

    def name(self, patient: Patient | None) -> str:
        """A patient's name, or a dash: most give none."""
        return patient.name if patient is not None and patient.name else DASH

    def about(self, visit: Visit | None, patient: Patient | None, now: datetime) -> str:
        """Age and language, as far as known: "34, Nepali"."""
        age = _age(patient.birth_date, now.astimezone(self.zone).date()) if patient and patient.birth_date else ""
        language = self.language(visit.language) if visit is not None and visit.language else ""
        return self.join(age, language)

    def join(self, *parts: str) -> str:
        """What is there of `parts`, with this language's comma between, each part laid out by itself."""
        return self._side_by_side(self.words("desk.comma"), parts)

    def after_one_another(self, *parts: str) -> str:
        """Sentences and names one after another, each laid out by itself."""
        return self._side_by_side(" ", parts)

    def _side_by_side(self, between: str, parts: tuple[str, ...]) -> str:
        there = [part for part in parts if part]
        if not self.words.is_rtl:
            return between.join(there)
        return RIGHT_TO_LEFT_MARK * bool(there) + between.join(isolate(part) for part in there)


def _age(born: date, today: date) -> str:
    return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
