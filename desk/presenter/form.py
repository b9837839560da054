"""The form for a new number: what is typed and chosen, who may have one already, and the number that was given."""

from datetime import datetime
from uuid import UUID

from desk.presenter.choice import (
    ANY_DOCTOR,
    department_choice,
    departments,
    doctor_choices,
    options,
    priority_choices,
)
from desk.presenter.line import OPEN, Line, digits, lines
from desk.presenter.seat import Seat
from desk.presenter.waiting import wait_of
from desk.presenter.wording import Wording
from desk.screen.reception import FormShown, NumberShown, TwinShown
from desk.screen.sheet import ChoiceShown, Option
from shared.client.mirror import Mirror
from shared.protocol.department import Department
from shared.protocol.identity import new_id
from shared.protocol.priority import Priority
from shared.protocol.ticket import ConfirmPrint, IssueTicket, Slip, Ticket, TicketStatus
from shared.protocol.visit import Visit
from shared.words import LANGUAGES

ENOUGH_LETTERS = 3
ENOUGH_DIGITS = 5
MOST_TWINS = 2


class NewNumber:
    """One form. What was typed stays until the number is given, also when the line is cut or the session ends."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.given: Slip | None = None
        """The number that was given last, while it is shown."""
        self.clear()

    def clear(self) -> None:
        """An empty form; the department and the language stay, since the next one often wants the same."""
        self.name = self.phone = self.reason = self.priority_reason = ""
        self.doctor_id: UUID | None = None
        self.priority = Priority.NORMAL
        self._intent = new_id()

    department_id: UUID | None = None
    language = ""

    def write(self, field: str, text: str) -> None:
        """Take what is typed into name, phone, reason or priority_reason."""
        match field:
            case "name":
                self.name = text
            case "phone":
                self.phone = text
            case "reason":
                self.reason = text
            case "priority_reason":
                self.priority_reason = text
        self._intent = new_id()

    def choose(self, field: str, key: str) -> None:
        """Choose a department, language, doctor or priority."""
        match field:
            case "department":
                self.department_id, self.doctor_id = UUID(key), None
            case "language":
                self.language = key
            case "doctor":
                self.doctor_id = None if key == ANY_DOCTOR else UUID(key)
            case "priority":
                self.priority = Priority(key)
        self._intent = new_id()

    def give(self) -> None:
        """Ask for the number. Pressed again after a lost answer it is still the same one."""
        words = self._seat.wording.words
        department = self._department()
        if department is None:
            self._seat.say(words("desk.form.lacks_department"), "form")
            self._seat.wants("department")
        elif self.priority is Priority.EMERGENCY and not self.priority_reason.strip():
            self._seat.say(words("refused.reason_needed"), "form")
            self._seat.wants("priority_reason")
        else:
            command = IssueTicket(
                department_id=department.id,
                language=self._language(),
                doctor_id=self.doctor_id,
                priority=self.priority,
                priority_reason=self.priority_reason.strip() if self.priority is Priority.EMERGENCY else "",
                name=self.name.strip(),
                phone=self.phone.strip(),
                reason=self.reason.strip(),
            )
            self._seat.ask("give", command, "form", done=self._given, request_id=self._intent)

    def close_number(self) -> None:
        """The number was said: the next one, please."""
        self.given = None

    def shown(self) -> FormShown:
        """The form as it is now."""
        mirror, wording, now = self._seat.mirror, self._seat.wording, self._seat.now
        department = self._department()
        department_id = department.id if department is not None else None
        return FormShown(
            name=self.name,
            phone=self.phone,
            reason=self.reason,
            departments=options(department_choice(each, wording, None) for each in departments(mirror)),
            department=str(department_id or ""),
            languages=self._languages(wording),
            language=self._language(),
            doctors=options(doctor_choices(mirror, department_id, None, wording)),
            doctor=str(self.doctor_id or ANY_DOCTOR),
            priorities=priority_choices(self.priority, wording),
            priority=str(self.priority),
            asks_reason=self.priority is Priority.EMERGENCY,
            priority_reason=self.priority_reason,
            twins=tuple(_twin(each, mirror, wording, now) for each in self._twins()),
            is_busy=self._seat.busy == "give",
        )

    def number_shown(self) -> NumberShown:
        """The number that was given, large."""
        if self.given is None:
            return NumberShown()
        mirror, wording, ticket = self._seat.mirror, self._seat.wording, self.given.ticket
        department = mirror.get(Department, ticket.department_id)
        clinic = mirror.clinic
        address = clinic.page_address.rstrip("/") if clinic is not None else ""
        return NumberShown(
            label=ticket.label,
            name=self._given_name(ticket),
            department=wording.department(department),
            icon=department.icon if department is not None else "",
            colour=str(department.colour) if department is not None else "",
            ahead=_ahead(ticket.ahead_at_issue, wording),
            code=f"{address}{self.given.page}" if address and self.given.page else "",
            code_text=wording.words("desk.form.code") if address and self.given.page else "",
        )

    def _given(self, slip: Slip) -> None:
        self.given = slip
        self.clear()
        # Said and shown, never on paper: the ticket must not look like one whose slip is still coming.
        confirm = ConfirmPrint(ticket_id=slip.ticket.id, is_printed=False)
        self._seat.tell(confirm, "form")

    def _given_name(self, ticket: Ticket) -> str:
        visit = self._seat.mirror.get(Visit, ticket.id)
        found = [line for line in lines(self._seat.mirror, lambda each: each.id == ticket.id) if line.patient]
        return found[0].patient.name if visit is not None and found and found[0].patient is not None else ""

    def _department(self) -> Department | None:
        known = departments(self._seat.mirror)
        if len(known) == 1:
            return known[0]
        return self._seat.mirror.get(Department, self.department_id)

    def _language(self) -> str:
        clinic = self._seat.mirror.clinic
        return self.language or (clinic.languages[0] if clinic is not None else "en")

    def _languages(self, wording: Wording) -> tuple[Option, ...]:
        clinic = self._seat.mirror.clinic
        offered = dict.fromkeys((*(clinic.languages if clinic is not None else ()), *LANGUAGES))
        return options(ChoiceShown(key=code, text=wording.language(code)) for code in offered)

    def _twins(self) -> list[Line]:
        """Who may be the same person: the same phone, or a name that begins alike."""
        name, phone = self.name.casefold().strip(), digits(self.phone)
        return [
            line
            for line in lines(self._seat.mirror, lambda ticket: ticket.status in OPEN)
            if line.patient is not None
            and (
                (len(phone) >= ENOUGH_DIGITS and digits(line.patient.phone).endswith(phone))
                or (len(name) >= ENOUGH_LETTERS and line.patient.name.casefold().startswith(name))
            )
        ][:MOST_TWINS]


def _ahead(count: int, wording: Wording) -> str:
    return wording.words("desk.form.ahead", count=count) if count else wording.words("desk.form.first")


def _twin(line: Line, mirror: Mirror, wording: Wording, now: datetime) -> TwinShown:
    words, name = wording.words, line.patient.name if line.patient is not None else ""
    wait = wording.minutes(wait_of(line.ticket, line.visit, mirror.clinic, now).minutes)
    is_waiting = line.ticket.status is TicketStatus.WAITING
    return TwinShown(
        key=str(line.ticket.id),
        title=words("desk.form.twin", name=name or words("desk.form.somebody"), label=line.ticket.label),
        text=words("desk.form.twin_waits", minutes=wait) if is_waiting else wording.state(line.ticket),
    )
