"""Sessions: somebody signed in at a desk or by a program, until when, and how that begins and ends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.staff import Doctor, Staff


class SessionKind(StrEnum):
    """Who holds a session: a desk that a person sits at, or a program that acts for a person."""

    DESK = "desk"
    PROGRAM = "program"


class SessionEnd(StrEnum):
    """Why a session ended."""

    SIGNED_OUT = "signed_out"
    EXPIRED = "expired"
    ENDED = "ended"
    """By its owner elsewhere, or by an administrator."""
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a reason, not a password
    DEACTIVATED = "deactivated"
    REPLACED = "replaced"
    """The account had many; the one opened longest ago gave way to a new one."""
    TOKEN_REUSED = "token_reused"  # noqa: S105  # a reason, not a token
    """A refresh token came back that had been renewed before: somebody else has it too."""


class Session(Value, frozen=True, kw_only=True, tag="session"):
    """One sign-in. What its holder shows (a desk's token, a program's refresh token) is known to the holder alone.

    Here lies its SHA-256.
    """

    audience: ClassVar = Audience.NOBODY

    staff_id: UUID
    token_hash: str
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None
    kind: SessionKind = SessionKind.DESK
    device_id: UUID | None = None
    """The paired device that it was opened on; it is good on no other."""
    label: str = ""
    """What a program calls itself."""
    locked_at: datetime | None = None
    generation: int = 0
    """How often a program's refresh token was renewed."""


class SessionCard(Struct, frozen=True, kw_only=True):
    """An open session as its owner and administrators see it."""

    id: UUID
    staff_id: UUID
    kind: SessionKind
    device_id: UUID | None
    label: str
    opened_at: datetime
    expires_at: datetime
    locked_at: datetime | None
    is_own: bool
    """It is the session that asks."""


class SignedIn(Struct, frozen=True, kw_only=True):
    """The answer to signing in. `token` goes into the next `Join`; it is shown once and never journalled."""

    staff: Staff
    token: str


class TokenPair(Struct, frozen=True, kw_only=True):
    """A program's tokens, named as in RFC 6749: one to ask with for `expires_in` seconds, one to renew both, once."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105  # the type, not a token
    session_id: UUID


class SignIn(Command[SignedIn], frozen=True, kw_only=True, tag="staff.sign_in"):
    """Prove who sits at the desk: by password, or on a paired device by the six digits of the PIN.

    `totp` or `recovery_code` follow when the password was right and `totp_needed` came; `new_password` when
    `new_password_needed` came.
    """

    route: ClassVar = ""
    refusals: ClassVar = (
        "wrong_login",
        "totp_needed",
        "new_password_needed",
        "password_too_short",
        "password_too_common",
        "try_later",
    )

    login: str
    password: str
    totp: str = ""
    recovery_code: str = ""
    new_password: str = ""


class SignOut(Command[None], frozen=True, kw_only=True, tag="staff.sign_out"):
    """End this session; at a desk the doctor leaves the room."""

    route: ClassVar = "DELETE /token"


class LockSession(Command[None], frozen=True, kw_only=True, tag="session.lock"):
    """Leave the desk for a while: it hears nothing and may do nothing until it is unlocked."""

    route: ClassVar = ""


class UnlockSession(Command[None], frozen=True, kw_only=True, tag="session.unlock"):
    """Come back to a locked desk, by password or PIN. Join anew afterwards, to hear again."""

    route: ClassVar = ""
    refusals: ClassVar = ("wrong_password", "try_later")

    password: str


class ListSessions(Command[tuple[SessionCard, ...]], frozen=True, kw_only=True, tag="session.list"):
    """Which sessions are open: one's own, or for administrators somebody's."""

    route: ClassVar = "GET /sessions"

    staff_id: UUID | None = None


class EndSession(Command[None], frozen=True, kw_only=True, tag="session.end"):
    """End one of one's own sessions, or for administrators anybody's."""

    route: ClassVar = "DELETE /sessions/{session_id}"

    session_id: UUID


class OpenProgramSession(Command[TokenPair], frozen=True, kw_only=True, tag="session.open_program"):
    """Let a program act for a person, with the person's own rights. `label` says which program it is."""

    route: ClassVar = "POST /token"
    refusals: ClassVar = ("wrong_login", "totp_needed", "new_password_needed", "try_later")

    login: str
    password: str
    totp: str = ""
    recovery_code: str = ""
    label: str = ""


class RefreshSession(Command[TokenPair], frozen=True, kw_only=True, tag="session.refresh"):
    """Renew a program's tokens. A refresh token is good once: one that comes back ends the session."""

    route: ClassVar = "POST /token/refresh"
    refusals: ClassVar = ("token_refused",)

    refresh_token: str


class SessionOpened(Event, frozen=True, kw_only=True, tag="staff.signed_in"):
    """Somebody signed in, at a desk or by a program."""

    session: Session


class SessionChanged(Event, frozen=True, kw_only=True, tag="session.changed"):
    """A session was locked or unlocked, or its tokens were renewed."""

    session: Session


class SessionClosed(Event, frozen=True, kw_only=True, tag="staff.signed_out"):
    """A session ended."""

    session: Session
    doctor: Doctor | None = None
    why: SessionEnd = SessionEnd.SIGNED_OUT


class SignInFailed(Event, frozen=True, kw_only=True, tag="session.sign_in_failed"):
    """Somebody tried in vain, `failures` times by now. Told seldom: the journal is not theirs to fill.

    `staff_id` is None when there is no such account; what was typed is not kept.
    """

    staff_id: UUID | None
    source: str
    """The device's id, or the address where no paired device asked."""
    failures: int


@dataclass(kw_only=True, eq=False)
class NotSignedIn(Refusal):
    """Nobody is signed in on this connection, or the session has ended."""


@dataclass(kw_only=True, eq=False)
class WrongLogin(Refusal):
    """Login and password do not belong together. It is not said which of the two is wrong."""


@dataclass(kw_only=True, eq=False)
class SessionLocked(Refusal):
    """This desk is locked: unlock it by password or PIN, or sign out."""


@dataclass(kw_only=True, eq=False)
class TokenRefused(Refusal):
    """This refresh token is not ours, or not good any more: sign in anew."""


@dataclass(kw_only=True, eq=False)
class TotpNeeded(Refusal):
    """The password is right, and this account also asks for a one-time password."""


@dataclass(kw_only=True, eq=False)
class NewPasswordNeeded(Refusal):
    """The password is right and good for one thing: to choose a new one while signing in."""
