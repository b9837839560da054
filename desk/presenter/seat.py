"""The seat: who works at this desk, the one action that is under way, and what was said back."""

from collections.abc import Callable, Coroutine
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from desk.presenter.hand_out import HandOut
from desk.presenter.refusal import sentence
from desk.presenter.sheet import Sheet
from desk.presenter.wording import Wording
from desk.screen.notice import NoticeShown
from shared.client.link import Link
from shared.client.mirror import Mirror
from shared.protocol.clinic import ConfirmDate, DateNotConfirmed
from shared.protocol.grammar import Command, Refusal
from shared.protocol.identity import new_id
from shared.protocol.session import NotSignedIn
from shared.protocol.staff import Doctor, Staff

A = TypeVar("A")
DONE_IS_SAID_FOR = timedelta(seconds=12)
Spawn = Callable[[Coroutine[Any, Any, object], str], object]
"""Starts work beside the caller and keeps it. Any: what asyncio declares for the parameters nobody uses."""


class Seat:
    """What every page is given. One action at a time: a second press while one is under way changes nothing."""

    def __init__(self, link: Link, wording: Wording, spawn: Spawn, clock: Callable[[], float]) -> None:
        self.link = link
        self.wording = wording
        self.spawn = spawn
        self.clock = clock
        """Seconds that only go forward, for whatever is to last so long here: `now` may jump."""
        self.staff_id: UUID | None = None
        self.busy = ""
        """The action under way, such as `call_next` or `answer:<id>`."""
        self.notice = NoticeShown()
        self.sheet: Sheet | None = None
        self.changed: Callable[[], None] = lambda: None
        self.expired: Callable[[], None] = lambda: None
        """Called when the server no longer knows who sits here."""
        self.wants: Callable[[str], None] = lambda _: None
        """Asks the window to put the cursor into a field."""
        self.hand_out = HandOut(Path.home() / "Anteroom")
        self._clock_day: date | None = None
        self._said_at = link.now

    @property
    def mirror(self) -> Mirror:
        """The clinic as it is known here."""
        return self.link.mirror

    @property
    def now(self) -> datetime:
        """The server's time."""
        return self.link.now

    @property
    def staff(self) -> Staff | None:
        """The one who is signed in, once the mirror knows them."""
        return self.mirror.get(Staff, self.staff_id)

    @property
    def doctor(self) -> Doctor | None:
        """The public face of the one who is signed in, when they see patients."""
        return self.mirror.get(Doctor, self.staff_id)

    def ask(
        self,
        action: str,
        command: Command[A],
        place: str,
        *,
        done: Callable[[A], str | None] = lambda _: None,
        refused: Callable[[Refusal], None] | None = None,
        request_id: UUID | None = None,
    ) -> None:
        """Send a command. `done` gets its answer and may return the sentence to show; a refusal is said in `place`."""
        if self.busy:
            return
        if not self.link.state.is_live:
            self.say(self.wording.words("refused.offline"), place)
            return
        self.busy, self.notice = action, NoticeShown()
        self.changed()
        work = self._carry_out(action, command, request_id or new_id(), place, done, refused)
        self.spawn(work, f"desk {action}")

    def tell(self, command: Command[Any], place: str) -> None:
        """Send a command whose answer nobody waits for; only a refusal is said. Any: its answer is not looked at."""
        work = self._carry_out("", command, new_id(), place, lambda _: None, None)
        self.spawn(work, f"desk {type(command).__name__}")

    def confirm_date(self) -> None:
        """Staff say that the box's date is right although it lies before its last day."""
        if self._clock_day is not None:
            self.ask("confirm_date", ConfirmDate(day=self._clock_day), self.notice.place)

    def say(self, text: str, place: str, kind: str = "refused") -> None:
        """Put a sentence into its place."""
        self.notice, self._said_at = NoticeShown(text=text, place=place, kind=kind), self.now
        self.changed()

    def let_go(self) -> None:
        """What is done need not be said for ever; a refusal stays until the next action."""
        if self.notice.kind == "done" and self.now - self._said_at > DONE_IS_SAID_FOR:
            self.notice = NoticeShown()

    def refuse(self, refusal: Refusal, place: str) -> None:
        """Say why not; a date that is not confirmed comes with the button that confirms it."""
        if isinstance(refusal, NotSignedIn):
            self.expired()
            return
        self.say(sentence(refusal, self.wording), place)
        if isinstance(refusal, DateNotConfirmed):
            self._clock_day = refusal.clock_day
            text = self.wording.words("desk.confirm_date", date=self.wording.day(refusal.clock_day))
            self.notice = NoticeShown(text=self.notice.text, place=place, action="confirm_date", action_text=text)

    def open(self, sheet: Sheet | None) -> None:
        """Ask for what an action still needs; None closes the sheet."""
        self.sheet, self.notice = sheet, NoticeShown()
        self.changed()

    async def _carry_out(
        self,
        action: str,
        command: Command[A],
        request_id: UUID,
        place: str,
        done: Callable[[A], str | None],
        refused: Callable[[Refusal], None] | None,
    ) -> None:
        try:
            answer = await self.link.send(command, request_id=request_id)
        except Refusal as refusal:
            self._free(action)
            if refused is None:
                self.refuse(refusal, place)
            else:
                refused(refusal)
        else:
            self._free(action)
            if text := done(answer):
                self.say(text, place, "done")
        finally:
            self.changed()

    def _free(self, action: str) -> None:
        """The next action may begin; what was only told kept nobody from acting."""
        if self.busy == action:
            self.busy = ""
