"""What an administrator can do for an account: a forgotten password, a lost phone, another role, closing it."""

from typing import Any
from uuid import UUID

from desk.presenter.seat import Seat
from desk.presenter.sessions import session_detail, session_title
from desk.presenter.sheet import ReasonSheet
from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.credential import CredentialCard, OneTimePassword, ResetPassword, ResetTotp, ShowCredential
from shared.protocol.grammar import Command, Refusal
from shared.protocol.session import EndSession, ListSessions, SessionCard
from shared.protocol.staff import ChangeStaff, DeactivateStaff, ReactivateStaff, Staff, StaffRole

ROLES = (StaffRole.DOCTOR, StaffRole.RECEPTIONIST, StaffRole.CLINIC_ADMIN)
DEACTIVATE_REASONS = ("left_work", "away_long", "misused")


class StaffSheet:
    """One account: what can be done for it, and where it is signed in."""

    def __init__(
        self, seat: Seat, staff: Staff, card: CredentialCard | None = None, sessions: tuple[SessionCard, ...] = ()
    ) -> None:
        self._seat, self._staff, self._card, self._sessions = seat, staff, card, sessions

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="staff",
            title=self._staff.name,
            sentence=words("desk.staff.sheet"),
            choices=tuple(
                ChoiceShown(key=key, text=text, number=str(number))
                for number, (key, text) in enumerate(self._entries(wording), 1)
            ),
            more_title=words("desk.staff.signed_in") if self._sessions else "",
            more=tuple(
                ChoiceShown(
                    key=f"end:{each.id}",
                    text=session_title(each, self._seat.mirror, wording),
                    remark=session_detail(each, wording),
                )
                for each in self._sessions
            ),
        )

    def choose(self, key: str) -> None:
        staff = self._staff
        what, _, which = key.partition(":")
        match what:
            case "reset_password":
                self._seat.ask(what, ResetPassword(staff_id=staff.id), "sheet", done=self._tell)
            case "reset_totp":
                self._ask(what, ResetTotp(staff_id=staff.id))
            case "role":
                self._ask(what, ChangeStaff(staff_id=staff.id, role=StaffRole(which)))
            case "reactivate":
                self._ask(what, ReactivateStaff(staff_id=staff.id))
            case "end":
                self._ask(what, EndSession(session_id=UUID(which)))
            case "deactivate":
                self._seat.open(ReasonSheet(what, staff.name, DEACTIVATE_REASONS, self._deactivate))

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """Every entry confirms itself."""

    def _entries(self, wording: Wording) -> list[tuple[str, str]]:
        words = wording.words
        if not self._staff.is_active:
            return [("reactivate", words("desk.staff.do.reactivate"))]
        found = [("reset_password", words("desk.staff.do.reset_password"))]
        if self._card is not None and self._card.has_totp:
            found.append(("reset_totp", words("desk.staff.do.reset_totp")))
        found += [
            (f"role:{role}", words("desk.staff.do.role", role=words(f"desk.role.{role}")))
            for role in ROLES
            if role is not self._staff.role
        ]
        return [*found, ("deactivate", words("desk.staff.do.deactivate"))]

    async def look(self) -> None:
        """Ask how the account stands."""
        try:
            self._card = await self._seat.link.send(ShowCredential(staff_id=self._staff.id))
            self._sessions = await self._seat.link.send(ListSessions(staff_id=self._staff.id))
        except Refusal as refusal:
            self._seat.refuse(refusal, "sheet")
        self._seat.changed()

    def _deactivate(self, reason: str) -> None:
        self._ask("deactivate", DeactivateStaff(staff_id=self._staff.id, reason=reason))

    def _ask(self, action: str, command: Command[Any]) -> None:  # Any: the answer is not looked at
        def done(_: object) -> None:
            self._seat.open(None)
            said = self._seat.wording.words(f"desk.staff.done.{action}", name=self._staff.name)
            self._seat.say(said, "form", "done")

        self._seat.ask(action, command, "sheet", done=done)

    def _tell(self, told: OneTimePassword) -> None:
        self._seat.open(ToldSheet(self._staff.name, told))


class ToldSheet:
    """A password that is told once, to be handed over in person."""

    def __init__(self, name: str, told: OneTimePassword) -> None:
        self._name, self._told = name, told

    def shown(self, wording: Wording) -> SheetShown:
        return SheetShown(
            kind="told",
            title=self._name,
            sentence=wording.words("desk.staff.told", name=self._name, time=wording.time(self._told.until)),
            told=self._told.password,
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """There is nothing to confirm."""
