"""Standing: whoever is signed in must still be, in the role that the connection or token was given."""

from typing import Any

from clinic_server.actor import Actor
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command
from shared.protocol.session import NotSignedIn, Session, SessionLocked, SignOut, UnlockSession
from shared.protocol.staff import Staff

AT_A_LOCKED_DESK = (UnlockSession, SignOut)


def require_standing(unit: Unit, actor: Actor, command: Command[Any] | None = None) -> None:
    """Raises `NotSignedIn` when the session or the account has ended or changed, `SessionLocked` at a locked desk.

    Whoever asks without a session (a device, the box) has nothing that could have ended.
    """
    if actor.session_id is None:
        return
    session, staff = unit.get(Session, actor.session_id), unit.get(Staff, actor.id)
    if (
        session is None
        or session.closed_at is not None
        or session.expires_at <= unit.clock
        or staff is None
        or session.staff_id != staff.id
        or not staff.is_active
        or staff.role.value != actor.role.value
    ):
        raise NotSignedIn()
    if session.locked_at is not None and not isinstance(command, AT_A_LOCKED_DESK):
        raise SessionLocked()
