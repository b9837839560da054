"""Each noun's commands: what they answer, what they refuse and say, and that a refusal leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clinic_server.actor import Actor, Role
from clinic_server.store.reading import Reader
from shared.protocol.alert import Alert, AlertKind, AnswerAlert, RaiseAlert
from shared.protocol.call import Call, CallNext, CallTicket, RecallTicket, RoomBusy
from shared.protocol.clinic import ChangeClinic, Target
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.department import (
    AddDepartment,
    ChangeDepartment,
    CloseDepartment,
    CodeTaken,
    Hours,
    OpenDepartment,
    PauseDepartment,
    QueueClosed,
    QueuePaused,
    QuotaReached,
)
from shared.protocol.device import (
    ChangeDevice,
    DeviceHealth,
    Direction,
    Problem,
    ProblemCode,
    ReportHealth,
)
from shared.protocol.grammar import Refusal, Value
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.refusal import BadValue, NotAllowed, NotFound
from shared.protocol.room import AddRoom, RoomWord
from shared.protocol.staff import Availability, ChooseRoom, Doctor, NoRoomChosen, RoomTaken, SetAvailability, Staff
from shared.protocol.ticket import (
    CancelTicket,
    ChangePriority,
    ConfirmPrint,
    HoldTicket,
    IssueTicket,
    PrintState,
    ReasonNeeded,
    ReprintTicket,
    Slip,
    StartTicket,
    TransferTicket,
)
from shared.protocol.visit import Source, Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import House


class Scene:
    """The clinic's books, and who may write in them."""

    def __init__(self, house: House, books: Bookkeeper) -> None:
        self.house = house
        self.books = books
        self.general = house.departments["GM"].id
        self.children = house.departments["PED"].id
        self.box = Actor(role=Role.BOX)
        self.kiosk = house.at_kiosk
        self.reception, self.admin = house.actor("reception"), house.actor("admin")
        self.amara, self.bo = house.actor("amara"), house.actor("bo")

    def issue(self, actor: Actor | None = None, **fields: Any) -> Slip:  # Any: each field has its own type
        plain: dict[str, Any] = {"department_id": self.general, "language": "en"}
        return self.books.ask(actor or self.kiosk, IssueTicket(**plain | fields))

    def read(self, kind: type[Value], id: object) -> Any:
        return self.books.unit().need(kind, id)  # type: ignore[arg-type]  # always a UUID

    @contextmanager
    def refused(self, refusal: type[Refusal], match: str | None = None) -> Iterator[None]:
        """Refused, with this in the words, and no row was written."""
        seq = self.books.ledger.seq
        with pytest.raises(refusal, match=match):
            yield
        assert self.books.ledger.seq == seq


@pytest.fixture
def scene(house: House) -> Iterator[Scene]:
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        yield Scene(house, books)


# Tickets.


def test_a_kiosk_that_asks_for_nothing_keeps_nothing_about_the_patient(scene: Scene) -> None:
    slip = scene.issue()
    visit = scene.read(Visit, slip.ticket.id)

    assert (visit.patient_id, visit.source, visit.device_id) == (None, Source.KIOSK, scene.kiosk.id)
    assert slip.ticket.print_state is PrintState.PENDING
    assert len(slip.page) == len("/t/") + 22  # 128 bits in URL-safe text


def test_reception_issues_for_somebody_with_name_priority_and_doctor(scene: Scene) -> None:
    slip = scene.issue(
        scene.reception,
        name=" Rosa\nMarín ",
        phone="600 000 000",
        birth_date=date(1950, 2, 3),
        priority=Priority.HIGH,
        priority_reason="fever",
        doctor_id=scene.amara.id,
    )
    visit = scene.read(Visit, slip.ticket.id)
    patient = Reader(scene.books.store.reading).get(Patient, visit.patient_id)

    assert patient is not None
    assert (patient.name, patient.birth_date, patient.language) == ("RosaMarín", date(1950, 2, 3), "en")
    assert (visit.source, visit.device_id, visit.doctor_id) == (Source.RECEPTION, None, scene.amara.id)
    assert visit.due_at - visit.arrived_at == timedelta(minutes=20)


def test_every_page_has_a_key_of_its_own(scene: Scene) -> None:
    assert len({scene.issue().page for _ in range(20)}) == 20


def test_an_unknown_department_has_no_queue(scene: Scene) -> None:
    with scene.refused(NotFound, "department"):
        scene.issue(department_id=new_id())


def test_a_closed_queue_takes_nobody_and_still_calls_who_waits(scene: Scene) -> None:
    waiting = scene.issue()
    scene.books.ask(scene.reception, CloseDepartment(department_id=scene.general))

    with scene.refused(QueueClosed):
        scene.issue()
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))
    assert scene.books.ask(scene.amara, CallNext()).id == waiting.ticket.id
    scene.books.ask(scene.reception, OpenDepartment(department_id=scene.general))
    assert scene.issue().ticket.label == "GM-002"


def test_a_paused_queue_says_until_when(scene: Scene) -> None:
    until = scene.books.at + timedelta(minutes=10)
    scene.books.ask(scene.reception, PauseDepartment(department_id=scene.general, until=until))

    with pytest.raises(QueuePaused) as refusal:
        scene.issue()
    assert refusal.value.until == until
    scene.books.at = until
    assert scene.issue().ticket.label == "GM-001"


def test_a_reached_quota_says_how_many_there_were(scene: Scene) -> None:
    scene.books.ask(scene.admin, ChangeDepartment(department_id=scene.general, daily_quota=2))
    for _ in range(2):
        scene.issue()

    with scene.refused(QuotaReached, "quota=2"):
        scene.issue()
    assert scene.issue(department_id=scene.children).ticket.label == "PED-001"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"priority": Priority.HIGH}, BadValue),
        ({"doctor_id": new_id()}, NotFound),
        ({"name": "x" * 201}, BadValue),
        ({"phone": "6" * 33}, BadValue),
        ({"language": "l" * 17}, BadValue),
    ],
    ids=["priority", "doctor", "name", "phone", "language"],
)
def test_a_kiosk_is_refused_what_cannot_be(scene: Scene, fields: dict[str, Any], refusal: type[Refusal]) -> None:
    with scene.refused(refusal):
        scene.issue(**fields)


def test_nobody_is_made_to_wait_for_a_doctor_who_never_calls_that_line(scene: Scene) -> None:
    ticket = scene.issue().ticket

    with scene.refused(BadValue, "not in this department"):
        scene.issue(department_id=scene.children, doctor_id=scene.amara.id)
    with scene.refused(BadValue, "not in this department"):
        scene.books.ask(
            scene.reception,
            TransferTicket(ticket_id=ticket.id, department_id=scene.children, doctor_id=scene.amara.id),
        )


def test_an_emergency_needs_its_reason(scene: Scene) -> None:
    ticket = scene.issue().ticket

    with scene.refused(ReasonNeeded):
        scene.issue(scene.reception, priority=Priority.EMERGENCY, priority_reason=" ")
    with scene.refused(ReasonNeeded):
        scene.books.ask(scene.amara, ChangePriority(ticket_id=ticket.id, priority=Priority.EMERGENCY))
    with scene.refused(ReasonNeeded):
        scene.books.ask(scene.amara, CancelTicket(ticket_id=ticket.id, reason="\n"))


def test_printed_stays_printed_and_copies_are_counted(scene: Scene) -> None:
    slip = scene.issue()
    id = slip.ticket.id

    unprinted = scene.books.ask(scene.kiosk, ConfirmPrint(ticket_id=id, is_printed=False))
    assert unprinted.print_state is PrintState.UNPRINTED
    scene.books.ask(scene.kiosk, ConfirmPrint(ticket_id=id, is_printed=True))
    late = scene.books.ask(scene.kiosk, ConfirmPrint(ticket_id=id, is_printed=False))
    assert late.print_state is PrintState.PRINTED

    copy = scene.books.ask(scene.reception, ReprintTicket(ticket_id=id))
    assert (copy.page, copy.ticket.copies) == (slip.page, 1)


def test_notes_are_kept_once_however_often_they_are_sent(scene: Scene) -> None:
    id = scene.issue().ticket.id
    scene.books.ask(scene.amara, WriteNotes(ticket_id=id, notes="two\nlines"))
    seq = scene.books.ledger.seq

    scene.books.ask(scene.amara, WriteNotes(ticket_id=id, notes="two\nlines"))

    assert scene.read(ClinicalNote, id).notes == "two\nlines"
    assert scene.books.ledger.seq == seq
    with scene.refused(BadValue):
        scene.books.ask(scene.amara, WriteNotes(ticket_id=id, notes="x" * 10_001))


def test_a_transfer_keeps_the_journey(scene: Scene) -> None:
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))
    issued = scene.issue().ticket
    scene.books.ask(scene.amara, CallNext())
    scene.books.at += timedelta(minutes=30)

    scene.books.ask(scene.amara, TransferTicket(ticket_id=issued.id, department_id=scene.children, reason="a child"))

    (step,) = scene.read(Visit, issued.id).steps
    assert (step.department_id, step.room_id) == (scene.general, scene.house.rooms["1"].id)
    assert timedelta(minutes=30) <= step.left_at - step.arrived_at < timedelta(minutes=31)


@pytest.mark.parametrize(
    "command", [HoldTicket, StartTicket, RecallTicket, ReprintTicket, CallTicket], ids=lambda command: command.__name__
)
def test_a_ticket_that_does_not_exist_is_not_found(scene: Scene, command: Any) -> None:
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))
    with scene.refused(NotFound):
        scene.books.ask(scene.amara, command(ticket_id=new_id()))


# Calls.


def test_a_call_says_everything_that_is_shown_and_spoken(scene: Scene) -> None:
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["3"].id))
    scene.issue(scene.reception, language="ne", priority=Priority.EMERGENCY, priority_reason="fell")
    called = scene.books.ask(scene.amara, CallNext())
    scene.books.at += timedelta(seconds=40)
    again = scene.books.ask(scene.amara, RecallTicket(ticket_id=called.id))

    _, values = Reader(scene.books.store.reading).snapshot([Call], is_public=True)
    first, second = (value for value in values if isinstance(value, Call))
    assert (first.label, first.room_id, first.zone, first.language) == (
        "GM-001",
        scene.house.rooms["3"].id,
        "main",
        "ne",
    )
    assert (first.number, second.number, first.is_emergency) == (1, 2, True)
    assert first.expires_at - first.called_at == timedelta(seconds=120)
    assert (again.calls, again.called_at) == (2, called.called_at)


def test_a_room_with_somebody_in_it_calls_nobody(scene: Scene) -> None:
    with scene.refused(NoRoomChosen):
        scene.books.ask(scene.amara, CallNext())
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))
    first, second = scene.issue().ticket, scene.issue().ticket
    scene.books.ask(scene.amara, CallNext())

    with scene.refused(RoomBusy, first.label):
        scene.books.ask(scene.amara, CallNext())
    with scene.refused(RoomBusy, first.label):
        scene.books.ask(scene.amara, CallTicket(ticket_id=second.id))


def test_a_room_has_one_doctor(scene: Scene) -> None:
    room = scene.house.rooms["1"].id
    scene.books.ask(scene.amara, ChooseRoom(room_id=room))

    with scene.refused(RoomTaken, "Dr Amara"):
        scene.books.ask(scene.bo, ChooseRoom(room_id=room))
    with scene.refused(NotFound):
        scene.books.ask(scene.bo, ChooseRoom(room_id=new_id()))
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["2"].id))
    assert scene.books.ask(scene.bo, ChooseRoom(room_id=room)).id == room


def test_those_at_the_front_say_for_a_doctor_whether_patients_are_taken(scene: Scene) -> None:
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))

    for actor, availability in ((scene.reception, Availability.AWAY), (scene.admin, Availability.AVAILABLE)):
        said = SetAvailability(availability=availability, doctor_id=scene.amara.id, reason="by telephone")
        assert scene.books.ask(actor, said).availability is availability
    away = SetAvailability(availability=Availability.AWAY, doctor_id=scene.amara.id)
    with scene.refused(NotAllowed):
        scene.books.ask(scene.bo, away)
    with scene.refused(BadValue, "doctor_id"):
        scene.books.ask(scene.reception, SetAvailability(availability=Availability.AWAY))
    with scene.refused(BadValue, "doctor_id"):
        scene.books.ask(scene.reception, SetAvailability(availability=Availability.AWAY, doctor_id=scene.admin.id))


def test_availability_goes_with_a_reason_and_needs_a_room(scene: Scene) -> None:
    with scene.refused(NoRoomChosen):
        scene.books.ask(scene.amara, SetAvailability(availability=Availability.AVAILABLE))
    away = scene.books.ask(scene.amara, SetAvailability(availability=Availability.AWAY, reason="lunch"))

    assert away.availability is Availability.AWAY
    assert scene.read(Staff, scene.amara.id).away_reason == "lunch"
    scene.books.ask(scene.amara, ChooseRoom(room_id=scene.house.rooms["1"].id))
    assert scene.read(Doctor, scene.amara.id).availability is Availability.AVAILABLE
    assert scene.read(Staff, scene.amara.id).away_reason == ""


# The house.


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"code": "gm"}, "code"),
        ({"code": "ABCD"}, "code"),
        ({"names": {}}, "names"),
        ({"names": {"en": " "}}, "names"),
        ({"first_number": 5, "last_number": 4}, "last_number"),
        ({"first_number": -1}, "last_number"),
        ({"last_number": 10**6}, "last_number"),
        ({"padding": 7}, "padding"),
        ({"daily_quota": -1}, "daily_quota"),
        ({"daily_quota": 10**30}, "daily_quota"),
        ({"hours": (Hours(weekdays=(7,), opens=datetime.min.time(), closes=datetime.min.time()),)}, "hours"),
    ],
    ids=str,
)
def test_a_department_that_cannot_work_is_refused(scene: Scene, fields: dict[str, Any], field: str) -> None:
    plain: dict[str, Any] = {"code": "LAB", "names": {"en": "Laboratory"}}
    with scene.refused(BadValue, f"field='{field}'"):
        scene.books.ask(scene.admin, AddDepartment(**plain | fields))


def test_a_code_belongs_to_one_department(scene: Scene) -> None:
    with scene.refused(CodeTaken, "GM"):
        scene.books.ask(scene.admin, AddDepartment(code="GM", names={"en": "Another"}))
    added = scene.books.ask(scene.admin, AddDepartment(code="LAB", names={"en": "Laboratory"}))
    assert added.position == 2


def test_what_is_left_out_of_a_change_stays(scene: Scene) -> None:
    changed = scene.books.ask(scene.admin, ChangeDepartment(department_id=scene.general, daily_quota=9))
    assert (changed.daily_quota, changed.names) == (9, {"en": "General medicine"})
    seq = scene.books.ledger.seq

    same = scene.books.ask(scene.admin, ChangeDepartment(department_id=scene.general, daily_quota=9))

    assert same == changed
    assert scene.books.ledger.seq == seq
    unlimited = scene.books.ask(scene.admin, ChangeDepartment(department_id=scene.general, daily_quota=None))
    assert unlimited.daily_quota is None


def test_a_door_is_named_once(scene: Scene) -> None:
    with scene.refused(BadValue, "taken"):
        scene.books.ask(scene.admin, AddRoom(number=" 1 "))
    assert scene.books.ask(scene.admin, AddRoom(number="1", word=RoomWord.COUNTER)).position == 4


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"languages": ()}, "languages"),
        ({"rollover_hour": 24}, "rollover_hour"),
        ({"target": Target(normal_minutes=0)}, "target"),
        ({"target": Target(normal_minutes=10**9)}, "target"),
        ({"name": ""}, "name"),
    ],
    ids=str,
)
def test_a_clinic_that_cannot_be_is_refused(scene: Scene, fields: dict[str, Any], field: str) -> None:
    with scene.refused(BadValue, f"field='{field}'"):
        scene.books.ask(scene.admin, ChangeClinic(**fields))


def test_a_new_target_counts_from_the_next_ticket_on(scene: Scene) -> None:
    before = scene.read(Visit, scene.issue().ticket.id)
    scene.books.ask(scene.admin, ChangeClinic(target=Target(normal_minutes=15, high_minutes=5)))
    after = scene.read(Visit, scene.issue().ticket.id)

    assert before.due_at - before.arrived_at == timedelta(minutes=60)
    assert after.due_at - after.arrived_at == timedelta(minutes=15)


# Devices and alerts.


def test_a_device_tells_how_it_is_only_when_that_changes(scene: Scene) -> None:
    no_paper = ReportHealth(problems=(Problem(code=ProblemCode.NO_PAPER, since=scene.books.at),), version="1")
    scene.books.ask(scene.kiosk, no_paper)
    seq = scene.books.ledger.seq
    scene.books.ask(scene.kiosk, no_paper)

    assert scene.books.ledger.seq == seq
    assert scene.read(DeviceHealth, scene.kiosk.id).problems[0].code is ProblemCode.NO_PAPER
    scene.books.ask(scene.kiosk, ReportHealth(problems=(), version="1"))
    assert scene.read(DeviceHealth, scene.kiosk.id).problems == ()


def test_a_report_that_cannot_be_is_refused(scene: Scene) -> None:
    stranger = Actor(role=Role.KIOSK, id=new_id())
    with scene.refused(NotFound):
        scene.books.ask(stranger, ReportHealth(problems=()))
    problem = Problem(code=ProblemCode.NO_PAPER, since=scene.books.at)
    with scene.refused(BadValue):
        scene.books.ask(scene.kiosk, ReportHealth(problems=(problem,) * 33))
    naive = Problem(code=ProblemCode.NO_PAPER, since=scene.books.at.replace(tzinfo=None))
    with scene.refused(BadValue, "offset"):
        scene.books.ask(scene.kiosk, ReportHealth(problems=(naive,)))


def test_a_pause_until_a_time_without_offset_is_refused(scene: Scene) -> None:
    until = scene.books.at.replace(tzinfo=None)
    with scene.refused(BadValue, "offset"):
        scene.books.ask(scene.reception, PauseDepartment(department_id=scene.general, until=until))


def test_staff_say_where_a_device_stands(scene: Scene) -> None:
    room = str(scene.house.rooms["1"].id)
    changed = scene.books.ask(
        scene.admin,
        ChangeDevice(device_id=scene.house.kiosk.device_id, place="by the door", arrows={room: Direction.LEFT}),
    )

    assert (changed.name, changed.place, changed.arrows) == ("Entrance", "by the door", {room: Direction.LEFT})
    with scene.refused(BadValue):
        scene.books.ask(scene.admin, ChangeDevice(device_id=scene.house.kiosk.device_id, name=" "))
    with scene.refused(NotFound):
        scene.books.ask(scene.admin, ChangeDevice(device_id=new_id(), name="Ghost"))


def test_an_alert_is_answered_by_the_first_and_moves_nobody(scene: Scene) -> None:
    ticket = scene.issue().ticket
    scene.books.ask(scene.kiosk, RaiseAlert(kind=AlertKind.UNWELL, language="en"))
    _, (alert,) = Reader(scene.books.store.reading).snapshot([Alert], is_public=False)

    answered = scene.books.ask(scene.reception, AnswerAlert(alert_id=alert.id))
    second = scene.books.ask(scene.amara, AnswerAlert(alert_id=alert.id))

    assert answered == second
    assert answered.answered_by == scene.reception.id
    assert scene.books.unit().place(ticket.id) == 0
    with scene.refused(NotFound):
        scene.books.ask(scene.reception, AnswerAlert(alert_id=new_id()))
