"""Any day that could be: whatever people ask for, in any order, the queue stays fair and whole."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from clinic_server.actor import Actor
from clinic_server.domain.day import business_day_of
from clinic_server.store.opening import DATABASE, check_chain
from clinic_server.store.reading import Reader
from shared.protocol.call import CallNext, CallReason, CallTicket, NobodyWaiting, RecallTicket, RoomBusy, Why
from shared.protocol.grammar import Command, Refusal
from shared.protocol.priority import Priority
from shared.protocol.staff import ChooseRoom, NoRoomChosen, RoomTaken
from shared.protocol.ticket import (
    CancelTicket,
    ChangePriority,
    ConfirmPrint,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    JoinVideo,
    LeaveVideo,
    MissTicket,
    NothingToUndo,
    ResumeTicket,
    ReturnTicket,
    StartTicket,
    Ticket,
    TicketStatus,
    TransferTicket,
    UndoTicket,
    UndoTooLate,
    WrongState,
)
from shared.protocol.visit import Visit
from tests.bookkeeper import Bookkeeper
from tests.clinic import DOCTORS, House, furnish
from tests.picture import picture_of
from tests.values import MORNING

S = TicketStatus
IN_ROOM = {S.CALLED, S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL}
CALLABLE = {S.WAITING, S.ON_HOLD, S.MISSED}
LEAVES_ROOM = {S.ON_HOLD, S.MISSED, S.WAITING}
STEPS: dict[type[Command[Ticket]], tuple[set[TicketStatus], TicketStatus]] = {
    RecallTicket: ({S.CALLED}, S.CALLED),
    StartTicket: ({S.CALLED, S.LEFT_CALL}, S.IN_PROGRESS),
    FinishTicket: ({S.IN_PROGRESS, S.IN_CALL, S.LEFT_CALL}, S.DONE),
    HoldTicket: ({S.WAITING, S.CALLED, S.MISSED, S.IN_PROGRESS, S.LEFT_CALL}, S.ON_HOLD),
    MissTicket: ({S.CALLED}, S.MISSED),
    ReturnTicket: ({S.MISSED}, S.WAITING),
    JoinVideo: ({S.CALLED, S.IN_PROGRESS, S.LEFT_CALL}, S.IN_CALL),
    LeaveVideo: ({S.IN_CALL}, S.LEFT_CALL),
}


@dataclass
class Person:
    """Somebody in the clinic, as the simplest possible book would have them."""

    id: UUID
    label: str
    day: date
    department: UUID
    doctor: UUID | None
    priority: Priority
    status: TicketStatus = S.WAITING
    room: UUID | None = None
    before: tuple["Person", ...] = field(default=(), repr=False)
    """How they were before each step that can be taken back."""

    def step(self, **changes: Any) -> None:  # Any: each field has its own type
        """Change, and remember how it was."""
        vars(self).update(changes | {"before": (*self.before, replace(self))})

    def undo(self) -> None:
        """As before the last step."""
        vars(self).update(vars(self.before[-1]))

    @property
    def is_in_room(self) -> bool:
        return self.status in IN_ROOM


@cache
def template() -> tuple[House, bytes]:
    """A clinic to copy, and its database."""
    with tempfile.TemporaryDirectory() as folder:
        house = furnish(Path(folder), at=MORNING)
        return house, house.database.read_bytes()


class WholeDay(RuleBasedStateMachine):
    """The real handlers on a real database, against a list of people."""

    people: Bundle[Person] = Bundle("people")
    doctors = st.sampled_from(sorted(DOCTORS))
    codes = st.sampled_from(["GM", "PED"])
    anybody = st.sampled_from([None, None, None, *sorted(DOCTORS)])

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="anteroom-"))
        self.house, database = template()
        (self.folder / DATABASE).write_bytes(database)
        self.books = Bookkeeper(self.folder, MORNING + timedelta(minutes=1))
        self.everybody: list[Person] = []
        self.rooms: dict[str, UUID] = {}
        self.are_signed_in = True

    def teardown(self) -> None:
        check_chain(Reader(self.books.store.reading))
        self.books.close()
        shutil.rmtree(self.folder)

    # What people do.

    @rule(target=people, code=codes, priority=st.sampled_from(Priority), login=anybody)
    def issue(self, code: str, priority: Priority, login: str | None) -> Any:  # Any: what goes into the bundle
        department = self.house.departments[code].id
        command = IssueTicket(
            department_id=department,
            language="en",
            priority=priority,
            priority_reason="fell",
            doctor_id=None if login is None else self.house.staff[login].id,
        )
        if login is not None and code not in DOCTORS[login][1]:
            with self.refused(Refusal):
                self.ask("reception", command)
            return multiple()
        ahead = self.line(department)
        ticket = self.ask("reception", command).ticket
        person = Person(ticket.id, ticket.label, self.today, department, command.doctor_id, priority)
        self.everybody.append(person)
        assert ticket.ahead_at_issue == self.line(department).index(person.id) <= len(ahead)
        return person

    @rule(login=doctors, number=st.sampled_from(["1", "2"]))
    def choose_room(self, login: str, number: str) -> None:
        room = self.house.rooms[number].id
        if any(taken == room for other, taken in self.rooms.items() if other != login):
            with self.refused(RoomTaken):
                self.ask(login, ChooseRoom(room_id=room))
        else:
            self.ask(login, ChooseRoom(room_id=room))
            self.rooms[login] = room

    @rule(login=doctors)
    def call_next(self, login: str) -> None:
        if self.cannot_call(login, CallNext()):
            return
        doctor, departments = self.house.staff[login].id, self.lines_of(login)
        candidates = [
            person
            for person in self.everybody
            if person.status is S.WAITING and person.department in departments and person.doctor in (None, doctor)
        ]
        if not candidates:
            with pytest.raises(NobodyWaiting) as refusal:
                self.ask(login, CallNext())
            assert refusal.value.on_hold == self.count(departments, S.ON_HOLD)
            assert refusal.value.missed == self.count(departments, S.MISSED)
            assert sum(refusal.value.for_others.values()) == self.count(departments, S.WAITING)
            return
        turns = {person.id: self.visit(person).turn for person in candidates}
        called = self.ask(login, CallNext())
        person = self.person(called.id)
        assert person in candidates  # never somebody held, missed, gone, or waiting for another doctor
        assert turns[person.id] == min(turns.values())
        if any(one.priority is Priority.EMERGENCY for one in candidates):
            assert person.priority is Priority.EMERGENCY
        person.step(status=S.CALLED, room=self.rooms[login])

    @rule(login=doctors, person=people)
    def call_this_one(self, login: str, person: Person) -> None:
        if self.cannot_call(login, CallTicket(ticket_id=person.id)):
            return
        if person.status not in CALLABLE:
            with self.refused(WrongState):
                self.ask(login, CallTicket(ticket_id=person.id))
            return
        self.ask(login, CallTicket(ticket_id=person.id))
        person.step(status=S.CALLED, room=self.rooms[login])

    @rule(command=st.sampled_from(list(STEPS)), person=people)
    def step(self, command: type[Command[Ticket]], person: Person) -> None:
        sources, target = STEPS[command]
        asked = command(ticket_id=person.id)
        if person.status not in sources:
            with self.refused(WrongState):
                self.ask("amara", asked)
            return
        self.ask("amara", asked)
        person.step(status=target, room=None if target in LEAVES_ROOM else person.room)

    @rule(person=people, to_end=st.booleans())
    def resume(self, person: Person, to_end: bool) -> None:
        command = ResumeTicket(ticket_id=person.id, to_end=to_end)
        if person.status is not S.ON_HOLD:
            with self.refused(WrongState):
                self.ask("reception", command)
            return
        self.ask("reception", command)
        person.step(status=S.WAITING)
        calm = [id for id in self.line(person.department) if self.person(id).priority is not Priority.EMERGENCY]
        assert not to_end or person.priority is Priority.EMERGENCY or calm[-1] == person.id

    @rule(person=people, code=codes)
    def transfer(self, person: Person, code: str) -> None:
        department = self.house.departments[code].id
        command = TransferTicket(ticket_id=person.id, department_id=department)
        if person.status.is_final:
            with self.refused(WrongState):
                self.ask("reception", command)
            return
        assert self.ask("reception", command).label == person.label
        person.step(status=S.WAITING, department=department, doctor=None, room=None)

    @rule(person=people, priority=st.sampled_from(Priority))
    def change_priority(self, person: Person, priority: Priority) -> None:
        command = ChangePriority(ticket_id=person.id, priority=priority, reason="looks pale")
        if person.status.is_final:
            with self.refused(WrongState):
                self.ask("reception", command)
            return
        self.ask("reception", command)
        person.step(priority=priority)

    @rule(person=people)
    def cancel(self, person: Person) -> None:
        command = CancelTicket(ticket_id=person.id, reason="went home")
        if person.status.is_final:
            with self.refused(WrongState):
                self.ask("reception", command)
            return
        self.ask("reception", command)
        person.step(status=S.CANCELLED, room=None)

    @rule(person=people)
    def undo(self, person: Person) -> None:
        refusal: type[Refusal] | None = None
        if person.day != self.today:
            refusal = UndoTooLate
        elif not person.before:
            refusal = NothingToUndo
        elif person.before[-1].is_in_room and self.present(person.before[-1].room) not in (None, person):
            refusal = RoomBusy
        if refusal is None:
            self.ask("amara", UndoTicket(ticket_id=person.id))
            person.undo()
        else:
            with self.refused(refusal):
                self.ask("amara", UndoTicket(ticket_id=person.id))

    @rule(person=people)
    def print(self, person: Person) -> None:
        self.ask("reception", ConfirmPrint(ticket_id=person.id, is_printed=True))

    @rule(minutes=st.sampled_from([1, 7, 45, 60 * 26]))
    def time_passes(self, minutes: int) -> None:
        yesterday = self.today
        self.books.at += timedelta(minutes=minutes)
        self.books.keep_day()
        if self.today > yesterday:
            if self.are_signed_in:  # since the morning of the first day: that has run out, and the rooms are free
                self.rooms.clear()
                self.are_signed_in = False
            for person in self.everybody:
                if person.status in IN_ROOM - {S.CALLED}:
                    person.step(status=S.DONE)
                elif not person.status.is_final:
                    person.step(status=S.CANCELLED, room=None)

    @rule()
    def the_server_starts_again(self) -> None:
        before = picture_of(self.books.ledger)
        self.books.ledger.reload()
        assert picture_of(self.books.ledger) == before

    # What must hold at every moment.

    @invariant()
    def nobody_is_lost(self) -> None:
        unit = self.books.unit()
        for person in self.everybody:
            ticket = unit.need(Ticket, person.id)
            assert (ticket.status, ticket.department_id, ticket.label) == (
                person.status,
                person.department,
                person.label,
            )
            assert not person.is_in_room or ticket.room_id == person.room
        waiting = [id for department in self.house.departments.values() for id in self.line(department.id)]
        assert sorted(waiting) == sorted(person.id for person in self.everybody if person.status is S.WAITING)

    @invariant()
    def no_number_is_given_twice(self) -> None:
        given = [(person.day, person.label) for person in self.everybody]
        assert len(given) == len(set(given))

    @invariant()
    def a_room_has_one_patient(self) -> None:
        rooms = [person.room for person in self.everybody if person.is_in_room]
        assert len(rooms) == len(set(rooms))

    @invariant()
    def lines_are_in_order(self) -> None:
        for department in self.house.departments.values():
            turns = [self.visit(self.person(id)).turn for id in self.line(department.id)]
            assert turns == sorted(turns)

    # The book itself.

    def ask(self, login: str, command: Command[Any]) -> Any:  # Any: each command has its own answer
        return self.books.ask(self.actor(login), command)

    def actor(self, login: str) -> Actor:
        return self.house.actor(login)

    @property
    def today(self) -> date:
        clinic = self.books.ledger.memory.clinic
        assert clinic is not None
        return business_day_of(clinic, self.books.at)

    def person(self, id: UUID) -> Person:
        return next(person for person in self.everybody if person.id == id)

    def visit(self, person: Person) -> Visit:
        return self.books.unit().need(Visit, person.id)

    def line(self, department: UUID) -> list[UUID]:
        return list(self.books.ledger.memory.line(department))

    def lines_of(self, login: str) -> set[UUID]:
        return {self.house.departments[code].id for code in DOCTORS[login][1]}

    def count(self, departments: set[UUID], status: TicketStatus) -> int:
        return sum(person.status is status and person.department in departments for person in self.everybody)

    def present(self, room: UUID | None) -> Person | None:
        return next((person for person in self.everybody if person.is_in_room and person.room == room), None)

    def cannot_call(self, login: str, command: Command[Ticket]) -> bool:
        """Whether the doctor has no room, or somebody in it; and that it is refused then."""
        refusal: type[Refusal] | None = None
        if login not in self.rooms:
            refusal = NoRoomChosen
        elif self.present(self.rooms[login]) is not None:
            refusal = RoomBusy
        if refusal is not None:
            with self.refused(refusal):
                self.ask(login, command)
        return refusal is not None

    @contextmanager
    def refused(self, refusal: type[Refusal]) -> Iterator[None]:
        """What is refused leaves no row in the journal."""
        seq = self.books.ledger.seq
        with pytest.raises(refusal):
            yield
        assert self.books.ledger.seq == seq


TestWholeDay = WholeDay.TestCase
TestWholeDay.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_a_reason_is_kept_with_each_call(tmp_path: Path) -> None:
    house = furnish(tmp_path, at=MORNING)
    with Bookkeeper(tmp_path, MORNING + timedelta(minutes=1)) as books:
        books.ask(house.actor("amara"), ChooseRoom(room_id=house.rooms["1"].id))
        general = house.departments["GM"].id
        books.ask(house.actor("reception"), IssueTicket(department_id=general, language="en"))
        books.at += timedelta(minutes=30)
        books.ask(house.actor("reception"), IssueTicket(department_id=general, language="en", priority=Priority.HIGH))

        called = books.ask(house.actor("amara"), CallNext())

        reader = Reader(books.store.reading)
        _, values = reader.snapshot([CallReason], is_public=False)
        (reason,) = [value for value in values if isinstance(value, CallReason)]
        assert (called.label, reason.why, reason.other_label) == ("GM-002", Why.DUE, "GM-001")
        assert reason.other_due_at is not None
        assert reason.due_at < reason.other_due_at
