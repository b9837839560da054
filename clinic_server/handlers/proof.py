"""Proof of who one is: worked out beside the writer, held against the account as it then is, and used up by it."""

from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from clinic_server.domain import totp
from clinic_server.domain.delay import is_worth_noting
from clinic_server.domain.pin import as_digits, is_pin
from clinic_server.handlers.password import hash_of, is_right
from clinic_server.handlers.registry import Preparation
from clinic_server.store.unit import Unit
from shared.protocol.clinic import Clinic
from shared.protocol.credential import Credential, CredentialChanged, WrongPassword
from shared.protocol.session import NewPasswordNeeded, NotSignedIn, SignInFailed, TotpNeeded, WrongLogin
from shared.protocol.staff import Staff


@dataclass(frozen=True)
class Proof:
    """Somebody proved to be `staff_id`: by `hash` (the password's or the PIN's), and what else was asked for."""

    staff_id: UUID
    hash: str
    totp_step: int | None = None
    recovery_hash: str | None = None
    new_password_hash: str | None = None


def prove_sign_in(
    preparation: Preparation, login: str, password: str, *, totp_code: str, recovery_code: str, new_password: str = ""
) -> Proof:
    """Who signs in. An unknown login, and one that was closed, cost the same time and get the same answer.

    Raises `WrongLogin` and `TryLater`; `TotpNeeded` and `NewPasswordNeeded` only after the password was right.
    """
    login, source = login.strip().lower(), preparation.actor.source
    preparation.attempts.begin(login, source)
    staff = preparation.reader.staff_by_login(login)
    credential = None if staff is None else preparation.reader.get(Credential, staff.id)
    hash = _matching(preparation, credential, password)
    if staff is None or credential is None or hash is None or not staff.is_active:
        _note_failure(preparation, login, staff)
        raise WrongLogin()
    step = recovery_hash = new_password_hash = None
    if credential.totp_secret:
        step, recovery_hash = _second_factor(preparation, credential, totp_code, recovery_code)
        if step is None and recovery_hash is None:
            _note_failure(preparation, login, staff)
            raise WrongLogin()
    if credential.one_time_until is not None:
        if preparation.now >= credential.one_time_until:
            _note_failure(preparation, login, staff)
            raise WrongLogin()
        if not new_password:
            raise NewPasswordNeeded()
        new_password_hash = hash_of(preparation.hasher, new_password, names_known_to(preparation, staff))
    preparation.attempts.succeeded(login, source)
    return Proof(staff.id, hash, step, recovery_hash, new_password_hash)


def prove_again(preparation: Preparation, password: str, *, is_pin_enough: bool = False) -> Proof:
    """That it is still the one who is signed in; nobody else changes how an account proves itself.

    Raises `NotSignedIn`, `WrongPassword`, `TryLater`."""
    staff, credential = _own(preparation)
    source = preparation.actor.source
    preparation.attempts.begin(staff.login, source)
    hash = _matching(preparation, credential, password, takes_pin=is_pin_enough)
    if hash is None:
        _note_failure(preparation, staff.login, staff)
        raise WrongPassword()
    preparation.attempts.succeeded(staff.login, source)
    return Proof(staff.id, hash)


def use(unit: Unit, proof: Proof) -> tuple[Staff, Credential]:
    """The account and its credential after the proof; what is good once is used up.

    Raises `WrongLogin` when the account changed since: another was quicker with the same code, or the password is new.
    """
    staff, credential = unit.need(Staff, proof.staff_id), unit.need(Credential, proof.staff_id)
    if not staff.is_active or proof.hash not in (credential.password_hash, credential.pin_hash):
        raise WrongLogin()
    used = credential
    if proof.totp_step is not None:
        if proof.totp_step <= credential.totp_step:
            raise WrongLogin()
        used = replace(used, totp_step=proof.totp_step)
    if proof.recovery_hash is not None:
        if proof.recovery_hash not in credential.recovery_hashes:
            raise WrongLogin()
        left = tuple(hash for hash in credential.recovery_hashes if hash != proof.recovery_hash)
        used = replace(used, recovery_hashes=left)
    if proof.new_password_hash is not None:
        used = replace(used, password_hash=proof.new_password_hash, one_time_until=None)
    if used != credential:
        unit.record(CredentialChanged(credential=used))
    return staff, used


def names_known_to(preparation: Preparation, staff: Staff | None = None) -> tuple[str, ...]:
    """What a password of somebody here must not be made of."""
    clinic = preparation.reader.clinic()
    names = [clinic.name] if isinstance(clinic, Clinic) else []
    if staff is not None:
        names += [staff.login, staff.name, *staff.name.split()]
    return (*names, *(word for name in names for word in name.split()))


def _note_failure(preparation: Preparation, login: str, staff: Staff | None) -> None:
    """The journal is told now and then; what was typed as login may be anything, and is not kept."""
    source = preparation.actor.source
    failures = preparation.attempts.failures(login, source)
    if is_worth_noting(failures):
        id = None if staff is None else staff.id
        preparation.note(SignInFailed(staff_id=id, source=source, failures=failures))


def _own(preparation: Preparation) -> tuple[Staff, Credential]:
    id = preparation.actor.id
    staff = None if id is None else preparation.reader.get(Staff, id)
    credential = None if id is None else preparation.reader.get(Credential, id)
    if staff is None or credential is None:
        raise NotSignedIn()
    return staff, credential


def _matching(
    preparation: Preparation, credential: Credential | None, password: str, *, takes_pin: bool = True
) -> str | None:
    """The hash that what was typed belongs to: six digits are a PIN, which counts only on a paired device."""
    if is_pin(password):
        takes_pin = takes_pin and preparation.actor.device_id is not None
        hash = credential.pin_hash if credential is not None and takes_pin else ""
        password = as_digits(password)
    else:
        hash = "" if credential is None else credential.password_hash
    return hash if is_right(preparation.hasher, hash, password) else None


def _second_factor(
    preparation: Preparation, credential: Credential, code: str, recovery_code: str
) -> tuple[int | None, str | None]:
    """The one-time password's step, or the hash of a recovery code that is left. Raises `TotpNeeded`."""
    if not code and not recovery_code:
        raise TotpNeeded()
    if recovery_code:
        hash = totp.recovery_hash(recovery_code)
        return None, hash if hash in credential.recovery_hashes else None
    return totp.matching_step(credential.totp_secret, code, preparation.now, credential.totp_step), None
