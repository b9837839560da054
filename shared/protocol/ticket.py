"""Tickets: the visit's public face, from the printed number to the last door."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.visit import Visit


class TicketStatus(StrEnum):
    """The states of a ticket; done and cancelled are final (but for undo on the same day)."""

    WAITING = "waiting"
    CALLED = "called"
    IN_PROGRESS = "in_progress"
    IN_CALL = "in_call"
    LEFT_CALL = "left_call"
    ON_HOLD = "on_hold"
    MISSED = "missed"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing but undo leads on."""
        return self in (TicketStatus.DONE, TicketStatus.CANCELLED)


class PrintState(StrEnum):
    """Pending: asked of the printer, not confirmed. Unprinted: shown on the kiosk's screen only."""

    PENDING = "pending"
    PRINTED = "printed"
    UNPRINTED = "unprinted"


class Ticket(Value, frozen=True, kw_only=True, tag="ticket"):
    """What everybody may know of a visit: label, department, room, status, times."""

    audience: ClassVar = Audience.EVERYONE

    label: str
    number: int
    series_id: UUID
    business_day: date
    department_id: UUID
    status: TicketStatus = TicketStatus.WAITING
    room_id: UUID | None = None
    staff_id: UUID | None = None
    """Who called or sees the patient."""
    issued_at: datetime
    waiting_since: datetime
    """Since when it waits in this queue; a transfer begins anew."""
    called_at: datetime | None = None
    """The first call of this step; recalls do not move it."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    calls: int = 0
    ahead_at_issue: int = 0
    """How many people were before it when it was issued, as the slip says."""
    print_state: PrintState = PrintState.PENDING
    copies: int = 0


class Series(Value, frozen=True, kw_only=True, tag="series"):
    """The counter of one department on one business day. The next label is `last_number + 1`."""

    audience: ClassVar = Audience.NOBODY

    department_id: UUID
    business_day: date
    last_number: int
    issued: int = 0


class TicketKey(Value, frozen=True, kw_only=True, tag="ticket_key"):
    """The unguessable key of the patient's page; has the id of its `Ticket`."""

    audience: ClassVar = Audience.NOBODY

    key: str


class Slip(Struct, frozen=True, kw_only=True):
    """What is needed to print a ticket. `page` is the path of the patient's page, such as `/t/Jx…`."""

    ticket: Ticket
    page: str


class IssueTicket(Command[Slip], frozen=True, kw_only=True, tag="ticket.issue"):
    """Give somebody a number. Kiosks may leave name and phone empty; priority and known patients are for staff."""

    refusals: ClassVar = ("queue_closed", "queue_paused", "quota_reached", "reason_needed", "date_not_confirmed")

    department_id: UUID
    language: str
    doctor_id: UUID | None = None
    priority: Priority = Priority.NORMAL
    priority_reason: str = ""
    name: str = ""
    phone: str = ""
    birth_date: date | None = None
    reason: str = ""
    patient_id: UUID | None = None
    """Somebody whom the clinic knows; then name, phone and birth date stay empty."""


class ConfirmPrint(Command[Ticket], frozen=True, kw_only=True, tag="ticket.confirm_print"):
    """Say whether the slip came out."""

    ticket_id: UUID
    is_printed: bool


class ReprintTicket(Command[Slip], frozen=True, kw_only=True, tag="ticket.reprint"):
    """Ask for the slip of an existing ticket again; it is marked COPY."""

    ticket_id: UUID


class StartTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.start"):
    """The patient has come in: the consultation begins."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class FinishTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.finish"):
    """The consultation is over."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class HoldTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.hold"):
    """Park a patient: not called until somebody resumes it."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID
    reason: str = ""


class ResumeTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.resume"):
    """Back into the line from hold, with the old place, or at the end when `to_end`."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID
    to_end: bool = False


class MissTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.miss"):
    """Called, and nobody came."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class ReturnTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.return"):
    """Somebody who missed the call is back: waits again, after the next two."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class TransferTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.transfer"):
    """Send a patient on to another queue (or doctor) under the same label."""

    refusals: ClassVar = ("wrong_state", "queue_closed", "queue_paused")

    ticket_id: UUID
    department_id: UUID
    doctor_id: UUID | None = None
    reason: str = ""


class ChangePriority(Command[Ticket], frozen=True, kw_only=True, tag="ticket.change_priority"):
    """Trained staff record another priority; an emergency needs a reason."""

    refusals: ClassVar = ("wrong_state", "reason_needed")

    ticket_id: UUID
    priority: Priority
    reason: str = ""


class CancelTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.cancel"):
    """Close a ticket without a consultation."""

    refusals: ClassVar = ("wrong_state", "reason_needed")

    ticket_id: UUID
    reason: str


class JoinVideo(Command[Ticket], frozen=True, kw_only=True, tag="ticket.join_video"):
    """The consultation goes on by video."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class LeaveVideo(Command[Ticket], frozen=True, kw_only=True, tag="ticket.leave_video"):
    """The video ended; the consultation may go on in the room or finish."""

    refusals: ClassVar = ("wrong_state",)

    ticket_id: UUID


class UndoTicket(Command[Ticket], frozen=True, kw_only=True, tag="ticket.undo"):
    """Take back this ticket's last step, within the same business day."""

    refusals: ClassVar = ("nothing_to_undo", "undo_too_late", "room_busy")

    ticket_id: UUID


class TicketIssued(Event, frozen=True, kw_only=True, tag="ticket.issued"):
    """Somebody got a number."""

    series: Series
    ticket: Ticket
    visit: Visit
    key: TicketKey
    patient: Patient | None = None
    note: ClinicalNote | None = None


class TicketPrinted(Event, frozen=True, kw_only=True, tag="ticket.printed"):
    """The slip came out, or did not; or a copy was asked for."""

    ticket: Ticket


class TicketStarted(Event, frozen=True, kw_only=True, tag="ticket.started"):
    """A consultation began."""

    ticket: Ticket


class TicketFinished(Event, frozen=True, kw_only=True, tag="ticket.finished"):
    """A consultation ended."""

    ticket: Ticket


class TicketHeld(Event, frozen=True, kw_only=True, tag="ticket.held"):
    """A patient was parked."""

    ticket: Ticket
    visit: Visit


class TicketResumed(Event, frozen=True, kw_only=True, tag="ticket.resumed"):
    """A parked patient waits again."""

    ticket: Ticket
    visit: Visit


class TicketMissed(Event, frozen=True, kw_only=True, tag="ticket.missed"):
    """Nobody came when called."""

    ticket: Ticket


class TicketReturned(Event, frozen=True, kw_only=True, tag="ticket.returned"):
    """Somebody who missed the call waits again."""

    ticket: Ticket
    visit: Visit


class TicketTransferred(Event, frozen=True, kw_only=True, tag="ticket.transferred"):
    """A patient was sent on to another queue."""

    ticket: Ticket
    visit: Visit


class PriorityChanged(Event, frozen=True, kw_only=True, tag="ticket.priority_changed"):
    """Staff recorded another priority."""

    ticket: Ticket
    visit: Visit
    note: ClinicalNote | None = None


class TicketCancelled(Event, frozen=True, kw_only=True, tag="ticket.cancelled"):
    """A ticket was closed without a consultation."""

    ticket: Ticket
    visit: Visit


class VideoJoined(Event, frozen=True, kw_only=True, tag="ticket.video_joined"):
    """A consultation goes on by video."""

    ticket: Ticket


class VideoLeft(Event, frozen=True, kw_only=True, tag="ticket.video_left"):
    """The video of a consultation ended."""

    ticket: Ticket


class TicketUndone(Event, frozen=True, kw_only=True, tag="ticket.undone"):
    """The last step was taken back: the ticket is as it was before it."""

    ticket: Ticket
    visit: Visit
    note: ClinicalNote | None = None


@dataclass(kw_only=True, eq=False)
class WrongState(Refusal):
    """The ticket is in a state from which this cannot be done; somebody else may have been quicker."""

    label: str
    status: TicketStatus


@dataclass(kw_only=True, eq=False)
class ReasonNeeded(Refusal):
    """This needs a reason in words."""


@dataclass(kw_only=True, eq=False)
class NothingToUndo(Refusal):
    """This ticket has no step that can be taken back."""


@dataclass(kw_only=True, eq=False)
class UndoTooLate(Refusal):
    """Only steps of today's business day can be taken back."""
