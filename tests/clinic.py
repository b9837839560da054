"""A clinic for tests: founded, furnished and staffed by its own commands, in a few hundredths of a second."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher

from clinic_server.actor import BOX, Actor, Role
from clinic_server.handlers.device import PairDevice
from clinic_server.handlers.proof import Proof
from clinic_server.store.opening import DATABASE, open_store
from shared.protocol.clinic import FoundClinic
from shared.protocol.department import AddDepartment, Department
from shared.protocol.device import Device, DeviceKind
from shared.protocol.room import AddRoom, Room
from shared.protocol.session import SignIn
from shared.protocol.staff import AddStaff, Staff, StaffRole
from shared.trust.identity import Identity
from shared.trust.pin import key_hash_of_pem
from tests.bookkeeper import Bookkeeper
from tests.identities import identity, install_authority

SETUP_CODE = "12345678"
PASSWORD = "correct horse battery"
LANGUAGES = ("en", "ar", "ne")

_cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Proves a password as the real one does, in a thousandth of its time."""

DOCTORS = {
    "amara": ("Dr Amara", ("GM",)),
    "bo": ("Dr Bo", ("GM",)),
    "chen": ("Dr Chen", ("PED", "GM")),
}
RECEPTIONISTS: dict[str, tuple[str, tuple[str, ...]]] = {"reception": ("Reception", ())}


@dataclass(frozen=True)
class House:
    """A furnished clinic on disk, by the names that tests use."""

    folder: Path
    departments: dict[str, Department]
    rooms: dict[str, Room]
    staff: dict[str, Staff]
    tokens: dict[str, str]
    kiosk: Identity = field(default_factory=lambda: identity(DeviceKind.KIOSK))
    display: Identity = field(default_factory=lambda: identity(DeviceKind.DISPLAY))
    desk: Identity = field(default_factory=lambda: identity(DeviceKind.DESK))

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / DATABASE

    def actor(self, login: str) -> Actor:
        """Somebody on the staff, signed in."""
        staff = self.staff[login]
        return Actor(role=Role(staff.role.value), id=staff.id, device_id=self.desk.device_id)

    @property
    def at_kiosk(self) -> Actor:
        """Somebody who touches the kiosk."""
        return Actor(role=Role.KIOSK, id=self.kiosk.device_id, device_id=self.kiosk.device_id)


def furnish(
    folder: Path,
    *,
    at: datetime | None = None,
    zone: str = "Europe/Madrid",
    doctors: Mapping[str, tuple[str, tuple[str, ...]]] = DOCTORS,
    receptionists: Mapping[str, tuple[str, tuple[str, ...]]] = RECEPTIONISTS,
) -> House:
    """A clinic with departments GM and PED, rooms 1 to 4, reception, an administrator and three doctors.

    `at` is when it was founded; everybody has a session from then on.
    """
    empty(folder)
    install_authority(folder)
    with Bookkeeper(folder, at or datetime.now(UTC), setup_code=SETUP_CODE) as books:
        password_hash = _cheap.hash(PASSWORD)
        founded = books.ask(BOX, found(zone), prepared=password_hash)
        books.keep_day()
        for kind in DeviceKind:
            pair(books, identity(kind))
        desk = Actor(
            role=Role.DESK, id=identity(DeviceKind.DESK).device_id, device_id=identity(DeviceKind.DESK).device_id
        )
        admin = Actor(role=Role.CLINIC_ADMIN, id=founded.staff.id)
        departments = {
            code: books.ask(admin, AddDepartment(code=code, names=names))
            for code, names in {"GM": {"en": "General medicine"}, "PED": {"en": "Children"}}.items()
        }
        rooms = {number: books.ask(admin, AddRoom(number=number)) for number in ("1", "2", "3", "4")}
        staff = {founded.staff.login: founded.staff}
        people: list[tuple[str, str, StaffRole, tuple[str, ...]]] = [
            ("group", "Group", StaffRole.GROUP_ADMIN, ()),
            *((login, name, StaffRole.RECEPTIONIST, codes) for login, (name, codes) in receptionists.items()),
            *((login, name, StaffRole.DOCTOR, codes) for login, (name, codes) in doctors.items()),
        ]
        for login, name, role, codes in people:
            add = AddStaff(
                login=login,
                password=PASSWORD,
                name=name,
                role=role,
                department_ids=tuple(departments[code].id for code in codes),
            )
            by = Actor(role=Role.GROUP_ADMIN) if role is StaffRole.GROUP_ADMIN else admin
            staff[login] = books.ask(by, add, prepared=password_hash)
        tokens = {
            login: books.ask(
                desk, SignIn(login=login, password=PASSWORD), prepared=Proof(person.id, password_hash)
            ).token
            for login, person in staff.items()
        }
    return House(folder, departments, rooms, staff, tokens)


def pair(books: Bookkeeper, device: Identity) -> None:
    """Let a device in, as at the end of a pairing."""
    known = Device(id=device.device_id, kind=device.kind, name=device.name)
    books.ask(BOX, PairDevice(device=known, key_hash=key_hash_of_pem(device.certificate_pem)))


def found(zone: str = "Europe/Madrid") -> FoundClinic:
    """How the clinic begins."""
    return FoundClinic(
        setup_code=SETUP_CODE,
        name="Riverside Clinic",
        time_zone=zone,
        languages=LANGUAGES,
        administrator_name="Administrator",
        login="admin",
        password=PASSWORD,
    )


def empty(folder: Path) -> Path:
    """A data folder with a database of today's schema and nothing in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE).write_bytes(_empty_database())
    return folder


@cache
def _empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder)).close()
        return (Path(folder) / DATABASE).read_bytes()
