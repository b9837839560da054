"""Sessions: a desk signs in and out."""

import hashlib
import secrets
from datetime import timedelta

from msgspec.structs import replace

from clinic_server.handlers.password import hash_of, is_right
from clinic_server.handlers.registry import handles
from clinic_server.store.reading import Reader
from clinic_server.store.unit import Unit
from shared.protocol.credential import Credential
from shared.protocol.session import (
    NotSignedIn,
    Session,
    SessionClosed,
    SessionOpened,
    SignedIn,
    SignIn,
    SignOut,
    WrongLogin,
)
from shared.protocol.staff import Availability, Doctor, Staff

SESSION_LASTS = timedelta(hours=12)
"""A working day; whoever stays longer signs in again."""
TOKEN_BYTES = 32


def _check_password(reader: Reader, command: SignIn) -> Staff:
    """The account that login and password prove. An unknown login costs as much time as a wrong password."""
    staff = reader.staff_by_login(command.login.strip().lower())
    credential = None if staff is None else reader.get(Credential, staff.id)
    if staff is None or credential is None:
        hash_of(command.password.ljust(64))
        raise WrongLogin()
    if not is_right(credential.password_hash, command.password) or not staff.is_active:
        raise WrongLogin()
    return staff


@handles(SignIn, prepare=_check_password, keeps_answer=False)
def sign_in(unit: Unit, command: SignIn) -> SignedIn:
    """A new session; its token is told once, to this desk alone."""
    staff = unit.need(Staff, unit.prepared.id)
    if not staff.is_active:
        raise WrongLogin()
    session, token = open_session(unit, staff)
    unit.record(SessionOpened(session=session))
    return SignedIn(staff=staff, token=token)


@handles(SignOut)
def sign_out(unit: Unit, command: SignOut) -> None:
    """The session ends, and a doctor leaves the room."""
    if unit.actor.session_id is None:
        raise NotSignedIn()
    session = replace(unit.need(Session, unit.actor.session_id), closed_at=unit.now)
    doctor = unit.get(Doctor, unit.actor.id)
    if doctor is not None:
        doctor = replace(doctor, room_id=None, availability=Availability.OFF)
    unit.record(SessionClosed(session=session, doctor=doctor))


def open_session(unit: Unit, staff: Staff) -> tuple[Session, str]:
    """A session and its token (256 random bits); only the token's hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        id=unit.new_id(),
        staff_id=staff.id,
        token_hash=token_hash(token),
        opened_at=unit.now,
        expires_at=unit.now + SESSION_LASTS,
    )
    return session, token


def token_hash(token: str) -> str:
    """What is kept of a token. It is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
