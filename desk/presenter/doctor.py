"""A doctor's page: the own queue, who is next and why, the patient in the room."""

from collections.abc import Sequence
from uuid import UUID

from desk.presenter.availability import AvailabilitySheet
from desk.presenter.figures import average_minutes, doctor_figures, seen_by
from desk.presenter.line import Line, lines
from desk.presenter.next_up import next_shown
from desk.presenter.notes import Notes
from desk.presenter.patient import facts_of, minutes_of, state_of, steps_of
from desk.presenter.queue import QueueTable, Tab, in_turn, newest_first
from desk.presenter.seat import Seat
from desk.presenter.step import Steps, is_in_room_of, possible_steps
from desk.screen.doctor import DoctorShown
from desk.screen.patient import PatientShown
from desk.screen.queue import ChosenShown
from shared.client.mirror import Mirror
from shared.protocol.call import CallNext
from shared.protocol.room import Room
from shared.protocol.staff import Availability, Doctor, SetAvailability
from shared.protocol.ticket import Ticket, TicketStatus

KEYCAPS = {
    "call": "Enter",
    "recall": "F3",
    "start": "F4",
    "finish": "F5",
    "hold": "F6",
    "resume": "F6",
    "send_on": "F7",
    "miss": "F8",
    "come_back": "F8",
    "priority": "Ctrl+P",
    "cancel": "Del",
    "undo": "Ctrl+Z",
}
_IN_THE_ROOM = {"F3": "recall", "F4": "start", "F5": "finish"}
_WHOEVER = {"F6": ("resume", "hold"), "F7": ("send_on",), "F8": ("come_back", "miss"), "Ctrl+P": ("priority",)}
_ALSO = {"Delete": ("cancel",), "Ctrl+Z": ("undo",)}

KEYS = (
    ("F2", "desk.key.call_next"),
    ("F3", "desk.key.recall"),
    ("F4", "desk.key.start"),
    ("F5", "desk.key.finish"),
    ("F6", "desk.key.hold"),
    ("F7", "desk.key.send_on"),
    ("F8", "desk.key.miss"),
    ("F9", "desk.key.availability"),
    ("F10", "desk.key.menu"),
    ("Ctrl+L", "desk.key.lock"),
    ("F12", "desk.key.drawer"),
    ("Enter", "desk.key.call"),
    ("Del", "desk.key.cancel"),
    ("Ctrl+Z", "desk.key.undo"),
    ("Ctrl+P", "desk.key.priority"),
    ("Ctrl+N", "desk.key.notes"),
    ("Ctrl+1 … 5", "desk.key.tab"),
    ("↑ ↓ Home End", "desk.key.move"),
    ("/", "desk.key.find"),
    ("Esc", "desk.key.close"),
    ("?", "desk.key.keys"),
)


class DoctorPage:
    """What a doctor sees and does."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.notes = Notes(seat)
        self.steps = Steps(seat, KEYCAPS)
        self.queue = QueueTable(
            seat.mirror,
            lambda: seat.wording,
            (
                Tab(key="waiting", lines=self._waiting, section=self._section),
                Tab(key="on_hold", lines=lambda: self._own(TicketStatus.ON_HOLD)),
                Tab(key="missed", lines=lambda: self._own(TicketStatus.MISSED)),
                Tab(key="done", lines=lambda: newest_first(self._mine(TicketStatus.DONE))),
                Tab(key="cancelled", lines=lambda: newest_first(self._own(TicketStatus.CANCELLED))),
            ),
        )

    @property
    def current(self) -> Line | None:
        """The patient whom this doctor has called or sees."""
        found = [
            found
            for found in lines(self._seat.mirror, lambda ticket: ticket.staff_id == self._seat.staff_id)
            if is_in_room_of(found, self._seat.staff_id)
        ]
        return max(found, key=lambda each: each.ticket.called_at or each.ticket.issued_at, default=None)

    def press(self, key: str) -> bool:
        """Do what a key stands for. False when it stands for nothing here."""
        if key == "F2":
            self.act("call_next")
        elif key == "F9":
            self.act("availability")
        elif key == "Enter":
            self._call_chosen()
        elif key in _IN_THE_ROOM:
            self.act(_IN_THE_ROOM[key])
        elif key in _WHOEVER or key in _ALSO:
            self._act_on_whoever({**_WHOEVER, **_ALSO}[key])
        elif key == "Ctrl+N":
            self._seat.wants("notes")
        else:
            return False
        return True

    def act(self, action: str) -> None:
        """Carry out what a button in the panel or at the top says: it is about the patient in the room."""
        if action == "call_next":
            self._call_next()
        elif action == "availability":
            self._ask_availability()
        elif (line := self.current or self.queue.chosen) is not None:
            self.notes.save()
            self.steps.take(action, line, "panel")
        elif action == "undo":
            self.steps.take_back_last("panel")
        else:
            self._seat.say(self._seat.wording.words("desk.nobody_in_room"), "panel")

    def act_on_chosen(self, action: str) -> None:
        """Carry out what a button beside the chosen row says."""
        if (line := self.queue.chosen) is not None:
            self.steps.take(action, line, "queue")

    def write_notes(self, key: str, text: str) -> None:
        """Take what is typed into the notes of a patient."""
        self.notes.write(UUID(key), text)

    def shown(self) -> DoctorShown:
        """The page as it is now."""
        seat, wording, now = self._seat, self._seat.wording, self._seat.now
        staff, doctor, current = seat.staff, seat.doctor, self.current
        seen = seen_by(seat.mirror.all(Ticket), staff.id) if staff is not None else []
        queue = self.queue.shown(now)
        chosen = self.queue.chosen
        patient = current or chosen
        return DoctorShown(
            room=wording.room(seat.mirror.get(Room, doctor.room_id)) if doctor is not None else "",
            name=staff.name if staff is not None else "",
            specialisation=staff.specialisation if staff is not None else "",
            availability=str(doctor.availability) if doctor is not None else str(Availability.OFF),
            availability_text=self._availability_text(),
            figures=doctor_figures(seen, self._takeable(), seat.mirror.clinic, wording, now),
            next=next_shown(seat),
            queue=queue,
            chosen=self._chosen(chosen) if chosen is not None and current is not None else ChosenShown(),
            patient=self._patient(patient, average_minutes(seen)) if patient is not None else PatientShown(),
            idle_text=wording.words("desk.nobody_in_room"),
            notice=seat.notice,
        )

    def _call_next(self) -> None:
        self.notes.save()

        def done(ticket: Ticket) -> str:
            self.steps.last_ticket_id, self.queue.chosen_id = ticket.id, None
            return ""

        self._seat.ask("call_next", CallNext(), "queue", done=done)

    def _call_chosen(self) -> None:
        if (line := self.queue.chosen) is None:
            self._seat.say(self._seat.wording.words("desk.nobody_chosen"), "queue")
        else:
            self.steps.take("call", line, "queue")

    def _act_on_whoever(self, names: Sequence[str]) -> None:
        """The chosen row when it allows one of `names`, else the patient in the room; the first that is possible."""
        chosen, current = self.queue.chosen, self.current
        self.notes.save()
        for line, place in ((chosen, "queue"), (current, "panel")):
            possible = [name for name in names if line is not None and name in possible_steps(line.ticket.status)]
            if line is not None and possible:
                self.steps.take(possible[0], line, place)
                return
        if chosen is not None:
            self.steps.take(names[-1], chosen, "queue")
        else:
            self.act(names[-1])

    def _ask_availability(self) -> None:
        doctor = self._seat.doctor
        if doctor is None:
            return

        def carry_out(availability: Availability, reason: str) -> None:
            command = SetAvailability(availability=availability, reason=reason)
            self._seat.ask("availability", command, "sheet", done=self._close_sheet)

        self._seat.open(AvailabilitySheet(doctor.availability, carry_out))

    def _close_sheet(self, _: object) -> None:
        self._seat.sheet = None

    def _availability_text(self) -> str:
        doctor, staff, words = self._seat.doctor, self._seat.staff, self._seat.wording.words
        if doctor is None or staff is None:
            return ""
        if doctor.availability is Availability.AWAY and staff.away_reason:
            return words("desk.away.because", reason=staff.away_reason)
        return words(f"desk.availability.{doctor.availability}")

    def _patient(self, line: Line, usual: int | None) -> PatientShown:
        seat, wording, ticket = self._seat, self._seat.wording, line.ticket
        names = possible_steps(ticket.status)
        is_here = is_in_room_of(line, seat.staff_id)
        other = self.queue.chosen if is_here else None
        taken = {KEYCAPS.get(name) for name in (possible_steps(other.ticket.status) if other is not None else ())}
        return PatientShown(
            key=str(ticket.id),
            label=ticket.label,
            state=str(ticket.status),
            state_text=state_of(line, wording),
            usual_text=wording.words("desk.panel.usual", minutes=wording.minutes(usual)) if is_here and usual else "",
            minutes_text=wording.minutes(minutes_of(ticket, seat.now)) if not ticket.status.is_final else "",
            name=wording.name(line.patient),
            about=wording.about(line.visit, line.patient, seat.now),
            colour=str(line.department.colour) if line.department else "",
            steps=steps_of(line, seat.mirror, wording),
            facts=facts_of(line, seat.mirror, wording),
            notes=self.notes.text(ticket.id),
            notes_state=self.notes.state(ticket.id),
            main=self.steps.shown(names[0], is_main=True),
            actions=tuple(self.steps.shown(name, with_key=KEYCAPS.get(name) not in taken) for name in names[1:]),
        )

    def _chosen(self, line: Line) -> ChosenShown:
        wording = self._seat.wording
        names = possible_steps(line.ticket.status)
        return ChosenShown(
            label=line.ticket.label,
            text=wording.join(
                line.patient.name if line.patient else "", line.note.reason if line.note is not None else ""
            ),
            actions=tuple(self.steps.shown(name) for name in names),
        )

    def _own(self, status: TicketStatus) -> list[Line]:
        """Tickets in this state in the departments of this doctor."""
        doctor = self._seat.doctor
        departments = frozenset(doctor.department_ids) if doctor is not None else frozenset[UUID]()
        return in_turn(
            lines(self._seat.mirror, lambda each: each.status is status and each.department_id in departments)
        )

    def _mine(self, status: TicketStatus) -> list[Line]:
        return [line for line in self._own(status) if line.ticket.staff_id == self._seat.staff_id]

    def _waiting(self) -> list[Line]:
        """Who may be called here, then who waits for another doctor only."""
        own = self._own(TicketStatus.WAITING)
        return [line for line in own if self._may_see(line)] + [line for line in own if not self._may_see(line)]

    def _takeable(self) -> list[Line]:
        return [line for line in self._own(TicketStatus.WAITING) if self._may_see(line)]

    def _may_see(self, line: Line) -> bool:
        return line.visit is None or line.visit.doctor_id in (None, self._seat.staff_id)

    def _section(self, line: Line) -> str:
        if self._may_see(line) or line.visit is None:
            return ""
        return self._seat.wording.words("desk.only_for", doctor=doctor_name(self._seat.mirror, line.visit.doctor_id))


def doctor_name(mirror: Mirror, doctor_id: UUID | None) -> str:
    """A doctor's name; empty when nobody knows them."""
    doctor = mirror.get(Doctor, doctor_id)
    return doctor.name if doctor is not None else ""
