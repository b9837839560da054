"""Staff: accounts, rooms and availability."""

from msgspec.structs import replace

from clinic_server.domain.text import needed_line, one_line
from clinic_server.handlers.password import hash_of
from clinic_server.handlers.proof import names_known_to
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.unit import Unit
from shared.protocol.credential import Credential
from shared.protocol.department import Department
from shared.protocol.refusal import NotAllowed
from shared.protocol.room import Room
from shared.protocol.staff import (
    AddStaff,
    Availability,
    ChooseRoom,
    Doctor,
    DoctorChanged,
    LoginTaken,
    NoRoomChosen,
    RoomTaken,
    SetAvailability,
    Staff,
    StaffAdded,
    StaffRole,
)


def _hash_password(preparation: Preparation, command: AddStaff) -> str:
    return hash_of(command.password, (command.login, command.name, *names_known_to(preparation)))


@handles(AddStaff, prepare=_hash_password, hashes=True)
def add_staff(unit: Unit, command: AddStaff) -> Staff:
    """An account, and a public face when it is a doctor's."""
    login = needed_line(command.login, "login", 64).lower()
    if any(staff.login == login for staff in unit.all(Staff)):
        raise LoginTaken(login=login)
    for department_id in command.department_ids:
        unit.need(Department, department_id)
    staff = Staff(
        id=unit.new_id(),
        login=login,
        name=needed_line(command.name, "name"),
        role=command.role,
        specialisation=one_line(command.specialisation, "specialisation"),
        licence_number=one_line(command.licence_number, "licence_number"),
        department_ids=command.department_ids,
    )
    doctor = None
    if command.role is StaffRole.DOCTOR:
        doctor = Doctor(
            id=staff.id,
            name=staff.name,
            specialisation=staff.specialisation,
            department_ids=staff.department_ids,
        )
    credential = Credential(id=staff.id, password_hash=unit.prepared)
    unit.record(StaffAdded(staff=staff, credential=credential, doctor=doctor))
    return staff


@handles(ChooseRoom)
def choose_room(unit: Unit, command: ChooseRoom) -> Room:
    """One doctor a room. Whoever left theirs without signing out keeps it until somebody frees it."""
    doctor, staff = _self(unit)
    room = unit.need(Room, command.room_id)
    other = next((other for other in unit.all(Doctor) if other.room_id == room.id and other.id != doctor.id), None)
    if other is not None:
        raise RoomTaken(by=other.name)
    changed = replace(doctor, room_id=room.id, availability=Availability.AVAILABLE)
    unit.record(DoctorChanged(doctor=changed, staff=replace(staff, away_reason="")))
    return room


@handles(SetAvailability)
def set_availability(unit: Unit, command: SetAvailability) -> Doctor:
    doctor, staff = _self(unit)
    if command.availability is Availability.AVAILABLE and doctor.room_id is None:
        raise NoRoomChosen()
    changed = replace(doctor, availability=command.availability)
    staff = replace(staff, away_reason=one_line(command.reason, "reason"))
    unit.record(DoctorChanged(doctor=changed, staff=staff))
    return changed


def _self(unit: Unit) -> tuple[Doctor, Staff]:
    doctor = unit.get(Doctor, unit.actor.id)
    if doctor is None:
        raise NotAllowed()
    return doctor, unit.need(Staff, doctor.id)
