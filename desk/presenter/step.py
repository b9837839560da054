"""The steps of a ticket that staff can take: which are possible now, under which key, and how they are asked for."""

from collections.abc import Callable
from uuid import UUID

from desk.presenter.line import IN_ROOM, Line
from desk.presenter.seat import Seat
from desk.presenter.send_on import SendOnSheet
from desk.presenter.sheet import PrioritySheet, ReasonSheet
from desk.screen.notice import ActionShown
from shared.protocol.call import CallTicket, RecallTicket
from shared.protocol.grammar import Command
from shared.protocol.priority import Priority
from shared.protocol.ticket import (
    CancelTicket,
    ChangePriority,
    FinishTicket,
    HoldTicket,
    MissTicket,
    ResumeTicket,
    ReturnTicket,
    StartTicket,
    Ticket,
    TicketStatus,
    TransferTicket,
    UndoTicket,
)

CANCEL_REASONS = ("left", "twice", "elsewhere")

_DIRECT: dict[str, Callable[[UUID], Command[Ticket]]] = {
    "call": lambda id: CallTicket(ticket_id=id),
    "recall": lambda id: RecallTicket(ticket_id=id),
    "start": lambda id: StartTicket(ticket_id=id),
    "finish": lambda id: FinishTicket(ticket_id=id),
    "hold": lambda id: HoldTicket(ticket_id=id),
    "resume": lambda id: ResumeTicket(ticket_id=id),
    "miss": lambda id: MissTicket(ticket_id=id),
    "come_back": lambda id: ReturnTicket(ticket_id=id),
    "undo": lambda id: UndoTicket(ticket_id=id),
}
_ICONS = {"undo": "ui-undo"}


def possible_steps(status: TicketStatus) -> tuple[str, ...]:
    """What can be done with a ticket in this state, the likeliest first. Calling is for doctors only."""
    match status:
        case TicketStatus.WAITING:
            return ("call", "hold", "send_on", "priority", "cancel", "undo")
        case TicketStatus.CALLED:
            return ("start", "recall", "miss", "hold", "send_on", "cancel", "undo")
        case TicketStatus.IN_PROGRESS | TicketStatus.LEFT_CALL:
            return ("finish", "hold", "send_on", "cancel", "undo")
        case TicketStatus.IN_CALL:
            return ("finish", "send_on", "cancel", "undo")
        case TicketStatus.ON_HOLD:
            return ("resume", "call", "send_on", "priority", "cancel", "undo")
        case TicketStatus.MISSED:
            return ("come_back", "call", "hold", "send_on", "priority", "cancel", "undo")
        case _:
            return ("undo",)


class Steps:
    """Takes a step for a ticket: at once, or after a sheet has asked what it still needs."""

    def __init__(self, seat: Seat, keycaps: dict[str, str], other_words: dict[str, str] | None = None) -> None:
        self.last_ticket_id: UUID | None = None
        """Whose step is taken back when nobody is chosen."""
        self._seat = seat
        self._keycaps = keycaps
        self._other_words = other_words or {}

    def shown(self, name: str, *, is_main: bool = False, with_key: bool = True) -> ActionShown:
        """The button of a step."""
        return ActionShown(
            key=name,
            text=self._seat.wording.words(f"desk.step.{self._other_words.get(name, name)}"),
            keycap=self._keycaps.get(name, "") if with_key and name not in _ICONS else "",
            icon=_ICONS.get(name, ""),
            is_main=is_main,
            is_busy=self._seat.busy == name,
        )

    def take(self, name: str, line: Line, place: str) -> None:
        """Take the step, or say why it cannot be taken now."""
        ticket, words = line.ticket, self._seat.wording.words
        if name not in possible_steps(ticket.status):
            status = self._seat.wording.status(ticket.status)
            self._seat.say(words("desk.impossible", label=ticket.label, status=status), place)
        elif name == "cancel":
            self._open(ReasonSheet("cancel", ticket.label, CANCEL_REASONS, lambda why: self._cancel(ticket, why)))
        elif name == "send_on":
            self._open(SendOnSheet(self._seat.mirror, ticket.label, self._send_on(ticket)))
        elif name == "priority":
            self._open(PrioritySheet(ticket.label, line.priority, self._change_priority(ticket)))
        else:
            self._ask(name, ticket, _DIRECT[name](ticket.id), place)

    def take_back_last(self, place: str) -> None:
        """Undo the last step that was taken at this desk."""
        ticket = self._seat.mirror.get(Ticket, self.last_ticket_id)
        if ticket is None:
            self._seat.say(self._seat.wording.words("refused.nothing_to_undo"), place)
        else:
            self._ask("undo", ticket, UndoTicket(ticket_id=ticket.id), place)

    def _cancel(self, ticket: Ticket, why: str) -> None:
        self._ask("cancel", ticket, CancelTicket(ticket_id=ticket.id, reason=why), "sheet")

    def _send_on(self, ticket: Ticket) -> Callable[[UUID, UUID | None, str], None]:
        def carry_out(department_id: UUID, doctor_id: UUID | None, why: str) -> None:
            command = TransferTicket(ticket_id=ticket.id, department_id=department_id, doctor_id=doctor_id, reason=why)
            self._ask("send_on", ticket, command, "sheet")

        return carry_out

    def _change_priority(self, ticket: Ticket) -> Callable[[Priority, str], None]:
        def carry_out(priority: Priority, why: str) -> None:
            self._ask("priority", ticket, ChangePriority(ticket_id=ticket.id, priority=priority, reason=why), "sheet")

        return carry_out

    def _open(self, sheet: ReasonSheet | SendOnSheet | PrioritySheet) -> None:
        self._seat.open(sheet)

    def _ask(self, name: str, ticket: Ticket, command: Command[Ticket], place: str) -> None:
        def done(after: Ticket) -> str:
            self.last_ticket_id = after.id
            self._seat.sheet = None
            return self._seat.wording.words(f"desk.done.{name}", label=after.label)

        self._seat.ask(name, command, place, done=done)


def is_in_room_of(line: Line, staff_id: UUID | None) -> bool:
    """Whether this doctor has called or sees this patient now."""
    return line.ticket.status in IN_ROOM and line.ticket.staff_id == staff_id
