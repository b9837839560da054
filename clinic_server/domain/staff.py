"""Staff: who may be made, changed or closed, and what the public sees of a doctor."""

from collections.abc import Iterable

from msgspec.structs import replace

from shared.protocol.staff import Availability, Doctor, LastAdministrator, Staff, StaffRole


def require_an_administrator(staff: Iterable[Staff]) -> None:
    """Raises `LastAdministrator` when none of these could let anybody in."""
    if not any(one.is_active and one.role is StaffRole.CLINIC_ADMIN for one in staff):
        raise LastAdministrator()


def public_face(staff: Staff, known: Doctor | None) -> Doctor | None:
    """The doctor as the public sees them now; whoever is none any more stands in no department and no room."""
    if staff.role is StaffRole.DOCTOR and staff.is_active:
        return replace(
            known or Doctor(id=staff.id, name=staff.name),
            name=staff.name,
            specialisation=staff.specialisation,
            department_ids=staff.department_ids,
        )
    if known is None:
        return None
    return replace(known, department_ids=(), room_id=None, availability=Availability.OFF)
