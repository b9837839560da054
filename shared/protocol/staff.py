"""Staff: accounts and roles, the doctor's public face, choosing a room, being available."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, UnsetType

from shared.protocol.credential import Credential
from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.room import Room


class StaffRole(StrEnum):
    """What an account may do; the table of it is the server's."""

    RECEPTIONIST = "receptionist"
    DOCTOR = "doctor"
    CLINIC_ADMIN = "clinic_admin"
    GROUP_ADMIN = "group_admin"


class Availability(StrEnum):
    """Whether a doctor takes patients now."""

    AVAILABLE = "available"
    AWAY = "away"
    OFF = "off"


class Staff(Value, frozen=True, kw_only=True, tag="staff"):
    """An account and the person behind it (FHIR: Practitioner with PractitionerRole)."""

    audience: ClassVar = Audience.STAFF

    login: str
    name: str
    role: StaffRole
    specialisation: str = ""
    licence_number: str = ""
    department_ids: tuple[UUID, ...] = ()
    away_reason: str = ""
    is_active: bool = True


class Doctor(Value, frozen=True, kw_only=True, tag="doctor"):
    """The public face of staff who see patients; has the id of its `Staff`."""

    audience: ClassVar = Audience.EVERYONE

    name: str
    specialisation: str = ""
    department_ids: tuple[UUID, ...] = ()
    room_id: UUID | None = None
    availability: Availability = Availability.OFF


class AddStaff(Command[Staff], frozen=True, kw_only=True, tag="staff.add"):
    """Give somebody an account."""

    refusals: ClassVar = ("login_taken", "password_too_short", "password_too_common")

    login: str
    password: str
    name: str
    role: StaffRole
    specialisation: str = ""
    licence_number: str = ""
    department_ids: tuple[UUID, ...] = ()


class ChangeStaff(Command[Staff], frozen=True, kw_only=True, tag="staff.change"):
    """Change somebody's account; what is left out stays as it is."""

    refusals: ClassVar = ("last_administrator",)

    staff_id: UUID
    name: str | UnsetType = UNSET
    role: StaffRole | UnsetType = UNSET
    specialisation: str | UnsetType = UNSET
    licence_number: str | UnsetType = UNSET
    department_ids: tuple[UUID, ...] | UnsetType = UNSET


class DeactivateStaff(Command[Staff], frozen=True, kw_only=True, tag="staff.deactivate"):
    """Close somebody's account: every session ends, and a doctor's room is free. What they did stays theirs."""

    refusals: ClassVar = ("last_administrator",)

    staff_id: UUID
    reason: str = ""


class ReactivateStaff(Command[Staff], frozen=True, kw_only=True, tag="staff.reactivate"):
    """Open a closed account again, with the password it had."""

    staff_id: UUID


class ChooseRoom(Command[Room], frozen=True, kw_only=True, tag="staff.choose_room"):
    """Say in which room the one who asks works now; makes a doctor available."""

    refusals: ClassVar = ("room_taken",)

    room_id: UUID


class SetAvailability(Command[Doctor], frozen=True, kw_only=True, tag="staff.set_availability"):
    """Say whether a doctor takes patients now, and why not: the one who asks, or another for whom reception says it."""

    refusals: ClassVar = ("no_room_chosen",)

    availability: Availability
    reason: str = ""
    doctor_id: UUID | None = None


class StaffAdded(Event, frozen=True, kw_only=True, tag="staff.added"):
    """Somebody got an account."""

    staff: Staff
    credential: Credential
    doctor: Doctor | None = None


class StaffChanged(Event, frozen=True, kw_only=True, tag="staff.changed"):
    """Somebody's account changed, and with it the public face of a doctor."""

    staff: Staff
    doctor: Doctor | None = None


class StaffDeactivated(Event, frozen=True, kw_only=True, tag="staff.deactivated"):
    """Somebody's account was closed."""

    staff: Staff
    doctor: Doctor | None = None
    reason: str = ""


class StaffReactivated(Event, frozen=True, kw_only=True, tag="staff.reactivated"):
    """A closed account was opened again."""

    staff: Staff
    doctor: Doctor | None = None


class DoctorChanged(Event, frozen=True, kw_only=True, tag="staff.doctor_changed"):
    """A doctor took a room, came or went."""

    doctor: Doctor
    staff: Staff


@dataclass(kw_only=True, eq=False)
class LoginTaken(Refusal):
    """Another account has this login."""

    login: str


@dataclass(kw_only=True, eq=False)
class LastAdministrator(Refusal):
    """Somebody must be left who can let others in."""


@dataclass(kw_only=True, eq=False)
class RoomTaken(Refusal):
    """Another doctor works in this room now."""

    by: str


@dataclass(kw_only=True, eq=False)
class NoRoomChosen(Refusal):
    """Choose a room first: patients are called to it."""
