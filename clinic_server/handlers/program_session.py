"""Sessions of outside programs: tokens that last minutes, and are renewed by one that is good once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from clinic_server.domain.text import one_line
from clinic_server.handlers.proof import Proof, prove_sign_in, use
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.handlers.session import close_session, make_room, token_hash
from clinic_server.store.unit import Unit
from clinic_server.trust.token import ACCESS_LASTS, Access, Refresh
from shared.protocol.clinic import NotFoundedYet
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.protocol.session import (
    OpenProgramSession,
    RefreshSession,
    Session,
    SessionChanged,
    SessionEnd,
    SessionKind,
    SessionOpened,
    TokenPair,
    TokenRefused,
)
from shared.protocol.staff import Staff

UNUSED_LASTS = timedelta(days=30)
LONGEST = timedelta(days=365)
"""A program that is not heard of for a month, or runs for a year, has its person sign in again."""


@dataclass(frozen=True)
class _Opening:
    proof: Proof
    pair: TokenPair


@dataclass(frozen=True)
class _Renewal:
    shown: Refresh
    staff_id: UUID
    pair: TokenPair


def _prove(preparation: Preparation, command: OpenProgramSession) -> _Opening:
    proof = prove_sign_in(
        preparation, command.login, command.password, totp_code=command.totp, recovery_code=command.recovery_code
    )
    return _Opening(proof, _pair(preparation, proof.staff_id, Refresh(session_id=new_id(), generation=0)))


@handles(OpenProgramSession, prepare=_prove, hashes=True, keeps_answer=False)
def open_program_session(unit: Unit, command: OpenProgramSession) -> TokenPair:
    """Its tokens are told once, to this program alone."""
    opening: _Opening = unit.prepared
    staff, _ = use(unit, opening.proof)
    make_room(unit, staff.id)
    session = Session(
        id=opening.pair.session_id,
        staff_id=staff.id,
        token_hash=token_hash(opening.pair.refresh_token),
        opened_at=unit.now,
        expires_at=unit.now + UNUSED_LASTS,
        kind=SessionKind.PROGRAM,
        device_id=unit.actor.device_id,
        label=one_line(command.label, "label"),
    )
    unit.record(SessionOpened(session=session))
    return opening.pair


def _read(preparation: Preparation, command: RefreshSession) -> _Renewal:
    shown = preparation.tokens.read_refresh(command.refresh_token)
    session = preparation.reader.get(Session, shown.session_id)
    if session is None or session.closed_at is not None:
        raise TokenRefused()
    following = Refresh(session_id=session.id, generation=shown.generation + 1)
    return _Renewal(shown, session.staff_id, _pair(preparation, session.staff_id, following))


@handles(RefreshSession, prepare=_read, keeps_answer=False)
def refresh_session(unit: Unit, command: RefreshSession) -> TokenPair | Refusal:
    """A token of an earlier generation has been copied: the session ends for the thief and for the robbed."""
    renewal: _Renewal = unit.prepared
    session = unit.get(Session, renewal.shown.session_id)
    if session is None or session.expires_at <= unit.clock:
        raise TokenRefused()
    if session.generation != renewal.shown.generation or session.token_hash != token_hash(command.refresh_token):
        close_session(unit, session, SessionEnd.TOKEN_REUSED)
        return TokenRefused()
    if not unit.need(Staff, session.staff_id).is_active:
        raise TokenRefused()
    renewed = replace(
        session,
        token_hash=token_hash(renewal.pair.refresh_token),
        generation=session.generation + 1,
        expires_at=min(unit.now + UNUSED_LASTS, session.opened_at + LONGEST),
    )
    unit.record(SessionChanged(session=renewed))
    return renewal.pair


def _pair(preparation: Preparation, staff_id: UUID, refresh: Refresh) -> TokenPair:
    """Signed here, beside the writer: the queue does not wait for cryptography."""
    clinic, staff = preparation.reader.clinic(), preparation.reader.get(Staff, staff_id)
    if clinic is None or staff is None:
        raise NotFoundedYet()
    access = Access(
        staff_id=staff.id,
        role=staff.role,
        session_id=refresh.session_id,
        expires_at=preparation.now + ACCESS_LASTS,
    )
    return TokenPair(
        access_token=preparation.tokens.access(clinic.id, access, preparation.now),
        refresh_token=preparation.tokens.refresh(clinic.id, refresh, preparation.now),
        expires_in=int(ACCESS_LASTS.total_seconds()),
        session_id=refresh.session_id,
    )
