"""The clinic: founding it on an empty box, and its settings."""

import hmac
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import UNSET
from msgspec.structs import asdict, replace

from clinic_server.domain.retention import check_retention
from clinic_server.domain.text import clean_lines, needed_line
from clinic_server.handlers.password import hash_of
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.handlers.session import open_session
from clinic_server.store.unit import Unit
from shared.protocol.clinic import (
    AlreadyFounded,
    ChangeClinic,
    Clinic,
    ClinicChanged,
    ClinicFounded,
    FoundClinic,
    WrongSetupCode,
)
from shared.protocol.credential import Credential
from shared.protocol.refusal import BadValue
from shared.protocol.session import SignedIn
from shared.protocol.staff import Staff, StaffRole

LONGEST_TARGET_MINUTES = 24 * 60
PAGE_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
"""Patients' phones open it: nothing but a page."""
SETUP = "setup"
"""What guessing at the setup code is counted under."""


def _hash_password(preparation: Preparation, command: FoundClinic) -> str:
    """The setup code first: whoever guesses at it waits longer and longer, and makes the box hash nothing."""
    if preparation.reader.clinic() is not None:
        raise AlreadyFounded()
    source = preparation.actor.source
    preparation.attempts.begin(SETUP, source)
    if not _is_setup_code(preparation.pairings.setup_code, command.setup_code):
        raise WrongSetupCode()
    preparation.attempts.succeeded(SETUP, source)
    return hash_of(preparation.hasher, command.password, (command.login, command.administrator_name, command.name))


@handles(FoundClinic, prepare=_hash_password, hashes=True, keeps_answer=False)
def found_clinic(unit: Unit, command: FoundClinic) -> SignedIn:
    """Once, and only with the code that stands on the server's terminal."""
    if unit.has_clinic:
        raise AlreadyFounded()
    if not _is_setup_code(unit.pairings.setup_code, command.setup_code):
        raise WrongSetupCode()
    clinic = _checked(
        Clinic(id=unit.new_id(), name=command.name, time_zone=command.time_zone, languages=command.languages)
    )
    staff = Staff(
        id=unit.new_id(),
        login=needed_line(command.login, "login", 64).lower(),
        name=needed_line(command.administrator_name, "administrator_name"),
        role=StaffRole.CLINIC_ADMIN,
    )
    credential = Credential(id=staff.id, password_hash=unit.prepared)
    session, token = open_session(unit, staff)
    device, device_credential = None, None
    if unit.actor.device_id in unit.pairings.founders:
        device, device_credential = unit.pairings.founders[unit.actor.device_id]
    unit.record(
        ClinicFounded(
            clinic=clinic,
            staff=staff,
            credential=credential,
            session=session,
            device=device,
            device_credential=device_credential,
        )
    )
    return SignedIn(staff=staff, token=token)


@handles(ChangeClinic)
def change_clinic(unit: Unit, command: ChangeClinic) -> Clinic:
    changes = {field: value for field, value in asdict(command).items() if value is not UNSET}
    clinic = _checked(replace(unit.clinic, **changes))
    if clinic != unit.clinic:
        unit.record(ClinicChanged(clinic=clinic))
    return clinic


def _is_setup_code(setup_code: str | None, code: str) -> bool:
    return setup_code is not None and hmac.compare_digest(setup_code.encode(), "".join(code.split()).encode())


def _checked(clinic: Clinic) -> Clinic:
    """The clinic as it may be kept. Raises `BadValue`."""
    clinic = clean_lines(clinic)
    if clinic.page_address and not PAGE_ADDRESS.fullmatch(clinic.page_address):
        raise BadValue(field="page_address", why="not an address such as http://192.0.2.7:8480")
    try:
        ZoneInfo(clinic.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValue(field="time_zone", why="unknown") from None
    if not clinic.languages:
        raise BadValue(field="languages", why="empty")
    if not 0 <= clinic.rollover_hour <= 23:
        raise BadValue(field="rollover_hour", why="not an hour")
    if clinic.target.normal_minutes <= 0 or clinic.target.high_minutes <= 0:
        raise BadValue(field="target", why="not positive")
    if max(clinic.target.normal_minutes, clinic.target.high_minutes) > LONGEST_TARGET_MINUTES:
        raise BadValue(field="target", why="longer than a day")
    check_retention(clinic.retention)
    return replace(clinic, name=needed_line(clinic.name, "name"))
