"""Calls: who is next, this one out of turn, and the same one again."""

from datetime import timedelta
from uuid import UUID

from clinic_server.domain import ticket as states
from clinic_server.domain.queue import chosen_reason, may_see, next_and_passed, reason
from clinic_server.handlers.registry import handles
from clinic_server.handlers.today import today
from clinic_server.store.unit import Unit
from shared.protocol.call import (
    Call,
    CallNext,
    CallReason,
    CallTicket,
    NobodyWaiting,
    RecallTicket,
    RoomBusy,
    TicketCalled,
    TicketRecalled,
)
from shared.protocol.priority import Priority
from shared.protocol.refusal import NotAllowed
from shared.protocol.room import Room
from shared.protocol.staff import Doctor, NoRoomChosen
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit


@handles(CallNext)
def call_next(unit: Unit, command: CallNext) -> Ticket:
    """The first of the doctor's lines whom this doctor may see."""
    doctor, room = _doctor_in_free_room(unit)
    found = next_for(unit, doctor)
    if not found:
        raise nobody_waiting(unit, doctor)
    other = found[1] if len(found) > 1 else None
    other_label = "" if other is None else unit.need(Ticket, other.id).label
    id = unit.new_id()
    return _call(unit, doctor, room, found[0], reason(id, found[0], other, other_label))


@handles(CallTicket)
def call_ticket(unit: Unit, command: CallTicket) -> Ticket:
    """Whom staff chose, out of turn; the journal says so."""
    doctor, room = _doctor_in_free_room(unit)
    visit = unit.need(Visit, command.ticket_id)
    return _call(unit, doctor, room, visit, chosen_reason(unit.new_id(), visit))


@handles(RecallTicket)
def recall_ticket(unit: Unit, command: RecallTicket) -> Ticket:
    """The same announcement once more; the voice says "again"."""
    ticket = states.recall(unit.need(Ticket, command.ticket_id))
    assert ticket.room_id is not None  # a called ticket has its room
    room = unit.need(Room, ticket.room_id)
    call = _announcement(unit, unit.new_id(), ticket, unit.need(Visit, ticket.id), room)
    unit.record(TicketRecalled(ticket=ticket, call=call))
    return ticket


def next_for(unit: Unit, doctor: Doctor) -> tuple[Visit, ...]:
    """Whom this doctor would get, and whom that one comes before."""
    lines = [unit.waiting(department_id) for department_id in doctor.department_ids]
    return next_and_passed(lines, lambda visit: may_see(doctor.id, visit))


def nobody_waiting(unit: Unit, doctor: Doctor) -> NobodyWaiting:
    """What there is instead of somebody to call."""
    for_others: dict[str, int] = {}
    for department_id in doctor.department_ids:
        for visit in unit.waiting(department_id):
            other = unit.get(Doctor, visit.doctor_id)
            if other is not None and other.id != doctor.id:
                for_others[other.name] = for_others.get(other.name, 0) + 1
    return NobodyWaiting(
        on_hold=sum(unit.count(id, TicketStatus.ON_HOLD) for id in doctor.department_ids),
        missed=sum(unit.count(id, TicketStatus.MISSED) for id in doctor.department_ids),
        for_others=for_others,
    )


def _doctor_in_free_room(unit: Unit) -> tuple[Doctor, Room]:
    doctor = unit.get(Doctor, unit.actor.id)
    if doctor is None:
        raise NotAllowed()
    if doctor.room_id is None:
        raise NoRoomChosen()
    present = unit.in_room(doctor.room_id)
    if present is not None:
        raise RoomBusy(label=present.label)
    return doctor, unit.need(Room, doctor.room_id)


def _call(unit: Unit, doctor: Doctor, room: Room, visit: Visit, why: CallReason) -> Ticket:
    today(unit)  # nobody is called on a day that staff have not confirmed
    ticket = states.call(unit.need(Ticket, visit.id), room.id, doctor.id, unit.now)
    call = _announcement(unit, why.id, ticket, visit, room)
    unit.record(TicketCalled(ticket=ticket, call=call, reason=why))
    return ticket


def _announcement(unit: Unit, id: UUID, ticket: Ticket, visit: Visit, room: Room) -> Call:
    return Call(
        id=id,
        ticket_id=ticket.id,
        label=ticket.label,
        department_id=ticket.department_id,
        room_id=room.id,
        zone=room.zone,
        language=visit.language,
        number=ticket.calls,
        is_emergency=visit.priority is Priority.EMERGENCY,
        called_at=unit.now,
        expires_at=unit.now + timedelta(seconds=unit.clinic.announcement_lifetime_seconds),
    )
