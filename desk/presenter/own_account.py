"""One's own account: password, PIN, the second step, and where one is signed in."""

from uuid import UUID

from desk.presenter.password import LEAST_LETTERS, strength
from desk.presenter.seat import Seat
from desk.presenter.sessions import session_detail, session_title
from desk.screen.account import AccountShown, CodeShown, SessionShown
from desk.screen.notice import NoticeShown
from desk.screen.sheet import ChoiceShown
from shared.protocol.credential import (
    ChangePassword,
    ConfirmTotp,
    CredentialCard,
    RecoveryCodes,
    RemoveTotp,
    SetPin,
    ShowCredential,
    StartTotp,
    TotpSetup,
)
from shared.protocol.grammar import Command, Refusal
from shared.protocol.session import EndSession, ListSessions, SessionCard

PARTS = ("password", "pin", "totp", "sessions")
IN_A_GROUP = 4
"""Letters of a secret are read in groups."""


class OwnAccountPage:
    """What is secret is handed on and not kept; only a new secret stays until confirmed, and codes until kept."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.is_open = False
        self._part = PARTS[0]
        self._card: CredentialCard | None = None
        self._sessions: tuple[SessionCard, ...] = ()
        self._setup: TotpSetup | None = None
        self._codes: tuple[str, ...] = ()
        self._grade, self._strength = "", ""
        self._form = 0

    def open(self) -> None:
        """Show the page and ask how the account stands."""
        self.is_open, self._part = True, PARTS[0]
        self._look()

    def close(self) -> None:
        """Back to work: nothing that was told stays."""
        self.is_open, self._setup, self._codes = False, None, ()
        self._grade = self._strength = ""
        self._seat.notice = NoticeShown()

    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self._part, self._setup, self._codes, self._seat.notice = part, None, (), NoticeShown()
            self._form += 1

    def type_new(self, password: str) -> None:
        """Say how good a new password is."""
        self._grade, self._strength = strength(password, self._login)

    def change_password(self, password: str, new_password: str) -> None:
        """Choose another password."""
        grade, why = strength(new_password, self._login)
        if not password or not new_password:
            self._lacks("password")
        elif grade == "weak":
            self._seat.say(self._seat.wording.words(why, count=LEAST_LETTERS), "form")
        else:
            self._do("change_password", ChangePassword(password=password, new_password=new_password))

    def set_pin(self, password: str, pin: str) -> None:
        """Choose six digits for signing in on a paired device."""
        if not password or not pin:
            self._lacks("pin")
        else:
            self._do("set_pin", SetPin(password=password, pin=pin))

    def remove_pin(self, password: str) -> None:
        """Do without a PIN."""
        if not password:
            self._lacks("remove")
        else:
            self._do("remove_pin", SetPin(password=password, pin=""))

    def start_totp(self) -> None:
        """Be told a secret for the authenticator app."""

        def done(setup: TotpSetup) -> None:
            self._setup = setup

        self._seat.ask("start_totp", StartTotp(), "form", done=done)

    def confirm_totp(self, password: str, code: str) -> None:
        """Ask for one-time codes from now on."""
        if self._setup is None:
            return
        if not password or not code.strip():
            self._lacks("totp")
            return

        def done(told: RecoveryCodes) -> str:
            self._setup, self._codes = None, told.codes
            return self._done("confirm_totp")

        command = ConfirmTotp(password=password, secret=self._setup.secret, code="".join(code.split()))
        self._seat.ask("confirm_totp", command, "form", done=done)

    def remove_totp(self, password: str) -> None:
        """Ask for no one-time codes any more."""
        if not password:
            self._lacks("remove")
        else:
            self._do("remove_totp", RemoveTotp(password=password))

    def keep_codes(self) -> None:
        """The recovery codes are written down; they are not shown again."""
        self._codes = ()

    def end_session(self, key: str) -> None:
        """Sign out somewhere else."""
        self._do(f"end:{key}", EndSession(session_id=UUID(key)), said="end_session")

    def shown(self) -> AccountShown:
        """The page as it is now."""
        seat, words, card = self._seat, self._seat.wording.words, self._card
        staff = seat.staff
        return AccountShown(
            name=staff.name if staff is not None else "",
            login=self._login,
            parts=tuple(
                ChoiceShown(
                    key=part,
                    text=words(f"desk.account.{part}"),
                    remark=self._remark(part),
                    is_chosen=part == self._part,
                )
                for part in PARTS
            ),
            part=self._part,
            has_pin=card is not None and card.has_pin,
            totp=self._totp(),
            qr=self._setup.address if self._setup is not None else "",
            secret=_in_groups(self._setup.secret) if self._setup is not None else "",
            codes=tuple(CodeShown(key=code, text=code) for code in self._codes),
            sessions=tuple(self._session(each) for each in self._sessions),
            strength=words(self._strength, count=LEAST_LETTERS) if self._strength else "",
            strength_grade=self._grade,
            busy=seat.busy,
            form=self._form,
            notice=seat.notice,
        )

    @property
    def _login(self) -> str:
        staff = self._seat.staff
        return staff.login if staff is not None else ""

    def _totp(self) -> str:
        if self._codes:
            return "codes"
        if self._setup is not None:
            return "setup"
        return "on" if self._card is not None and self._card.has_totp else "off"

    def _look(self) -> None:
        self._seat.spawn(self._ask_how_it_stands(), "desk account")

    async def _ask_how_it_stands(self) -> None:
        try:
            self._card = await self._seat.link.send(ShowCredential())
            self._sessions = await self._seat.link.send(ListSessions())
        except Refusal as refusal:
            self._seat.refuse(refusal, "form")
        self._seat.changed()

    def _do(self, action: str, command: Command[None], said: str = "") -> None:
        self._seat.ask(action, command, "form", done=lambda _: self._done(said or action))

    def _done(self, action: str) -> str:
        self._form += 1
        self._grade = self._strength = ""
        self._look()
        return self._seat.wording.words(f"desk.account.done.{action}")

    def _lacks(self, what: str) -> None:
        self._seat.say(self._seat.wording.words(f"desk.account.lacks.{what}"), "form")

    def _remark(self, part: str) -> str:
        words, card = self._seat.wording.words, self._card
        if part == "sessions":
            return str(len(self._sessions)) if self._sessions else ""
        if card is None or part == "password":
            return ""
        return words("desk.account.on" if (card.has_pin if part == "pin" else card.has_totp) else "desk.account.off")

    def _session(self, card: SessionCard) -> SessionShown:
        return SessionShown(
            key=str(card.id),
            title=session_title(card, self._seat.mirror, self._seat.wording),
            detail=session_detail(card, self._seat.wording),
            is_own=card.is_own,
            is_busy=self._seat.busy == f"end:{card.id}",
        )


def _in_groups(secret: str) -> str:
    return " ".join(secret[at : at + IN_A_GROUP] for at in range(0, len(secret), IN_A_GROUP))
