"""A morning at a clinic, as values: what a doctor, the reception and an administrator see at two minutes past ten."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from shared.protocol.alert import Alert, AlertKind
from shared.protocol.call import CallReason, Why
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.department import Department, DepartmentColour, DepartmentState
from shared.protocol.device import Device, DeviceHealth, DeviceKind, Presence, Problem, ProblemCode
from shared.protocol.grammar import Value
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.queue import NextUp, Queue
from shared.protocol.room import Room, RoomWord
from shared.protocol.staff import Availability, Doctor, Staff, StaffRole
from shared.protocol.ticket import PrintState, Ticket, TicketStatus
from shared.protocol.visit import Source, Step, Visit

DAY = date(2026, 4, 14)
NOW = datetime(2026, 4, 14, 10, 2, tzinfo=UTC)
LANGUAGES = ("en", "es", "fr", "ar", "hi", "bn", "ne")


def id_of(number: int) -> UUID:
    """The same id in every test; a greater number is a younger thing."""
    return UUID(int=(0x019 << 116) | (7 << 76) | (0b10 << 62) | number)


def minutes_ago(minutes: float) -> datetime:
    """So long before two minutes past ten."""
    return NOW - timedelta(minutes=minutes)


CLINIC = Clinic(
    id=id_of(1),
    name="Riverside Clinic",
    time_zone="UTC",
    languages=LANGUAGES,
    page_address="http://192.0.2.7:8470",
    ticker={"en": ("Please keep your number until you leave.",)},
    slip_line={"en": "Thank you for your patience."},
)
TODAY = BusinessDay(id=id_of(2), day=DAY, opened_at=minutes_ago(200))

_DEPARTMENTS = (
    ("GM", "General medicine", "general-medicine", DepartmentColour.BLUE),
    ("CH", "Children", "children", DepartmentColour.ORANGE),
    ("EY", "Eyes", "eyes", DepartmentColour.SKY),
    ("TE", "Teeth", "teeth", DepartmentColour.SLATE),
    ("LA", "Laboratory", "laboratory", DepartmentColour.MINT),
    ("MB", "Mother and baby", "mother-and-baby", DepartmentColour.ROSE),
)
_OTHER_NAMES = {
    "GM": {"es": "Medicina general", "ar": "الطب العام", "bn": "সাধারণ চিকিৎসা"},
    "CH": {"es": "Pediatría", "ar": "طب الأطفال", "bn": "শিশু বিভাগ"},
    "EY": {"es": "Oftalmología", "ar": "طب العيون", "bn": "চক্ষু বিভাগ"},
    "TE": {"es": "Odontología", "ar": "طب الأسنان", "bn": "দন্ত বিভাগ"},
    "LA": {"es": "Laboratorio", "ar": "المختبر", "bn": "পরীক্ষাগার"},
    "MB": {"es": "Madre y bebé", "ar": "الأم والطفل", "bn": "মা ও শিশু"},
}
DEPARTMENTS = {
    code: Department(
        id=id_of(10 + place),
        code=code,
        names={"en": name, **_OTHER_NAMES[code]},
        colour=colour,
        icon=icon,
        position=place,
        state=DepartmentState.CLOSED if code == "TE" else DepartmentState.OPEN,
    )
    for place, (code, name, icon, colour) in enumerate(_DEPARTMENTS)
}
ROOMS = {
    number: Room(id=id_of(30 + place), number=number, word=word, position=place)
    for place, (number, word) in enumerate(
        (
            ("1", RoomWord.ROOM),
            ("2", RoomWord.ROOM),
            ("3", RoomWord.ROOM),
            ("4", RoomWord.ROOM),
            ("2", RoomWord.LABORATORY),
        )
    )
    if word is RoomWord.ROOM
}
LAB = Room(id=id_of(35), number="2", word=RoomWord.LABORATORY, position=5)

RAHMAN = Staff(
    id=id_of(50),
    login="rahman",
    name="Dr Rahman",
    role=StaffRole.DOCTOR,
    specialisation="General medicine",
    department_ids=(DEPARTMENTS["GM"].id,),
)
ALI = Staff(id=id_of(51), login="ali", name="Dr Ali", role=StaffRole.DOCTOR, department_ids=(DEPARTMENTS["GM"].id,))
RECEPTION = Staff(id=id_of(52), login="reception", name="Desk 1", role=StaffRole.RECEPTIONIST)
ADMIN = Staff(id=id_of(53), login="admin", name="Administrator", role=StaffRole.CLINIC_ADMIN)
RAHMAN_FACE = Doctor(
    id=RAHMAN.id,
    name=RAHMAN.name,
    specialisation=RAHMAN.specialisation,
    department_ids=RAHMAN.department_ids,
    room_id=ROOMS["3"].id,
    availability=Availability.AVAILABLE,
)
ALI_FACE = Doctor(
    id=ALI.id,
    name=ALI.name,
    department_ids=ALI.department_ids,
    room_id=ROOMS["1"].id,
    availability=Availability.AVAILABLE,
)

KIOSKS = (
    Device(id=id_of(70), kind=DeviceKind.KIOSK, name="Kiosk 1", place="Entrance"),
    Device(id=id_of(71), kind=DeviceKind.KIOSK, name="Kiosk 2", place="Side door"),
)
SCREENS = (
    Device(id=id_of(72), kind=DeviceKind.DISPLAY, name="Screen A", place="Waiting room"),
    Device(id=id_of(73), kind=DeviceKind.DISPLAY, name="Screen B", place="Corridor"),
    Device(id=id_of(74), kind=DeviceKind.DISPLAY, name="Screen C", place="Lab corridor"),
)
HEALTH = (
    DeviceHealth(
        id=KIOSKS[1].id,
        problems=(Problem(code=ProblemCode.NO_PAPER, since=minutes_ago(4)),),
        reported_at=minutes_ago(4),
    ),
    DeviceHealth(id=SCREENS[1].id, reported_at=minutes_ago(60)),
)
PRESENCE = tuple(
    Presence(id=device.id, is_live=device.name != "Screen C", at=minutes_ago(5)) for device in (*KIOSKS, *SCREENS)
)
ALERT = Alert(id=id_of(80), kind=AlertKind.HELP, device_id=KIOSKS[0].id, language="bn", raised_at=minutes_ago(1))


def visit(
    label: str,
    waited: float,
    *,
    status: TicketStatus = TicketStatus.WAITING,
    name: str = "",
    age: int | None = None,
    phone: str = "",
    priority: Priority = Priority.NORMAL,
    language: str = "en",
    kiosk: int | None = 0,
    doctor: Staff | None = None,
    by: Staff | None = None,
    room: Room | None = None,
    called: float | None = None,
    started: float | None = None,
    ended: float | None = None,
    reason: str = "",
    why: str = "",
    notes: str = "",
    steps: tuple[Step, ...] = (),
) -> tuple[Value, ...]:
    """A ticket with its visit and patient. Times are minutes before now."""
    code, number = label.split("-")
    id = id_of(1000 + 100 * list(DEPARTMENTS).index(code) + int(number))
    arrived = minutes_ago(waited)
    target = {Priority.EMERGENCY: 0, Priority.HIGH: 20, Priority.NORMAL: 60}[priority]
    ticket = Ticket(
        id=id,
        label=label,
        number=int(number),
        series_id=id_of(5),
        business_day=DAY,
        department_id=DEPARTMENTS[code].id,
        status=status,
        room_id=room.id if room else None,
        staff_id=by.id if by else None,
        issued_at=arrived,
        waiting_since=arrived,
        called_at=None if called is None else minutes_ago(called),
        started_at=None if started is None else minutes_ago(started),
        ended_at=None if ended is None else minutes_ago(ended),
        calls=0 if called is None else 1,
        print_state=PrintState.PRINTED,
    )
    patient_id = id_of(id.int % 100_000 + 5000) if name or phone else None
    side = Visit(
        id=id,
        patient_id=patient_id,
        language=language,
        doctor_id=doctor.id if doctor else None,
        priority=priority,
        source=Source.RECEPTION if kiosk is None else Source.KIOSK,
        device_id=None if kiosk is None else KIOSKS[kiosk].id,
        arrived_at=arrived,
        effective_arrival_at=arrived,
        due_at=arrived + timedelta(minutes=target),
        status_reason=why,
        steps=steps,
    )
    note = ClinicalNote(
        id=id,
        reason=reason,
        priority_reason="Chest pain" if priority is Priority.EMERGENCY else "",
        notes=notes,
    )
    if patient_id is None:
        return ticket, side, note
    born = None if age is None else date(DAY.year - age, 1, 2)
    return ticket, side, note, Patient(id=patient_id, name=name, phone=phone, language=language, birth_date=born)


def queue() -> tuple[Value, ...]:
    """Who is in the house: ten wait for general medicine, the others elsewhere, some seen and some gone."""
    hold, missed = TicketStatus.ON_HOLD, TicketStatus.MISSED
    high = Priority.HIGH
    seen = [
        visit(
            f"GM-{number:03}",
            190 - 9 * number,
            status=TicketStatus.DONE,
            by=RAHMAN,
            called=150 - 9 * number,
            started=149 - 9 * number,
            ended=140 - 9 * number,
        )
        for number in range(1, 8)
    ]
    people = [
        visit("GM-012", 34, name="Rahima B.", age=61, priority=high, language="bn", kiosk=None),
        visit("GM-009", 51, name="Tomas E.", language="es"),
        visit("GM-010", 47, name="Sita K.", language="ne", kiosk=1),
        visit("GM-011", 43),
        visit("GM-018", 2, name="Omar H.", priority=high, language="ar", kiosk=None),
        visit("GM-013", 31, name="Anne D.", language="fr", kiosk=1),
        visit("GM-014", 28),
        visit("GM-015", 24, name="Laxmi R.", language="hi"),
        visit("GM-016", 18),
        visit("GM-017", 6, name="Karim S.", language="bn", kiosk=None),
        visit("GM-019", 5, name="Ines M.", language="es", doctor=ALI),
        visit(
            "GM-008",
            54,
            name="Maya G.",
            age=34,
            language="ne",
            kiosk=1,
            status=TicketStatus.IN_PROGRESS,
            by=RAHMAN,
            room=ROOMS["3"],
            called=8,
            started=6,
            reason="Cough for two weeks, worse at night",
            notes="Temperature 37.9. Bring the X-ray on return.",
        ),
        visit("GM-020", 41, name="Jonas P.", status=hold, why="Waiting for the X-ray"),
        visit("GM-021", 61, status=missed, called=12),
        visit("GM-022", 30, status=TicketStatus.CANCELLED, ended=12, why="The patient has left"),
        visit("MB-011", 44, name="Nadia F."),
        visit("MB-014", 22, name="Asha M.", phone="555 0142", language="hi"),
        visit("CH-045", 29, name="Ben T."),
        visit("EY-029", 58, status=hold),
        visit("LA-108", 4, name="Lena W.", status=TicketStatus.IN_PROGRESS, by=ALI, room=LAB, called=2, started=1),
        visit("CH-040", 61, status=missed, called=12),
        visit("EY-033", 1, name="Jo L."),
    ]
    return tuple(value for group in (*seen, *people) for value in group)


def ticket_id(label: str) -> UUID:
    """The id of a ticket of this morning."""
    return next(value.id for value in queue() if isinstance(value, Ticket) and value.label == label)


NEXT = NextUp(
    id=RAHMAN.id,
    ticket_id=ticket_id("GM-012"),
    reason=CallReason(
        id=id_of(90),
        ticket_id=ticket_id("GM-012"),
        why=Why.DUE,
        priority=Priority.HIGH,
        due_at=minutes_ago(14),
        other_label="GM-009",
        other_due_at=minutes_ago(-9),
    ),
    waiting=11,
    on_hold=1,
    missed=1,
)
QUEUES = tuple(
    Queue(id=department.id, waiting=0, next_labels=(), is_taking=department.state is DepartmentState.OPEN)
    for department in DEPARTMENTS.values()
)


def house() -> tuple[Value, ...]:
    """The clinic without its patients."""
    return (
        CLINIC,
        TODAY,
        *DEPARTMENTS.values(),
        *ROOMS.values(),
        LAB,
        RAHMAN,
        ALI,
        RECEPTION,
        ADMIN,
        RAHMAN_FACE,
        ALI_FACE,
        *KIOSKS,
        *SCREENS,
        *PRESENCE,
        *QUEUES,
    )


def morning() -> tuple[Value, ...]:
    """Everything at two minutes past ten."""
    return (*house(), *HEALTH, *queue(), NEXT)
