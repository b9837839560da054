"""Signing in, in as many steps as the account asks for, and signing out."""

from collections.abc import Callable

import msgspec

from desk.presenter.password import LEAST_LETTERS, strength
from desk.presenter.patience import Patience
from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.screen.signin import LanguageShown, SignInShown
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import TryLater
from shared.protocol.session import NewPasswordNeeded, SignedIn, SignIn, SignOut, TotpNeeded, WrongLogin
from shared.words import LANGUAGES, own_name

FORGOTTEN_AFTER_SECONDS = 120.0
"""A password that was right is not kept for somebody who went to look for a phone and did not come back."""


class SignInPage:
    """Who sits down at this desk. A password is kept only while the server still asks for something beside it.

    `step` is password, totp, recovery or new_password.
    """

    def __init__(self, seat: Seat, signed_in: Callable[[SignedIn], None]) -> None:
        self._seat = seat
        self._signed_in = signed_in
        self._patience = Patience(seat)
        self._asked: SignIn | None = None
        self._asked_at = seat.clock()
        self._grade, self._strength = "", ""
        self.step = "password"
        self.login = ""
        self.problem = ""
        self.note = ""

    def type(self, login: str) -> None:
        """Take what is typed as the login."""
        self.login, self.problem = login, ""

    def type_new(self, password: str) -> None:
        """Say how good a new password is."""
        self.problem = ""
        self._grade, self._strength = strength(password, self.login)

    def sign_in(self, login: str, password: str) -> None:
        """Ask to be let in, by password or PIN."""
        self.login, self.problem = login.strip(), ""
        if not self.login or not password:
            self.problem = self._seat.wording.words("desk.signin.lacks")
        else:
            self._ask(SignIn(login=self.login, password=password))
        self._seat.changed()

    def give(self, text: str) -> None:
        """What the server asks for beside the password: a one-time code, a recovery code, a new password."""
        words, asked = self._seat.wording.words, self._asked
        self.problem = ""
        if asked is None:
            self.go_back()
        elif not text.strip():
            self.problem = words(f"desk.signin.lacks.{self.step}")
        elif self.step == "totp":
            self._ask(msgspec.structs.replace(asked, totp="".join(text.split()), recovery_code=""))
        elif self.step == "recovery":
            self._ask(msgspec.structs.replace(asked, totp="", recovery_code=text.strip()))
        elif strength(text, self.login)[0] == "weak":
            self.problem = words(strength(text, self.login)[1], count=LEAST_LETTERS)
        else:
            self._ask(msgspec.structs.replace(asked, new_password=text))
        self._seat.changed()

    def use_recovery(self) -> None:
        """The phone is not at hand: a recovery code instead; or the other way round."""
        self.step, self.problem = "totp" if self.step == "recovery" else "recovery", ""
        self._seat.wants("proof")

    def go_back(self) -> None:
        """Begin anew: the password is forgotten."""
        self._asked, self.step, self.problem = None, "password", ""
        self._grade = self._strength = ""

    def refuse(self, refusal: Refusal) -> None:
        """The server wants something more, or said why not."""
        match refusal:
            case TotpNeeded():
                self.step = "totp"
            case NewPasswordNeeded():
                self.step = "new_password"
            case WrongLogin():
                self.go_back()
                self.problem = sentence(refusal, self._seat.wording)
            case TryLater(seconds=seconds):
                self._patience.wait(seconds)
            case _:
                self.problem = sentence(refusal, self._seat.wording)
        self._seat.wants("password" if self.step == "password" else "proof")

    def sign_out(self, signed_out: Callable[[], None]) -> None:
        """End the session; whether or not the server hears of it, this desk forgets it."""

        def refused(_: Refusal) -> None:
            signed_out()

        def done(_: None) -> None:
            signed_out()

        if self._seat.link.state.is_live:
            self._seat.ask("sign_out", SignOut(), "queue", done=done, refused=refused)
        else:
            signed_out()

    def expire(self) -> None:
        """The session ended on its own: say so, and that nothing typed is lost."""
        self.note = self._seat.wording.words("desk.signin.expired")

    def let_go(self) -> None:
        """Time has passed: a password that nobody went on with is forgotten."""
        if self._asked is not None and self._seat.clock() - self._asked_at > FORGOTTEN_AFTER_SECONDS:
            self.go_back()

    def shown(self) -> SignInShown:
        """The page as it is now."""
        clinic, words = self._seat.mirror.clinic, self._seat.wording.words
        return SignInShown(
            step=self.step,
            clinic=clinic.name if clinic is not None else "",
            login=self.login,
            sentence=words(f"desk.signin.{self.step}_sentence") if self.step != "password" else "",
            problem=self._patience.sentence or self.problem,
            note=self.note,
            strength=words(self._strength, count=LEAST_LETTERS) if self._strength else "",
            strength_grade=self._grade,
            is_busy=self._seat.busy in ("sign_in", "joining"),
            is_waiting=self._patience.is_waiting,
            languages=languages_shown((words.language,)),
        )

    def _ask(self, command: SignIn) -> None:
        if not self._seat.link.state.is_live:
            self.problem = self._seat.wording.words("refused.offline")
        elif not self._patience.is_waiting:
            self._asked, self._asked_at = command, self._seat.clock()
            self._seat.ask("sign_in", command, "form", done=self._welcome, refused=self.refuse)

    def _welcome(self, answer: SignedIn) -> None:
        self.note = ""
        self.go_back()
        self._signed_in(answer)


def languages_shown(chosen: tuple[str, ...]) -> tuple[LanguageShown, ...]:
    """Every language by its own name."""
    return tuple(LanguageShown(key=code, text=own_name(code), is_chosen=code in chosen) for code in LANGUAGES)
