"""Sessions: somebody signed in, until when, and how they sign in and out."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value
from shared.protocol.staff import Doctor, Staff


class Session(Value, frozen=True, kw_only=True, tag="session"):
    """One signed-in desk. The token itself is known to the desk alone; here lies its SHA-256."""

    audience: ClassVar = Audience.NOBODY

    staff_id: UUID
    token_hash: str
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None


class SignedIn(Struct, frozen=True, kw_only=True):
    """The answer to signing in. `token` goes into the next `Join`; it is shown once and never journalled."""

    staff: Staff
    token: str


class SignIn(Command[SignedIn], frozen=True, kw_only=True, tag="staff.sign_in"):
    """Prove who sits at the desk."""

    route: ClassVar = ""

    login: str
    password: str


class SignOut(Command[None], frozen=True, kw_only=True, tag="staff.sign_out"):
    """End this desk's session; the doctor leaves the room."""

    route: ClassVar = ""


class SessionOpened(Event, frozen=True, kw_only=True, tag="staff.signed_in"):
    """Somebody signed in at a desk."""

    session: Session


class SessionClosed(Event, frozen=True, kw_only=True, tag="staff.signed_out"):
    """Somebody signed out, or the session ran out."""

    session: Session
    doctor: Doctor | None = None


@dataclass(kw_only=True, eq=False)
class NotSignedIn(Refusal):
    """Nobody is signed in on this connection, or the session has ended."""


@dataclass(kw_only=True, eq=False)
class WrongLogin(Refusal):
    """Login and password do not belong together. It is not said which of the two is wrong."""
