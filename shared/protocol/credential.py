"""Credentials: how an account proves itself: password, PIN, one-time passwords, recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value


class Credential(Value, frozen=True, kw_only=True, tag="credential"):
    """How an account proves itself: argon2id hashes in PHC form; has the id of its `Staff`."""

    audience: ClassVar = Audience.NOBODY

    password_hash: str
    one_time_until: datetime | None = None
    """Until when the password may be used once, to choose another; None: it is the person's own."""
    pin_hash: str = ""
    totp_secret: str = ""
    """The shared secret of one-time passwords (RFC 6238) in base32; empty: there are none."""
    totp_step: int = 0
    """The time step of the last one-time password used: no step is good twice."""
    recovery_hashes: tuple[str, ...] = ()
    """SHA-256 of the recovery codes that are left."""


class CredentialCard(Struct, frozen=True, kw_only=True):
    """How an account proves itself, as its owner and administrators see it: nothing that is secret."""

    staff_id: UUID
    has_pin: bool
    has_totp: bool
    recovery_codes_left: int
    one_time_until: datetime | None
    """Until when a one-time password waits to be used."""


class OneTimePassword(Struct, frozen=True, kw_only=True):
    """A password that is good for signing in once, with a new one. It is told once."""

    password: str
    until: datetime


class TotpSetup(Struct, frozen=True, kw_only=True):
    """What an authenticator needs: the secret to type, or its `otpauth://` address to scan. It is told once."""

    secret: str
    address: str


class RecoveryCodes(Struct, frozen=True, kw_only=True):
    """Ten codes for when the phone is lost, each good once. They are told once."""

    codes: tuple[str, ...]


class ShowCredential(Command[CredentialCard], frozen=True, kw_only=True, tag="credential.show"):
    """How an account proves itself: one's own, or for administrators somebody's."""

    route: ClassVar = "GET /credential"

    staff_id: UUID | None = None


class ChangePassword(Command[None], frozen=True, kw_only=True, tag="credential.change_password"):
    """Choose a new password. Every other session of the account ends."""

    route: ClassVar = "POST /credential/password"
    refusals: ClassVar = ("wrong_password", "password_too_short", "password_too_common", "try_later")

    password: str
    new_password: str


class SetPin(Command[None], frozen=True, kw_only=True, tag="credential.set_pin"):
    """Choose six digits that prove who one is on a paired device; empty: do without."""

    route: ClassVar = "POST /credential/pin"
    refusals: ClassVar = ("wrong_password", "pin_too_simple", "try_later")

    password: str
    pin: str


class StartTotp(Command[TotpSetup], frozen=True, kw_only=True, tag="credential.start_totp"):
    """Make a secret for an authenticator. Nothing changes before `credential.confirm_totp`."""

    route: ClassVar = "POST /credential/totp/start"


class ConfirmTotp(Command[RecoveryCodes], frozen=True, kw_only=True, tag="credential.confirm_totp"):
    """Ask for one-time passwords from now on: `code` is what the authenticator shows for the secret."""

    route: ClassVar = "POST /credential/totp"
    refusals: ClassVar = ("wrong_password", "wrong_code", "try_later")

    password: str
    secret: str
    code: str


class RemoveTotp(Command[None], frozen=True, kw_only=True, tag="credential.remove_totp"):
    """Ask for no one-time passwords any more; the recovery codes end with them."""

    route: ClassVar = "POST /credential/totp/remove"
    refusals: ClassVar = ("wrong_password", "try_later")

    password: str


class ResetPassword(Command[OneTimePassword], frozen=True, kw_only=True, tag="credential.reset_password"):
    """Help somebody who forgot: a one-time password, to be handed over in person. PIN and sessions end."""

    route: ClassVar = "POST /staff/{staff_id}/reset-password"

    staff_id: UUID


class ResetTotp(Command[None], frozen=True, kw_only=True, tag="credential.reset_totp"):
    """Help somebody who lost phone and recovery codes: the account asks for no one-time passwords."""

    route: ClassVar = "POST /staff/{staff_id}/reset-totp"

    staff_id: UUID


class CredentialChanged(Event, frozen=True, kw_only=True, tag="credential.changed"):
    """An account proves itself in another way from now on, or has used up what is good only once."""

    credential: Credential


@dataclass(kw_only=True, eq=False)
class PasswordTooShort(Refusal):
    """A password has at least `least` characters."""

    least: int


@dataclass(kw_only=True, eq=False)
class PasswordTooCommon(Refusal):
    """This password is among the first that would be tried: too common, too plain, or made of names known here."""


@dataclass(kw_only=True, eq=False)
class PinTooSimple(Refusal):
    """This PIN is among the first that would be tried."""


@dataclass(kw_only=True, eq=False)
class WrongPassword(Refusal):
    """This is not the password (or PIN) of the one who asks."""


@dataclass(kw_only=True, eq=False)
class WrongCode(Refusal):
    """The one-time password is not the one that the authenticator shows now; perhaps the clocks differ."""
