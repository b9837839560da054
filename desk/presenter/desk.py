"""The desk as a whole: which page it shows, the keys that every page has, and what stands around the page."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from desk.presenter.administrator import AdministratorPage
from desk.presenter.composing import compose
from desk.presenter.device import open_alerts
from desk.presenter.doctor import DoctorPage
from desk.presenter.frame import KEYS
from desk.presenter.keyboard import press
from desk.presenter.lock import LockPage
from desk.presenter.menu import MenuSheet
from desk.presenter.own_account import OwnAccountPage
from desk.presenter.queue import QueueTable
from desk.presenter.reception import ReceptionPage
from desk.presenter.rooms import RoomsPage
from desk.presenter.seat import Seat, Spawn
from desk.presenter.setup import SetupPage
from desk.presenter.sheet import KeysSheet, Sheet
from desk.presenter.signin import SignInPage
from desk.presenter.wording import Wording
from desk.screen.notice import NoticeShown
from shared.client.link import Change, Link, LinkState
from shared.protocol.session import NotSignedIn, SessionLocked, SignedIn
from shared.words import Words

if TYPE_CHECKING:
    from desk.screen.desk import Screen

TRANSLATIONS = Path(__file__).parent.parent / "translations"
TOGETHER_SECONDS = 0.02
"""Changes within this time are drawn at once."""
TICK_SECONDS = 1.0


class Desk:
    """`screen` is what to show now; `changed` is called with every next one. `press` takes the keys by name."""

    def __init__(
        self,
        link: Link,
        spawn: Spawn,
        *,
        language: str = "en",
        is_dark: bool = False,
        zone: str = "UTC",
        lock_after_seconds: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.link = link
        self.is_dark = is_dark
        self.changed: Callable[[Screen], None] = lambda _: None
        self.worded: Callable[[Words], None] = lambda _: None
        """Called with the words of another language before the screen in it."""
        self.alarmed: Callable[[], None] = lambda: None
        """Called when somebody at a kiosk begins to need a person."""
        self.pair_again: Callable[[], None] = lambda: None
        """Shows the page where this desk is paired anew."""
        self.seat = Seat(link, Wording(Words(TRANSLATIONS, language), link.mirror), spawn, clock)
        self.seat.changed, self.seat.expired = self.refresh, self._expire
        self.signin = SignInPage(self.seat, self._signed_in)
        self.lock = LockPage(self.seat, lock_after_seconds, self._rejoin)
        self.rooms = RoomsPage(self.seat)
        self.setup = SetupPage(self.seat, self._signed_in, zone, language)
        self.doctor = DoctorPage(self.seat)
        self.reception = ReceptionPage(self.seat)
        self.administrator = AdministratorPage(self.seat)
        self.account = OwnAccountPage(self.seat)
        self.is_administering = True
        """Whether an administrator is on the page of that name, and not on the reception's."""
        self._timer: asyncio.TimerHandle | None = None
        self._alerts = frozenset[UUID]()
        self.screen = compose(self)
        link.on_change(self._hear)
        link.on_state(self._hear_state)

    @property
    def words(self) -> Words:
        """The words of the desk's language."""
        return self.seat.wording.words

    async def run(self) -> None:
        """Let the clock and the waits go on. Cancel it to end."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.tick()

    def tick(self) -> None:
        """A second has gone by."""
        self.seat.let_go()
        self.signin.let_go()
        self.lock.tick()
        self.refresh_now()

    def refresh(self) -> None:
        """Draw again soon; what changes together is drawn together."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TOGETHER_SECONDS, self.refresh_now)

    def refresh_now(self) -> None:
        """Draw again now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        screen = compose(self)
        if screen != self.screen:
            self.screen = screen
            self.changed(screen)

    def press(self, key: str) -> bool:
        """Do what a key stands for: F2, Enter, Delete, Ctrl+Z, /, ?, Up … False when it stands for nothing here."""
        is_known = press(self, key)
        if is_known:
            self.refresh_now()
        return is_known

    def do(self, deed: Callable[[], object]) -> None:
        """Do what was touched and show at once what came of it."""
        deed()
        self.refresh_now()

    def queue_do(self, deed: Callable[[QueueTable], None]) -> None:
        """Do something with the table of the page, when it has one."""
        if (queue := self.queue) is not None:
            deed(queue)

    def sheet_do(self, deed: Callable[[Sheet], None]) -> None:
        """Do something with the open sheet, when there is one."""
        if self.seat.sheet is not None:
            deed(self.seat.sheet)

    def leave_rooms(self) -> None:
        """Keep the room and go back to the queue."""
        self.rooms.is_open = False

    def sign_out(self) -> None:
        """Whoever sits here leaves."""
        self.seat.open(None)
        self.signin.sign_out(self._signed_out)

    def choose_language(self, language: str) -> None:
        """Say everything in another language from now on."""
        self.seat.wording = Wording(self.words.within(language), self.link.mirror)
        self.worded(self.words)
        self.refresh_now()

    def open_menu(self) -> None:
        """Show the desk's own menu."""
        if (staff := self.seat.staff) is not None:
            self.seat.open(MenuSheet(self, staff))

    def open_keys(self) -> None:
        """Show all keys of this page."""
        if self.screen.page in KEYS:
            self.seat.open(KeysSheet(KEYS[self.screen.page]))

    def open_page(self, page: str) -> None:
        """An administrator goes to the reception's page and back."""
        self.is_administering = page == "administrator"
        self.seat.open(None)

    def close_sheet(self) -> None:
        """Give up what was asked."""
        self.seat.open(None)

    def confirm_sheet(self) -> None:
        """Carry out what the sheet asked for."""
        if self.seat.sheet is not None and not self.seat.busy:
            self.seat.sheet.confirm()
            self.refresh_now()

    @property
    def queue(self) -> QueueTable | None:
        """The table of the page, when it has one."""
        return {"doctor": self.doctor.queue, "reception": self.reception.queue}.get(self.screen.page)

    @property
    def chosen_label(self) -> str:
        """The number of whoever is chosen in the table of the page."""
        chosen = self.queue.chosen if self.queue is not None else None
        return chosen.ticket.label if chosen is not None else ""

    def _signed_in(self, answer: SignedIn) -> None:
        if answer.staff.id != self.seat.staff_id:
            # What somebody else typed and chose is not for the next one's eyes.
            self.doctor, self.reception = DoctorPage(self.seat), ReceptionPage(self.seat)
            self.administrator = AdministratorPage(self.seat)
            self.is_administering = True
        self.seat.staff_id, self.seat.notice = answer.staff.id, NoticeShown()
        self.link.token = answer.token
        self.lock.stir()
        self._rejoin()

    def _rejoin(self) -> None:
        """Hear the clinic as the one who has just proved who they are."""
        self.seat.busy = "joining"
        self.seat.spawn(self.link.reconnect(), "desk joins")

    def _signed_out(self) -> None:
        self.seat.staff_id = None
        self.signin.login = ""
        self._leave()

    def _expire(self) -> None:
        """The session ended on its own: the pages keep what was typed until the same person is back."""
        if self.link.token is not None:
            staff = self.seat.staff
            self.signin.login = staff.login if staff is not None else self.signin.login
            self.signin.expire()
            self._leave()

    def _leave(self) -> None:
        self.link.token = None
        self.lock.open()
        self.account.close()
        self.signin.go_back()
        self.seat.sheet, self.seat.notice, self.seat.busy, self.rooms.is_open = None, NoticeShown(), "", False
        self.seat.spawn(self.link.reconnect(), "desk leaves")
        self.refresh()

    def _hear(self, change: Change) -> None:
        if change.is_snapshot:
            is_locked = isinstance(self.link.state.problem, SessionLocked)
            if self.seat.busy == "joining":
                self.seat.busy = ""
                self.lock.open()
            self.lock.joined(is_locked=is_locked)
            self.doctor.notes.save()
            if self.link.token is not None and self.seat.staff is None and not is_locked:
                # An account that may not hear of the clinic's people has no page here.
                self._leave()
                self.signin.problem = self.words("refused.not_allowed")
        self.administrator.devices.pairing.hear(is_snapshot=change.is_snapshot)
        alerts = frozenset(alert.id for alert in open_alerts(self.link.mirror))
        if alerts - self._alerts and self.seat.staff is not None:
            self.alarmed()
        self._alerts = alerts
        self.refresh()

    def _hear_state(self, state: LinkState) -> None:
        if isinstance(state.problem, NotSignedIn):
            self._expire()
        self.refresh()
