"""Sessions: a desk signs in and out, is locked and unlocked; sessions are listed and ended."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from clinic_server.actor import Role
from clinic_server.handlers.proof import Proof, prove_again, prove_sign_in, use
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.unit import Unit
from shared.protocol.refusal import NotAllowed, NotFound
from shared.protocol.session import (
    EndSession,
    ListSessions,
    LockSession,
    NotSignedIn,
    Session,
    SessionCard,
    SessionChanged,
    SessionClosed,
    SessionEnd,
    SessionKind,
    SessionOpened,
    SignedIn,
    SignIn,
    SignOut,
    UnlockSession,
)
from shared.protocol.staff import Availability, Doctor, Staff

SESSION_LASTS = timedelta(hours=12)
"""A working day; whoever stays longer signs in again."""
TOKEN_BYTES = 32
MOST_SESSIONS = 32
"""Of one account, desks and programs together."""
ADMINISTRATORS = frozenset({Role.CLINIC_ADMIN, Role.GROUP_ADMIN})


def _prove(preparation: Preparation, command: SignIn) -> Proof:
    return prove_sign_in(
        preparation,
        command.login,
        command.password,
        totp_code=command.totp,
        recovery_code=command.recovery_code,
        new_password=command.new_password,
    )


@handles(SignIn, prepare=_prove, hashes=True, keeps_answer=False)
def sign_in(unit: Unit, command: SignIn) -> SignedIn:
    """A new session; its token is told once, to this desk alone."""
    staff, _ = use(unit, unit.prepared)
    make_room(unit, staff.id)
    session, token = open_session(unit, staff)
    unit.record(SessionOpened(session=session))
    return SignedIn(staff=staff, token=token)


@handles(SignOut)
def sign_out(unit: Unit, command: SignOut) -> None:
    """The session ends, and a doctor leaves the room."""
    close_session(unit, _own_session(unit), SessionEnd.SIGNED_OUT)


@handles(LockSession)
def lock_session(unit: Unit, command: LockSession) -> None:
    """Locking a locked desk again is no news."""
    unit.record(SessionChanged(session=replace(_own_session(unit), locked_at=unit.now)))


def _prove_again(preparation: Preparation, command: UnlockSession) -> Proof:
    return prove_again(preparation, command.password, is_pin_enough=True)


@handles(UnlockSession, prepare=_prove_again, hashes=True)
def unlock_session(unit: Unit, command: UnlockSession) -> None:
    session = _own_session(unit)
    use(unit, unit.prepared)
    if session.locked_at is not None:
        unit.record(SessionChanged(session=replace(session, locked_at=None)))


@handles(ListSessions)
def list_sessions(unit: Unit, command: ListSessions) -> tuple[SessionCard, ...]:
    """Those that are open now, the newest first."""
    staff_id = command.staff_id or unit.actor.id
    require_own_or_administrator(unit, staff_id)
    found = sorted(open_sessions_of(unit, staff_id), key=lambda session: session.opened_at, reverse=True)
    return tuple(
        SessionCard(
            id=session.id,
            staff_id=session.staff_id,
            kind=session.kind,
            device_id=session.device_id,
            label=session.label,
            opened_at=session.opened_at,
            expires_at=session.expires_at,
            locked_at=session.locked_at,
            is_own=session.id == unit.actor.session_id,
        )
        for session in found
        if session.expires_at > unit.clock
    )


@handles(EndSession)
def end_session(unit: Unit, command: EndSession) -> None:
    """One that has ended already, or never was, is not found; nor is another's, but for administrators."""
    session = unit.get(Session, command.session_id)
    if session is None:
        raise NotFound(noun="session")
    try:
        require_own_or_administrator(unit, session.staff_id)
    except NotAllowed:
        raise NotFound(noun="session") from None
    close_session(unit, session, SessionEnd.ENDED)


def open_session(unit: Unit, staff: Staff) -> tuple[Session, str]:
    """A desk's session and its token (256 random bits); only the token's hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        id=unit.new_id(),
        staff_id=staff.id,
        token_hash=token_hash(token),
        opened_at=unit.now,
        expires_at=unit.now + SESSION_LASTS,
        device_id=unit.actor.device_id,
    )
    return session, token


def close_session(unit: Unit, session: Session, why: SessionEnd) -> None:
    """End a session. A doctor who signs out at the desk, or whose last session it was, leaves the room."""
    doctor = unit.get(Doctor, session.staff_id)
    if doctor is not None:
        signs_out = session.kind is SessionKind.DESK and why is SessionEnd.SIGNED_OUT
        if signs_out or all(other.id == session.id for other in open_sessions_of(unit, doctor.id)):
            doctor = replace(doctor, room_id=None, availability=Availability.OFF)
    unit.record(SessionClosed(session=replace(session, closed_at=unit.now), doctor=doctor, why=why))


def close_sessions_of(unit: Unit, staff_id: UUID, why: SessionEnd, *, but: UUID | None = None) -> None:
    """End all sessions of somebody, but for one perhaps."""
    for session in open_sessions_of(unit, staff_id):
        if session.id != but:
            close_session(unit, session, why)


def make_room(unit: Unit, staff_id: UUID) -> None:
    """Before a new session: who has many loses the one opened longest ago, such as a script that never signs out."""
    present = sorted(open_sessions_of(unit, staff_id), key=lambda session: session.opened_at, reverse=True)
    for session in present[MOST_SESSIONS - 1 :]:
        close_session(unit, session, SessionEnd.REPLACED)


def open_sessions_of(unit: Unit, staff_id: UUID | None) -> list[Session]:
    """Somebody's sessions as this command leaves them so far."""
    known = [unit.need(Session, session.id) for session in unit.all(Session) if session.staff_id == staff_id]
    return [session for session in known if session.closed_at is None]


def token_hash(token: str) -> str:
    """What is kept of a token. It is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def require_own_or_administrator(unit: Unit, staff_id: UUID | None) -> None:
    """Raises `NotAllowed`."""
    if staff_id != unit.actor.id and unit.actor.role not in ADMINISTRATORS:
        raise NotAllowed()


def _own_session(unit: Unit) -> Session:
    session = unit.get(Session, unit.actor.session_id)
    if session is None:
        raise NotSignedIn()
    return session
