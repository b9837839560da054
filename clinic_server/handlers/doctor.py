"""Doctors: which room they work in, and whether they take patients now."""

from msgspec.structs import replace

from clinic_server.actor import Role
from clinic_server.domain.text import one_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.refusal import BadValue, NotAllowed
from shared.protocol.room import FreeRoom, Room
from shared.protocol.staff import (
    Availability,
    ChooseRoom,
    Doctor,
    DoctorChanged,
    NoRoomChosen,
    RoomTaken,
    SetAvailability,
    Staff,
)


@handles(ChooseRoom)
def choose_room(unit: Unit, command: ChooseRoom) -> Room:
    """One doctor a room. Whoever left theirs without signing out keeps it until somebody frees it."""
    doctor, staff = _self(unit)
    room = unit.need(Room, command.room_id)
    other = _doctor_in(unit, room)
    if other is not None and other.id != doctor.id:
        raise RoomTaken(by=other.name)
    changed = replace(doctor, room_id=room.id, availability=Availability.AVAILABLE)
    unit.record(DoctorChanged(doctor=changed, staff=replace(staff, away_reason="")))
    return room


@handles(FreeRoom)
def free_room(unit: Unit, command: FreeRoom) -> Room:
    """The doctor goes on being signed in, and chooses a room again. A free room stays free."""
    room = unit.need(Room, command.room_id)
    doctor = _doctor_in(unit, room)
    if doctor is not None:
        left = replace(doctor, room_id=None, availability=Availability.OFF)
        unit.record(DoctorChanged(doctor=left, staff=unit.need(Staff, doctor.id)))
    return room


@handles(SetAvailability)
def set_availability(unit: Unit, command: SetAvailability) -> Doctor:
    """By the doctor, or for one who is not at a desk by those who run the front."""
    is_own = command.doctor_id in (None, unit.actor.id)
    if not is_own and unit.actor.role is Role.DOCTOR:
        raise NotAllowed()
    doctor = unit.get(Doctor, command.doctor_id or unit.actor.id)
    if doctor is None:
        raise BadValue(field="doctor_id", why="not a doctor")
    staff = unit.need(Staff, doctor.id)
    if command.availability is Availability.AVAILABLE and doctor.room_id is None:
        raise NoRoomChosen()
    changed = replace(doctor, availability=command.availability)
    staff = replace(staff, away_reason=one_line(command.reason, "reason"))
    unit.record(DoctorChanged(doctor=changed, staff=staff))
    return changed


def _doctor_in(unit: Unit, room: Room) -> Doctor | None:
    return next((doctor for doctor in unit.all(Doctor) if doctor.room_id == room.id), None)


def _self(unit: Unit) -> tuple[Doctor, Staff]:
    doctor = unit.get(Doctor, unit.actor.id)
    if doctor is None:
        raise NotAllowed()
    return doctor, unit.need(Staff, doctor.id)
