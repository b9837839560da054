"""Staff: accounts are given, changed, closed and opened again."""

from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.actor import Role
from clinic_server.domain.staff import public_face, require_an_administrator
from clinic_server.domain.text import needed_line, one_line
from clinic_server.handlers.password import hash_of
from clinic_server.handlers.proof import names_known_to
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.handlers.session import close_sessions_of
from clinic_server.store.unit import Unit
from shared.protocol.credential import Credential
from shared.protocol.department import Department
from shared.protocol.refusal import NotAllowed
from shared.protocol.session import SessionEnd
from shared.protocol.staff import (
    AddStaff,
    ChangeStaff,
    DeactivateStaff,
    Doctor,
    LoginTaken,
    ReactivateStaff,
    Staff,
    StaffAdded,
    StaffChanged,
    StaffDeactivated,
    StaffReactivated,
    StaffRole,
)


def _hash_password(preparation: Preparation, command: AddStaff) -> str:
    return hash_of(preparation.hasher, command.password, (command.login, command.name, *names_known_to(preparation)))


@handles(AddStaff, prepare=_hash_password, hashes=True)
def add_staff(unit: Unit, command: AddStaff) -> Staff:
    """An account, and a public face when it is a doctor's."""
    require_may_manage(unit, command.role)
    login = needed_line(command.login, "login", 64).lower()
    if any(staff.login == login for staff in unit.all(Staff)):
        raise LoginTaken(login=login)
    staff = Staff(
        id=unit.new_id(),
        login=login,
        name=command.name,
        role=command.role,
        specialisation=command.specialisation,
        licence_number=command.licence_number,
        department_ids=command.department_ids,
    )
    staff = _checked(unit, staff)
    credential = Credential(id=staff.id, password_hash=unit.prepared)
    unit.record(StaffAdded(staff=staff, credential=credential, doctor=public_face(staff, None)))
    return staff


@handles(ChangeStaff)
def change_staff(unit: Unit, command: ChangeStaff) -> Staff:
    """A new role is in force at once, for every session that is open."""
    staff = manageable(unit, command.staff_id)
    fields = {name: value for name, value in asdict(command).items() if value is not UNSET and name != "staff_id"}
    changed = _checked(unit, replace(staff, **fields))
    require_may_manage(unit, changed.role)
    if changed != staff:
        _require_an_administrator(unit, changed)
        unit.record(StaffChanged(staff=changed, doctor=_public_face(unit, changed)))
    return changed


@handles(DeactivateStaff)
def deactivate_staff(unit: Unit, command: DeactivateStaff) -> Staff:
    staff = manageable(unit, command.staff_id)
    closed = replace(staff, is_active=False)
    if closed != staff:
        _require_an_administrator(unit, closed)
        reason = one_line(command.reason, "reason")
        close_sessions_of(unit, staff.id, SessionEnd.DEACTIVATED)
        unit.record(StaffDeactivated(staff=closed, doctor=_public_face(unit, closed), reason=reason))
    return closed


@handles(ReactivateStaff)
def reactivate_staff(unit: Unit, command: ReactivateStaff) -> Staff:
    staff = manageable(unit, command.staff_id)
    opened = replace(staff, is_active=True)
    if opened != staff:
        unit.record(StaffReactivated(staff=opened, doctor=_public_face(unit, opened)))
    return opened


def manageable(unit: Unit, staff_id: UUID) -> Staff:
    """Somebody whose account the one who asks may manage. Raises `NotFound` and `NotAllowed`."""
    staff = unit.need(Staff, staff_id)
    require_may_manage(unit, staff.role)
    return staff


def require_may_manage(unit: Unit, role: StaffRole) -> None:
    """Raises `NotAllowed`: who runs one clinic has no say over those who run the group."""
    if role is StaffRole.GROUP_ADMIN and unit.actor.role is Role.CLINIC_ADMIN:
        raise NotAllowed()


def _checked(unit: Unit, staff: Staff) -> Staff:
    """The account as it may be kept. Raises `BadValue` and `NotFound`."""
    for department_id in staff.department_ids:
        unit.need(Department, department_id)
    return replace(
        staff,
        name=needed_line(staff.name, "name"),
        specialisation=one_line(staff.specialisation, "specialisation"),
        licence_number=one_line(staff.licence_number, "licence_number"),
    )


def _require_an_administrator(unit: Unit, changed: Staff) -> None:
    others = (staff for staff in unit.all(Staff) if staff.id != changed.id)
    require_an_administrator((changed, *others))


def _public_face(unit: Unit, staff: Staff) -> Doctor | None:
    return public_face(staff, unit.get(Doctor, staff.id))
