"""Credentials: people choose how they prove who they are, and administrators help who forgot or lost it."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta

from msgspec.structs import replace

from clinic_server.domain import totp
from clinic_server.handlers.password import hash_of, pin_hash_of
from clinic_server.handlers.proof import Proof, names_known_to, prove_again, use
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.handlers.session import close_sessions_of, require_own_or_administrator
from clinic_server.handlers.staff import manageable
from clinic_server.store.unit import Unit
from shared.protocol.credential import (
    ChangePassword,
    ConfirmTotp,
    Credential,
    CredentialCard,
    CredentialChanged,
    OneTimePassword,
    RecoveryCodes,
    RemoveTotp,
    ResetPassword,
    ResetTotp,
    SetPin,
    ShowCredential,
    StartTotp,
    TotpSetup,
    WrongCode,
)
from shared.protocol.refusal import BadValue, NotAllowed, NotFound
from shared.protocol.session import NotSignedIn, SessionEnd
from shared.protocol.staff import Staff

ONE_TIME_LASTS = timedelta(hours=24)
ONE_TIME_BYTES = 10


@dataclass(frozen=True)
class _Chosen:
    """A proof, and the hash of what was chosen anew."""

    proof: Proof
    hash: str


@dataclass(frozen=True)
class _Confirmed:
    """A proof, the time step of the code that was shown, and the recovery codes."""

    proof: Proof
    step: int
    codes: tuple[str, ...]


@handles(ShowCredential)
def show_credential(unit: Unit, command: ShowCredential) -> CredentialCard:
    staff_id = command.staff_id or unit.actor.id
    require_own_or_administrator(unit, staff_id)
    credential = unit.get(Credential, staff_id)
    if credential is None:
        raise NotFound(noun="credential")
    return CredentialCard(
        staff_id=credential.id,
        has_pin=bool(credential.pin_hash),
        has_totp=bool(credential.totp_secret),
        recovery_codes_left=len(credential.recovery_hashes),
        one_time_until=credential.one_time_until,
    )


def _choose_password(preparation: Preparation, command: ChangePassword) -> _Chosen:
    proof = prove_again(preparation, command.password)
    staff = preparation.reader.get(Staff, proof.staff_id)
    return _Chosen(proof, hash_of(preparation.hasher, command.new_password, names_known_to(preparation, staff)))


@handles(ChangePassword, prepare=_choose_password, hashes=True)
def change_password(unit: Unit, command: ChangePassword) -> None:
    chosen: _Chosen = unit.prepared
    staff, credential = use(unit, chosen.proof)
    _change(unit, credential, password_hash=chosen.hash, one_time_until=None)
    close_sessions_of(unit, staff.id, SessionEnd.PASSWORD_CHANGED, but=unit.actor.session_id)


def _choose_pin(preparation: Preparation, command: SetPin) -> _Chosen:
    proof = prove_again(preparation, command.password)
    return _Chosen(proof, pin_hash_of(preparation.hasher, command.pin) if command.pin else "")


@handles(SetPin, prepare=_choose_pin, hashes=True)
def set_pin(unit: Unit, command: SetPin) -> None:
    chosen: _Chosen = unit.prepared
    _, credential = use(unit, chosen.proof)
    _change(unit, credential, pin_hash=chosen.hash)


@handles(StartTotp, keeps_answer=False)
def start_totp(unit: Unit, command: StartTotp) -> TotpSetup:
    """Nothing is kept: the secret comes back with the first code."""
    staff = unit.get(Staff, unit.actor.id)
    if staff is None:
        raise NotSignedIn()
    secret = totp.new_secret()
    return TotpSetup(secret=secret, address=totp.address(secret, staff.login, unit.clinic.name))


def _confirm(preparation: Preparation, command: ConfirmTotp) -> _Confirmed:
    if not totp.is_secret(command.secret):
        raise BadValue(field="secret", why="not one of ours")
    proof = prove_again(preparation, command.password)
    step = totp.matching_step(command.secret, command.code, preparation.now)
    if step is None:
        raise WrongCode()
    return _Confirmed(proof, step, totp.new_recovery_codes())


@handles(ConfirmTotp, prepare=_confirm, hashes=True, keeps_answer=False)
def confirm_totp(unit: Unit, command: ConfirmTotp) -> RecoveryCodes:
    """The code that proved the authenticator is used up by it."""
    confirmed: _Confirmed = unit.prepared
    _, credential = use(unit, confirmed.proof)
    hashes = tuple(totp.recovery_hash(code) for code in confirmed.codes)
    _change(unit, credential, totp_secret=command.secret, totp_step=confirmed.step, recovery_hashes=hashes)
    return RecoveryCodes(codes=confirmed.codes)


def _prove_again(preparation: Preparation, command: RemoveTotp) -> Proof:
    return prove_again(preparation, command.password)


@handles(RemoveTotp, prepare=_prove_again, hashes=True)
def remove_totp(unit: Unit, command: RemoveTotp) -> None:
    _, credential = use(unit, unit.prepared)
    _change(unit, credential, totp_secret="", totp_step=0, recovery_hashes=())


def _make_up(preparation: Preparation, command: ResetPassword) -> tuple[str, str]:
    """A password of 80 random bits in groups of four letters, and its hash."""
    letters = b32encode(secrets.token_bytes(ONE_TIME_BYTES)).decode().lower()
    password = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    return password, preparation.hasher.hash(password)


@handles(ResetPassword, prepare=_make_up, hashes=True, keeps_answer=False)
def reset_password(unit: Unit, command: ResetPassword) -> OneTimePassword:
    """Of somebody else: one's own is changed by who knows it, so that an unlocked desk is not an account."""
    staff = manageable(unit, command.staff_id)
    if staff.id == unit.actor.id:
        raise NotAllowed()
    password, password_hash = unit.prepared
    until = unit.now + ONE_TIME_LASTS
    credential = unit.need(Credential, staff.id)
    _change(unit, credential, password_hash=password_hash, one_time_until=until, pin_hash="")
    close_sessions_of(unit, staff.id, SessionEnd.PASSWORD_CHANGED)
    return OneTimePassword(password=password, until=until)


@handles(ResetTotp)
def reset_totp(unit: Unit, command: ResetTotp) -> None:
    staff = manageable(unit, command.staff_id)
    if staff.id == unit.actor.id:
        raise NotAllowed()
    _change(unit, unit.need(Credential, staff.id), totp_secret="", totp_step=0, recovery_hashes=())


def _change(unit: Unit, credential: Credential, **fields: object) -> None:
    changed = replace(credential, **fields)
    if changed != credential:
        unit.record(CredentialChanged(credential=changed))
