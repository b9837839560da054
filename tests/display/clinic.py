"""A clinic's morning, filled by hand: what a display's mirror holds at 10:02 on a Tuesday in April."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from shared.client.mirror import Mirror
from shared.protocol.call import Call
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.department import Department, DepartmentColour
from shared.protocol.device import Device, DeviceKind, Direction
from shared.protocol.envelope import Notice, Snapshot
from shared.protocol.grammar import Value
from shared.protocol.identity import new_id
from shared.protocol.queue import Queue
from shared.protocol.room import Room, RoomWord
from shared.protocol.ticket import Ticket, TicketStatus

NOW = datetime(2026, 4, 14, 10, 2, tzinfo=UTC)
LIFETIME = timedelta(seconds=120)
TICKER = {
    "en": (
        "Pharmacy is open until 18:00, ground floor, next to the entrance.",
        "Please tell reception if you feel worse while you wait.",
    ),
    "es": ("La farmacia está abierta hasta las 18:00, en la planta baja, junto a la entrada.",),
    "fr": ("La pharmacie est ouverte jusqu’à 18:00, au rez-de-chaussée, à côté de l’entrée.",),
    "ar": ("الصيدلية مفتوحة حتى الساعة 18:00 في الطابق الأرضي بجانب المدخل.",),
    "hi": ("दवाखाना भूतल पर प्रवेश द्वार के पास 18:00 बजे तक खुला है।",),
    "bn": ("নিচতলায় প্রবেশপথের পাশে ফার্মেসি 18:00 পর্যন্ত খোলা।",),
    "ne": ("औषधि पसल भुइँतलामा प्रवेशद्वार नजिकै 18:00 सम्म खुला छ।",),
}
NAMES = {
    "GM": {
        "en": "General medicine",
        "es": "Medicina general",
        "fr": "Médecine générale",
        "ar": "الطب العام",
        "hi": "सामान्य चिकित्सा",
        "bn": "সাধারণ চিকিৎসা",
        "ne": "सामान्य चिकित्सा",
    },
}
LOOKS = {
    "GM": (DepartmentColour.BLUE, "general-medicine"),
    "CH": (DepartmentColour.ORANGE, "children"),
    "MB": (DepartmentColour.ROSE, "mother-and-baby"),
    "EY": (DepartmentColour.SKY, "eyes"),
    "LA": (DepartmentColour.MINT, "laboratory"),
}
NEXT = {
    "GM": ("GM-009", "GM-013"),
    "CH": ("CH-045",),
    "MB": ("MB-014",),
    "EY": ("EY-032",),
    "LA": ("LA-109", "LA-110"),
}
CALLED = (
    ("GM-008", "4", TicketStatus.DONE),
    ("CH-042", "12", TicketStatus.DONE),
    ("EY-030", "7", TicketStatus.DONE),
    ("GM-010", "9", TicketStatus.CANCELLED),
    ("GM-011", "4", TicketStatus.IN_PROGRESS),
    ("CH-044", "12", TicketStatus.CALLED),
    ("LA-108", "2", TicketStatus.CALLED),
    ("EY-031", "7", TicketStatus.CALLED),
    ("GM-012", "3", TicketStatus.CALLED),
)
ARROWS = {"3": Direction.RIGHT, "7": Direction.LEFT, "2": Direction.UP, "12": Direction.LEFT, "4": Direction.RIGHT}


@dataclass
class Morning:
    """A mirror and what was put into it, to change it as notices would."""

    mirror: Mirror
    clinic: Clinic
    device: Device
    departments: dict[str, Department]
    rooms: dict[str, Room]
    tickets: dict[str, Ticket]
    calls: dict[str, Call]
    now: datetime = NOW

    def tell(self, *values: Value, kind: str = "test") -> None:
        """A notice with these new values."""
        seq = self.mirror.seq + 1
        self.mirror.apply(Notice(number=seq, seq=seq, at=self.now, kind=kind, values=values))

    def call(self, label: str, room: str, *, number: int = 1, language: str = "en", is_emergency: bool = False) -> Call:
        """Somebody is called now: the notice is told, the call is given back."""
        known = self.tickets.get(label)
        ticket = known or _ticket(label, self.departments[label[:2]].id, None, TicketStatus.WAITING, self.now)
        ticket = msgspec.structs.replace(
            ticket, status=TicketStatus.CALLED, room_id=self.rooms[room].id, called_at=self.now, calls=number
        )
        call = _call(ticket, self.rooms[room], self.now)
        call = msgspec.structs.replace(call, number=number, language=language, is_emergency=is_emergency)
        self.tickets[label], self.calls[label] = ticket, call
        self.tell(ticket, call, kind="call.called")
        self.now += timedelta(milliseconds=1)
        return call

    def set_status(self, label: str, status: TicketStatus) -> None:
        """A ticket goes on, or back."""
        room_id = None if status is TicketStatus.WAITING else self.tickets[label].room_id
        self.tickets[label] = msgspec.structs.replace(self.tickets[label], status=status, room_id=room_id)
        self.tell(self.tickets[label])


def morning(languages: tuple[str, ...] = ("en", "ar"), *, is_empty: bool = False) -> Morning:
    """The clinic with its rooms; unless it is empty, with nine who were called and seven who are near."""
    clinic = Clinic(
        id=new_id(),
        name="Riverside Clinic",
        time_zone="UTC",
        languages=languages,
        ticker={language: TICKER[language] for language in languages},
    )
    departments = {
        code: Department(
            id=new_id(), code=code, names=NAMES.get(code, {"en": code}), colour=colour, icon=icon, position=position
        )
        for position, (code, (colour, icon)) in enumerate(LOOKS.items())
    }
    rooms = {
        number: Room(id=new_id(), number=number, word=RoomWord.LABORATORY if number == "2" else RoomWord.ROOM)
        for number in ("2", "3", "4", "7", "9", "12")
    }
    arrows = {str(rooms[number].id): way for number, way in ARROWS.items()}
    device = Device(id=new_id(), kind=DeviceKind.DISPLAY, name="Waiting room", arrows=arrows)
    tickets: dict[str, Ticket] = {}
    calls: dict[str, Call] = {}
    queues: list[Queue] = []
    for age, (label, number, status) in enumerate(reversed(() if is_empty else CALLED)):
        at = NOW - timedelta(minutes=2 * age)
        tickets[label] = _ticket(label, departments[label[:2]].id, rooms[number].id, status, at)
        calls[label] = _call(tickets[label], rooms[number], at)
    for code, labels in ({} if is_empty else NEXT).items():
        queues.append(Queue(id=departments[code].id, waiting=len(labels), next_labels=labels, is_taking=True))
    day = BusinessDay(id=new_id(), day=date(2026, 4, 14), opened_at=NOW - timedelta(hours=3))
    mirror = Mirror()
    values = (clinic, day, *departments.values(), *rooms.values(), device, *queues, *tickets.values(), *calls.values())
    mirror.reset(Snapshot(seq=1, at=NOW, values=values))
    return Morning(mirror, clinic, device, departments, rooms, tickets, calls)


def _ticket(label: str, department_id: UUID, room_id: UUID | None, status: TicketStatus, at: datetime) -> Ticket:
    return Ticket(
        id=new_id(),
        label=label,
        number=int(label[3:]),
        series_id=new_id(),
        business_day=date(2026, 4, 14),
        department_id=department_id,
        status=status,
        room_id=room_id,
        issued_at=at - timedelta(minutes=30),
        waiting_since=at - timedelta(minutes=30),
        called_at=at if room_id else None,
        calls=1 if room_id else 0,
    )


def _call(ticket: Ticket, room: Room, at: datetime) -> Call:
    return Call(
        id=new_id(),
        ticket_id=ticket.id,
        label=ticket.label,
        department_id=ticket.department_id,
        room_id=room.id,
        zone=room.zone,
        language="en",
        called_at=at,
        expires_at=at + LIFETIME,
    )
