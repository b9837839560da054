"""A desk that nobody uses locks itself: it shows nothing of anybody until its owner is back."""

from collections.abc import Callable

from desk.presenter.patience import Patience
from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.screen.signin import LockShown
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import TryLater
from shared.protocol.session import LockSession, NotSignedIn, UnlockSession


class LockPage:
    """Locks after so many seconds without a key or pointer (0: never by itself). What was typed is kept behind it.

    `opened` is called when the owner has proved to be back: the desk then joins anew.
    """

    def __init__(self, seat: Seat, after_seconds: float, opened: Callable[[], None]) -> None:
        self._seat, self._after_seconds, self._opened = seat, after_seconds, opened
        self._patience = Patience(seat)
        self._stirred_at = seat.clock()
        self._is_told = False
        self._name = self._problem = ""
        self.is_locked = False

    def stir(self) -> None:
        """Somebody is here."""
        self._stirred_at = self._seat.clock()

    def tick(self) -> None:
        """Time has passed: lock a desk that nobody uses, and say so once the server can hear it."""
        is_idle = self._after_seconds > 0 and self._seat.clock() - self._stirred_at >= self._after_seconds
        if is_idle and self._seat.staff is not None and not self.is_locked:
            self.lock()
        elif self.is_locked:
            self._tell()

    def lock(self) -> None:
        """Show nothing more, at once; the server is told to say nothing more."""
        staff = self._seat.staff
        self._name = staff.name if staff is not None else self._name
        self.is_locked, self._is_told, self._problem = True, False, ""
        self._tell()
        self._seat.changed()

    def joined(self, *, is_locked: bool) -> None:
        """The desk is on a new connection, where the server holds the session for locked or not."""
        self.is_locked, self._is_told = self.is_locked or is_locked, is_locked

    def unlock(self, secret: str) -> None:
        """Come back, by password or PIN."""
        words = self._seat.wording.words
        self._problem = ""
        if not secret:
            self._problem = words("desk.lock.lacks")
        elif not self._seat.link.state.is_live:
            self._problem = words("refused.offline")
        elif not self._patience.is_waiting:
            command = UnlockSession(password=secret)
            self._seat.ask("unlock", command, "lock", done=lambda _: self._opened(), refused=self._refuse)
        self._seat.changed()

    def open(self) -> None:
        """Show everything again."""
        self.is_locked, self._problem = False, ""
        self.stir()

    def shown(self) -> LockShown:
        """The page as it is now."""
        clinic = self._seat.mirror.clinic
        return LockShown(
            name=self._name,
            clinic=clinic.name if clinic is not None else "",
            problem=self._patience.sentence or self._problem,
            is_busy=self._seat.busy in ("unlock", "joining"),
            is_waiting=self._patience.is_waiting,
        )

    def _tell(self) -> None:
        if not self._is_told and self._seat.link.state.is_live:
            self._is_told = True
            self._seat.tell(LockSession(), "lock")

    def _refuse(self, refusal: Refusal) -> None:
        match refusal:
            case NotSignedIn():
                self._seat.expired()
            case TryLater(seconds=seconds):
                self._patience.wait(seconds)
            case _:
                self._problem = sentence(refusal, self._seat.wording)
        self._seat.wants("proof")
