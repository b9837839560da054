"""Credentials: how an account proves itself: password, PIN, one-time passwords, recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.protocol.grammar import Audience, Event, Refusal, Value


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
