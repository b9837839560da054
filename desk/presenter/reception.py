"""The reception's page: new numbers, everybody's queue, kiosks and screens."""

from uuid import UUID

from desk.presenter.choice import departments
from desk.presenter.device import alerts_shown, devices_shown, open_alerts
from desk.presenter.figures import longest_wait, reception_figures
from desk.presenter.form import NewNumber
from desk.presenter.line import OPEN, Line, lines
from desk.presenter.queue import QueueTable, Tab, in_turn, newest_first
from desk.presenter.seat import Seat
from desk.presenter.step import Steps, possible_steps
from desk.presenter.waiting import wait_of
from desk.presenter.wording import DASH
from desk.screen.notice import ActionShown, NoticeShown
from desk.screen.queue import ChosenShown
from desk.screen.reception import CardShown, ReceptionShown
from shared.protocol.alert import AnswerAlert
from shared.protocol.department import Department, DepartmentState
from shared.protocol.queue import Queue
from shared.protocol.staff import StaffRole
from shared.protocol.ticket import ReprintTicket, Slip, TicketStatus

KEYCAPS = {
    "show": "F3",
    "send_on": "F6",
    "priority": "F7",
    "hold": "F8",
    "resume": "F8",
    "come_back": "F8",
    "cancel": "Del",
    "undo": "Ctrl+Z",
}
_BY_KEY = {
    "F3": ("show",),
    "F6": ("send_on",),
    "F7": ("priority",),
    "F8": ("resume", "come_back", "hold"),
    "Delete": ("cancel",),
}
NOT_HERE = frozenset({"call", "recall", "start", "finish", "miss"})
"""Steps that belong to the doctor in the room."""

KEYS = (
    ("F2", "desk.key.give"),
    ("F3", "desk.key.show"),
    ("F4", "desk.key.new_number"),
    ("F6", "desk.key.move_ticket"),
    ("F7", "desk.key.priority"),
    ("F8", "desk.key.hold"),
    ("F9", "desk.key.answer"),
    ("F10", "desk.key.menu"),
    ("Ctrl+L", "desk.key.lock"),
    ("F12", "desk.key.drawer"),
    ("Del", "desk.key.cancel"),
    ("Ctrl+Z", "desk.key.undo"),
    ("Ctrl+1 … 5", "desk.key.tab"),
    ("↑ ↓ Home End", "desk.key.move"),
    ("/", "desk.key.find"),
    ("Esc", "desk.key.close"),
    ("?", "desk.key.keys"),
)


class ReceptionPage:
    """What the reception sees and does."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.form = NewNumber(seat)
        self.steps = Steps(seat, KEYCAPS, {"send_on": "move"})
        self.department_id: UUID | None = None
        """Show only this department."""
        self.queue = QueueTable(
            seat.mirror,
            lambda: seat.wording,
            (
                Tab(key="everybody", lines=lambda: in_turn(self._in(*OPEN))),
                Tab(key="on_hold", lines=lambda: in_turn(self._in(TicketStatus.ON_HOLD))),
                Tab(key="missed", lines=lambda: in_turn(self._in(TicketStatus.MISSED))),
                Tab(key="done", lines=lambda: newest_first(self._in(TicketStatus.DONE))),
                Tab(key="cancelled", lines=lambda: newest_first(self._in(TicketStatus.CANCELLED))),
            ),
        )

    def press(self, key: str) -> bool:
        """Do what a key stands for. False when it stands for nothing here."""
        if key == "F2":
            self.act("give")
        elif key == "F4":
            self.act("another")
        elif key == "F9":
            self.answer_first()
        elif key in _BY_KEY:
            self._act_on_chosen(_BY_KEY[key])
        elif key == "Ctrl+Z":
            self.act_on_chosen("undo") if self.queue.chosen else self.steps.take_back_last("queue")
        else:
            return False
        return True

    def act(self, action: str) -> None:
        """Give a number, or make room for the next one."""
        if action == "give" and self.form.given is None:
            self.form.give()
        elif action in ("give", "another"):
            self.form.close_number()
            self._seat.notice = NoticeShown()
            self._seat.wants("department")

    def act_on_chosen(self, action: str) -> None:
        """Carry out what a button beside the chosen row says."""
        if (line := self.queue.chosen) is None:
            self._seat.say(self._seat.wording.words("desk.nobody_chosen"), "queue")
        elif action == "show":
            command = ReprintTicket(ticket_id=line.ticket.id)
            self._seat.ask("show", command, "queue", done=self._show)
        else:
            self.steps.take(action, line, "queue")

    def choose_department(self, key: str) -> None:
        """Show one department's people only; choosing it again shows everybody."""
        id = UUID(key)
        self.department_id = None if self.department_id == id else id
        self.queue.chosen_id = None

    def open_twin(self, key: str) -> None:
        """Show the number that this person has already."""
        self.queue.open_tab("everybody")
        self.queue.filter, self.department_id, self.queue.chosen_id = "", None, UUID(key)

    def answer(self, key: str) -> None:
        """Say that somebody is on the way to a kiosk."""
        self._seat.ask(f"answer:{key}", AnswerAlert(alert_id=UUID(key)), "devices")

    def answer_first(self) -> None:
        """Answer whoever has waited longest for a person."""
        alerts = alerts_shown(self._seat.mirror, self._seat.wording, "")
        if alerts:
            self.answer(alerts[0].key)

    def shown(self) -> ReceptionShown:
        """The page as it is now."""
        seat, wording, now = self._seat, self._seat.wording, self._seat.now
        staff, clinic = seat.staff, seat.mirror.clinic
        waiting = list(lines(seat.mirror, lambda ticket: ticket.status is TicketStatus.WAITING))
        queue = self.queue.shown(now)
        chosen = self.queue.chosen
        devices = devices_shown(seat.mirror, wording)
        return ReceptionShown(
            name=staff.name if staff is not None else "",
            clinic=clinic.name if clinic is not None else "",
            can_administer=staff is not None and staff.role in (StaffRole.CLINIC_ADMIN, StaffRole.GROUP_ADMIN),
            figures=reception_figures(waiting, clinic, wording, now),
            cards=tuple(self._card(each, waiting) for each in departments(seat.mirror)),
            form=self.form.shown(),
            number=self.form.number_shown(),
            queue=queue,
            chosen=self._chosen(chosen) if chosen is not None else ChosenShown(),
            alerts=alerts_shown(seat.mirror, wording, seat.busy),
            has_alarm=any(device.state_word == "alarm" for device in devices) or bool(open_alerts(seat.mirror)),
            devices=devices,
            notice=seat.notice,
        )

    def _show(self, slip: Slip) -> None:
        self.form.given = slip

    def _act_on_chosen(self, names: tuple[str, ...]) -> None:
        line = self.queue.chosen
        possible = [name for name in names if line is not None and name in possible_steps(line.ticket.status)]
        self.act_on_chosen(possible[0] if possible else names[-1])

    def _in(self, *states: TicketStatus) -> list[Line]:
        wanted = self.department_id
        return list(
            lines(
                self._seat.mirror,
                lambda ticket: ticket.status in states and wanted in (None, ticket.department_id),
            )
        )

    def _chosen(self, line: Line) -> ChosenShown:
        wording = self._seat.wording
        names = [name for name in possible_steps(line.ticket.status) if name not in NOT_HERE]
        show = ActionShown(
            key="show", text=wording.words("desk.step.show"), keycap="F3", is_busy=self._seat.busy == "show"
        )
        return ChosenShown(
            label=line.ticket.label,
            text=wording.join(
                *(filter(None, (line.patient.name, line.patient.phone)) if line.patient is not None else ()),
                wording.department(line.department),
                wording.state(line.ticket),
            ),
            actions=(show, *(self.steps.shown(name) for name in names)),
        )

    def _card(self, department: Department, waiting: list[Line]) -> CardShown:
        seat, wording, words, now = self._seat, self._seat.wording, self._seat.wording.words, self._seat.now
        clinic = seat.mirror.clinic
        here = [line for line in waiting if line.ticket.department_id == department.id]
        late = sum(wait_of(line.ticket, line.visit, clinic, now).is_late for line in here)
        longest = longest_wait(here, clinic, now)
        queue = seat.mirror.get(Queue, department.id)
        state = str(department.state)
        if department.state is DepartmentState.OPEN and queue is not None and not queue.is_taking:
            state = "full" if queue.quota_left == 0 else "closed"
        remark = "" if state == "open" else words(f"desk.card.{state}")
        if state == "paused" and department.paused_until is not None:
            remark = words("desk.card.paused_until", time=wording.time(department.paused_until))
        text = words("desk.card.late", count=late) if late else words("desk.card.waiting")
        if state != "open" and not here:
            text = wording.department(department)
        return CardShown(
            key=str(department.id),
            code=department.code,
            name=wording.department(department),
            icon=department.icon,
            colour=str(department.colour),
            count=str(len(here)) if here or state == "open" else DASH,
            side=remark or (wording.minutes(longest) if longest is not None else ""),
            text=text,
            is_late=bool(late),
            state_word=state,
            is_chosen=department.id == self.department_id,
        )
