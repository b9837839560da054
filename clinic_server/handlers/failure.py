"""Failures to sign in, as the journal is told of them: the box's own doing, never a request."""

from clinic_server.handlers.attempt import Streak
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.grammar import Command
from shared.protocol.session import SignInFailed
from shared.protocol.staff import Staff


class NoteFailure(Command[None], frozen=True, kw_only=True, tag="failure.note"):
    """Write down that somebody keeps failing."""

    streak: Streak


@handles(NoteFailure)
def note_failure(unit: Unit, command: NoteFailure) -> None:
    """Before the clinic is founded there is no journal to tell."""
    if not unit.has_clinic:
        return
    streak = command.streak
    staff_id = next((staff.id for staff in unit.all(Staff) if staff.login == streak.account), None)
    unit.record(SignInFailed(staff_id=staff_id, source=streak.source, failures=streak.failures))
