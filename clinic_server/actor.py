"""Who asks: a role, and the person or device behind it."""

from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from shared.protocol.staff import StaffRole


class Role(StrEnum):
    """Everybody who can ask."""

    BOX = "box"
    """The server itself."""
    CONSOLE = "console"
    """Whoever may open the box's own socket: a technician at the machine."""
    ANONYMOUS = "anonymous"
    """No paired device and no account: may be paired, and nothing else."""
    DESK = "desk"
    """A paired desk where nobody is signed in."""
    KIOSK = "kiosk"
    DISPLAY = "display"
    PATIENT = "patient"
    """Whoever has a ticket's key."""
    RECEPTIONIST = StaffRole.RECEPTIONIST.value
    DOCTOR = StaffRole.DOCTOR.value
    CLINIC_ADMIN = StaffRole.CLINIC_ADMIN.value
    GROUP_ADMIN = StaffRole.GROUP_ADMIN.value


STAFF_ROLES = frozenset({Role.RECEPTIONIST, Role.DOCTOR, Role.CLINIC_ADMIN, Role.GROUP_ADMIN})


class Actor(Struct, frozen=True, kw_only=True):
    """One who asks. `id` is the staff's, the device's, or a patient's ticket's; `session_id` the signed-in session's.

    `device_id` is the paired device's that asks, `address` where the request came from when none does.
    """

    role: Role
    id: UUID | None = None
    session_id: UUID | None = None
    device_id: UUID | None = None
    address: str = ""

    @property
    def source(self) -> str:
        """Where it asks from: what is delayed when it guesses."""
        return self.address if self.device_id is None else str(self.device_id)

    @property
    def name(self) -> str:
        """How the journal names it: `kiosk:0190…`, and of staff also from where: `doctor:0190…@0191…`."""
        who = self.role.value if self.id is None else f"{self.role.value}:{self.id}"
        return who if self.device_id in (None, self.id) else f"{who}@{self.device_id}"


BOX = Actor(role=Role.BOX)
ANONYMOUS = Actor(role=Role.ANONYMOUS)
