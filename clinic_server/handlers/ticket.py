"""Tickets: issue, print, and every step but the call."""

from uuid import UUID

from msgspec.structs import replace

from clinic_server.actor import STAFF_ROLES, Role
from clinic_server.domain import ticket as states
from clinic_server.domain.numbering import label, new_series, next_in_series
from clinic_server.domain.opening import check_taking
from clinic_server.domain.queue import due_after_next_two, due_at, due_at_end
from clinic_server.domain.text import one_line
from clinic_server.domain.undo import before_last_step
from clinic_server.handlers.registry import handles
from clinic_server.handlers.today import today
from clinic_server.store.unit import Unit
from shared.protocol.call import RoomBusy
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.department import Department
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.refusal import BadValue
from shared.protocol.staff import Doctor
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
    PrintState,
    PriorityChanged,
    ReasonNeeded,
    ReprintTicket,
    ResumeTicket,
    ReturnTicket,
    Slip,
    StartTicket,
    Ticket,
    TicketCancelled,
    TicketFinished,
    TicketHeld,
    TicketIssued,
    TicketKey,
    TicketMissed,
    TicketPrinted,
    TicketResumed,
    TicketReturned,
    TicketStarted,
    TicketTransferred,
    TransferTicket,
    UndoTicket,
    UndoTooLate,
    VideoJoined,
    VideoLeft,
)
from shared.protocol.visit import Source, Step, Visit


@handles(IssueTicket)
def issue_ticket(unit: Unit, command: IssueTicket) -> Slip:
    """A new number, its place in the line counted before it joins."""
    department = unit.need(Department, command.department_id)
    day = today(unit)
    series = unit.series(department.id, day)
    check_taking(unit.clinic, department, series, unit.now)
    if command.priority is not Priority.NORMAL and unit.actor.role not in STAFF_ROLES:
        raise BadValue(field="priority", why="staff only")
    _check_reason(command.priority, command.priority_reason)
    _check_doctor(unit, command.doctor_id, department)
    series = next_in_series(department, series or new_series(unit.new_id(), department, day))
    id = unit.new_id()
    patient = _patient(unit, command)
    visit = Visit(
        id=id,
        patient_id=None if patient is None else patient.id,
        language=one_line(command.language, "language", 16),
        doctor_id=command.doctor_id,
        priority=command.priority,
        source=Source.KIOSK if unit.actor.role is Role.KIOSK else Source.RECEPTION,
        device_id=unit.actor.id if unit.actor.role is Role.KIOSK else None,
        arrived_at=unit.now,
        effective_arrival_at=unit.now,
        due_at=due_at(unit.clinic, command.priority, unit.now),
    )
    ticket = Ticket(
        id=id,
        label=label(department, series.last_number),
        number=series.last_number,
        series_id=series.id,
        business_day=day,
        department_id=department.id,
        issued_at=unit.now,
        waiting_since=unit.now,
        ahead_at_issue=unit.line(department.id).before(visit.turn),
    )
    key = TicketKey(id=id, key=unit.new_key())
    note = _note(id, command)
    unit.record(TicketIssued(series=series, ticket=ticket, visit=visit, key=key, patient=patient, note=note))
    return Slip(ticket=ticket, page=_page(key))


@handles(ConfirmPrint)
def confirm_print(unit: Unit, command: ConfirmPrint) -> Ticket:
    """Printed stays printed, whatever a late report says."""
    ticket = unit.need(Ticket, command.ticket_id)
    if ticket.print_state is PrintState.PRINTED:
        return ticket
    state = PrintState.PRINTED if command.is_printed else PrintState.UNPRINTED
    ticket = replace(ticket, print_state=state)
    unit.record(TicketPrinted(ticket=ticket))
    return ticket


@handles(ReprintTicket)
def reprint_ticket(unit: Unit, command: ReprintTicket) -> Slip:
    """A copy of the slip; it is counted."""
    ticket = unit.need(Ticket, command.ticket_id)
    ticket = replace(ticket, copies=ticket.copies + 1)
    unit.record(TicketPrinted(ticket=ticket))
    return Slip(ticket=ticket, page=_page(unit.need(TicketKey, ticket.id)))


@handles(StartTicket)
def start_ticket(unit: Unit, command: StartTicket) -> Ticket:
    ticket = states.start(unit.need(Ticket, command.ticket_id), unit.now)
    unit.record(TicketStarted(ticket=ticket))
    return ticket


@handles(FinishTicket)
def finish_ticket(unit: Unit, command: FinishTicket) -> Ticket:
    ticket = states.finish(unit.need(Ticket, command.ticket_id), unit.now)
    unit.record(TicketFinished(ticket=ticket))
    return ticket


@handles(HoldTicket)
def hold_ticket(unit: Unit, command: HoldTicket) -> Ticket:
    ticket = states.hold(unit.need(Ticket, command.ticket_id))
    visit = replace(unit.need(Visit, ticket.id), status_reason=one_line(command.reason, "reason"))
    unit.record(TicketHeld(ticket=ticket, visit=visit))
    return ticket


@handles(ResumeTicket)
def resume_ticket(unit: Unit, command: ResumeTicket) -> Ticket:
    """With the old place: the due time is kept. To the end: it becomes the latest of the line."""
    ticket = states.resume(unit.need(Ticket, command.ticket_id))
    visit = replace(unit.need(Visit, ticket.id), status_reason="")
    if command.to_end:
        due = due_at_end(unit.clinic, visit.priority, unit.waiting(ticket.department_id), unit.now)
        visit = replace(visit, due_at=due)
    unit.record(TicketResumed(ticket=ticket, visit=visit))
    return ticket


@handles(MissTicket)
def miss_ticket(unit: Unit, command: MissTicket) -> Ticket:
    ticket = states.miss(unit.need(Ticket, command.ticket_id))
    unit.record(TicketMissed(ticket=ticket))
    return ticket


@handles(ReturnTicket)
def return_ticket(unit: Unit, command: ReturnTicket) -> Ticket:
    ticket = states.come_back(unit.need(Ticket, command.ticket_id))
    visit = unit.need(Visit, ticket.id)
    visit = replace(visit, due_at=due_after_next_two(visit.due_at, unit.waiting(ticket.department_id)))
    unit.record(TicketReturned(ticket=ticket, visit=visit))
    return ticket


@handles(TransferTicket)
def transfer_ticket(unit: Unit, command: TransferTicket) -> Ticket:
    """On to another queue, as somebody who arrives there now."""
    before = unit.need(Ticket, command.ticket_id)
    department = unit.need(Department, command.department_id)
    _check_doctor(unit, command.doctor_id, department)
    ticket = states.transfer(before, department.id, unit.now)
    visit = unit.need(Visit, ticket.id)
    step = Step(
        department_id=before.department_id,
        room_id=before.room_id,
        staff_id=before.staff_id,
        arrived_at=before.waiting_since,
        called_at=before.called_at,
        started_at=before.started_at,
        left_at=unit.now,
    )
    visit = replace(
        visit,
        doctor_id=command.doctor_id,
        effective_arrival_at=unit.now,
        due_at=due_at(unit.clinic, visit.priority, unit.now),
        status_reason=one_line(command.reason, "reason"),
        steps=(*visit.steps, step),
    )
    unit.record(TicketTransferred(ticket=ticket, visit=visit))
    return ticket


@handles(ChangePriority)
def change_priority(unit: Unit, command: ChangePriority) -> Ticket:
    """The due time follows the new class, from the arrival that counts."""
    ticket = unit.need(Ticket, command.ticket_id)
    states.require_open(ticket)
    _check_reason(command.priority, command.reason)
    visit = unit.need(Visit, ticket.id)
    visit = replace(
        visit,
        priority=command.priority,
        due_at=due_at(unit.clinic, command.priority, visit.effective_arrival_at),
    )
    known = unit.get(ClinicalNote, ticket.id) or ClinicalNote(id=ticket.id)
    note = replace(known, priority_reason=one_line(command.reason, "reason"))
    unit.record(PriorityChanged(ticket=ticket, visit=visit, note=note if note != known else None))
    return ticket


@handles(CancelTicket)
def cancel_ticket(unit: Unit, command: CancelTicket) -> Ticket:
    """A patient may leave the line, not end a consultation."""
    reason = one_line(command.reason, "reason")
    if not reason:
        raise ReasonNeeded()
    ticket = unit.need(Ticket, command.ticket_id)
    if unit.actor.role is Role.PATIENT:
        states.require_not_in_room(ticket)
    ticket = states.cancel(ticket, unit.now)
    visit = replace(unit.need(Visit, ticket.id), status_reason=reason)
    unit.record(TicketCancelled(ticket=ticket, visit=visit))
    return ticket


@handles(JoinVideo)
def join_video(unit: Unit, command: JoinVideo) -> Ticket:
    ticket = states.join_video(unit.need(Ticket, command.ticket_id), unit.now)
    unit.record(VideoJoined(ticket=ticket))
    return ticket


@handles(LeaveVideo)
def leave_video(unit: Unit, command: LeaveVideo) -> Ticket:
    ticket = states.leave_video(unit.need(Ticket, command.ticket_id))
    unit.record(VideoLeft(ticket=ticket))
    return ticket


@handles(UndoTicket)
def undo_ticket(unit: Unit, command: UndoTicket) -> Ticket:
    """Back to before the last step, unless its room is taken by somebody else meanwhile."""
    now = unit.need(Ticket, command.ticket_id)
    if now.business_day != today(unit):
        raise UndoTooLate()
    before = before_last_step(unit.history(now.id), now, unit.get(ClinicalNote, now.id))
    ticket = before.ticket
    if ticket.room_id is not None and ticket.status in states.IN_ROOM:
        other = unit.in_room(ticket.room_id)
        if other is not None and other.id != ticket.id:
            raise RoomBusy(label=other.label)
    unit.record(before)
    return ticket


def _patient(unit: Unit, command: IssueTicket) -> Patient | None:
    name, phone = one_line(command.name, "name"), one_line(command.phone, "phone", 32)
    if command.patient_id is not None:
        if unit.actor.role not in STAFF_ROLES:
            raise BadValue(field="patient_id", why="staff only")
        if name or phone or command.birth_date:
            raise BadValue(field="patient_id", why="beside a name, phone or birth date")
        return unit.need(Patient, command.patient_id)
    if not (name or phone or command.birth_date):
        return None
    return Patient(id=unit.new_id(), name=name, phone=phone, language=command.language, birth_date=command.birth_date)


def _note(id: UUID, command: IssueTicket) -> ClinicalNote | None:
    reason = one_line(command.reason, "reason")
    priority_reason = one_line(command.priority_reason, "priority_reason")
    return ClinicalNote(id=id, reason=reason, priority_reason=priority_reason) if reason or priority_reason else None


def _check_doctor(unit: Unit, doctor_id: UUID | None, department: Department) -> None:
    """Who waits in a line for a doctor who never calls it would wait for ever."""
    if doctor_id is not None and department.id not in unit.need(Doctor, doctor_id).department_ids:
        raise BadValue(field="doctor_id", why="not in this department")


def _check_reason(priority: Priority, reason: str) -> None:
    if priority is Priority.EMERGENCY and not reason.strip():
        raise ReasonNeeded()


def _page(key: TicketKey) -> str:
    return f"/t/{key.key}"
