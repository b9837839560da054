"""Presenter: turns the mirror and a person's touches into the screen. It imports no Qt."""

from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk import service
from kiosk.aids import Aids
from kiosk.choosing import Choosing
from kiosk.composing import compose
from kiosk.frame import Shape
from kiosk.issuing import Issuing
from kiosk.keys import Keys
from kiosk.parts import Line, Paper, Silence, Sound
from kiosk.patience import Patience
from kiosk.reading import Reading
from kiosk.screen import Notice, Page, Screen
from kiosk.session import Session
from kiosk.staff import Staff
from kiosk.steps import notice_of, page_after, page_before
from shared.client.link import Change, LinkState
from shared.client.outbox import Outbox
from shared.protocol.clinic import DateNotConfirmed
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import Unreachable
from shared.protocol.ticket import IssueTicket
from shared.words import LANGUAGES, Words

TRANSLATIONS = Path(__file__).parent / "translations"
LINK_GRACE_SECONDS = 3.0
"""A link that comes back within this time was never gone, for whoever looks at the screen."""

Spawn = Callable[[Coroutine[Any, Any, object], str], object]  # Any: as asyncio declares it


class Presenter:
    """`screen` is what to draw now; `changed` is called with every new one. Everything is called in the event loop.

    `choosing`, `keys` and `aids` take the touches of their pages; what all pages have is here.
    """

    def __init__(
        self,
        *,
        line: Line,
        outbox: Outbox,
        paper: Paper,
        staff: Staff,
        spawn: Spawn,
        clock: Callable[[], float],
        sound: Sound | None = None,
        language: str | None = None,
        is_low_reach: bool = False,
    ) -> None:
        self.changed: Callable[[Screen], None] = lambda screen: None
        self.shape = Shape()
        self.is_calm = False
        self.line = line
        self.staff = staff
        self.spawn = spawn
        self.sound: Sound = sound or Silence()
        self.words = lru_cache(maxsize=len(LANGUAGES))(lambda language: Words(TRANSLATIONS, language))
        self.reading = Reading(self.sound, TRANSLATIONS)
        self.patience = Patience(clock)
        self.choosing = Choosing(self)
        self.keys = Keys(self)
        self.aids = Aids(self)
        self._clock = clock
        self._first_language = language
        self._is_low_reach = is_low_reach
        self._issuing = Issuing(line, outbox, paper, self, self.words)
        self._lost_at: float | None = clock()
        self._refusal: Refusal | None = None
        self.session = self._new_session()
        self.screen = compose(self)

    # What is true of the clinic

    @property
    def languages(self) -> tuple[str, ...]:
        """The clinic's languages as far as the kiosk speaks them, in its order; without a clinic all of them."""
        clinic = self.line.mirror.clinic
        spoken = tuple(language for language in clinic.languages if language in LANGUAGES) if clinic else ()
        return spoken or LANGUAGES

    @property
    def out_of_service(self) -> str:
        """The key of why no number can be had now, or nothing."""
        has_waited = self._lost_at is not None and self._clock() - self._lost_at > LINK_GRACE_SECONDS
        return service.reason(self.line.state, self.line.mirror, self._refusal, has_waited=has_waited)

    def link_changed(self, change: Change) -> None:
        """The mirror took something in."""
        if change.is_snapshot and self.session == Session(language=self.session.language):
            self.session = self._new_session()  # now it is known which language the clinic speaks first
        if change.is_snapshot or change.kind == "day.opened":
            self._refusal = None
        self.show()

    def state_changed(self, state: LinkState) -> None:
        """The link came or went."""
        if state.is_live:
            self._lost_at = None
        elif self._lost_at is None:
            self._lost_at = self._clock()
        self.show()

    def set_shape(self, shape: Shape) -> None:
        """The window has this size now."""
        if shape != self.shape:
            self.shape = shape
            self.show()

    # Touches that every page has

    def touch(self) -> bool:
        """Every touch begins here: it is felt and heard, but while a number is on its way it does nothing."""
        self.patience.touch()
        if not self.session.is_asking:
            self.sound.touch()
        return not self.session.is_asking

    def take_number(self) -> None:
        """On to the departments."""
        if self.touch():
            self.go(Page.DEPARTMENTS)

    def choose_language(self, language: str) -> None:
        """Another language is another person: what the one before has told is wiped, the aids stay."""
        if self.touch() and language in LANGUAGES:
            before = self.session
            self.session = Session(
                language=language,
                is_larger=before.is_larger,
                is_high_contrast=before.is_high_contrast,
                is_reading=before.is_reading,
                is_low_reach=before.is_low_reach,
                is_forward=False,
            )
            self.show()

    def change_language(self) -> None:
        """Back to the languages; what was told so far is wiped."""
        self.choose_language(self.session.language)

    def go_back(self) -> None:
        """The page before this one."""
        session = self.session
        if not self.touch():
            return
        if session.first_tile and session.page in (Page.DEPARTMENTS, Page.DOCTORS):
            session.first_tile = max(0, session.first_tile - (self.screen.grid.places - 1))
        elif session.page in (Page.DEPARTMENTS, Page.PIN, Page.STAFF):
            self.wipe()
            return
        else:
            session.page, session.first_tile = page_before(session, self.line.mirror), 0
        session.is_forward, session.notice = False, None
        self.show()

    def finish(self) -> None:
        """The person has the number and goes: the next one finds nothing of it."""
        if self.touch():
            self.wipe()

    def need_more_time(self) -> None:
        """Somebody is still there."""
        if self.touch():
            self.show()

    # What the touches lead to

    def go(self, page: Page) -> None:
        """Show a page that comes after this one."""
        self.session.page, self.session.is_forward = page, True
        self.session.first_tile, self.session.notice = 0, None
        self.show()

    def go_on_from(self, page: Page) -> None:
        """The next question after a page, or the number when all is asked."""
        following = page_after(page, self.line.mirror)
        if following is None:
            self._ask_for_number()
        else:
            self.go(following)

    def refuse(self, notice: Notice) -> None:
        """It cannot be: say why."""
        self.session.notice = notice
        self.sound.refused()
        self.show()

    def wipe(self) -> None:
        """Begin anew: nothing of the one who was here stays."""
        self.reading.stop()
        self.session = self._new_session()
        self.patience.touch()
        self.show()

    def tick(self) -> None:
        """Time has passed: warn whoever stands still, wipe after whoever is gone."""
        session = self.session
        if session.is_asking or (session.issued is not None and session.issued.paper == "printing"):
            self.patience.touch()  # it is the person who waits
        elif self.patience.is_over(session.page) and session != self._new_session():
            self.wipe()
        elif self.patience.is_sound_due(session.page):
            self.sound.idle()
        self.show()

    def show(self) -> None:
        """Draw what is true now."""
        screen = compose(self)
        if screen != self.screen:
            self.screen = screen
            self.changed(screen)
        if self.session.is_reading and not self.session.is_asking:
            self.reading.read(screen)

    # How a number is doing (called by Issuing)

    def issued(self, session: Session) -> None:
        """The number is known."""
        session.is_asking, session.intent = False, None
        if session is self.session:
            self.go(Page.TICKET)

    def printed(self, session: Session) -> None:
        """The paper is out, or will not come: from here on the page's time counts."""
        if session is self.session and session.issued is not None:
            self.patience.touch()
            if session.issued.paper == "out":
                self.sound.paper()
            self.show()

    def refused(self, session: Session, refusal: Refusal) -> None:
        """There is no number: say why, where the next step is possible."""
        session.is_asking = False
        if not isinstance(refusal, Unreachable):
            session.intent = None  # answered: another touch is another wish
        if isinstance(refusal, DateNotConfirmed):
            self._refusal = refusal
        if session is self.session:
            session.page, session.first_tile, session.is_forward = Page.DEPARTMENTS, 0, False
            self.refuse(notice_of(refusal, self.words(session.language)))

    # Private

    def _new_session(self) -> Session:
        first = self._first_language
        language = first if first in self.languages else self.languages[0]
        return Session(language=language, is_low_reach=self._is_low_reach, is_forward=False)

    def _ask_for_number(self) -> None:
        session = self.session
        if session.department_id is None:
            return
        command = IssueTicket(
            department_id=session.department_id,
            language=session.language,
            doctor_id=session.doctor_id,
            name=session.name.strip(),
            phone=session.phone,
        )
        session.is_asking, session.notice = True, None
        self.spawn(self._issuing.issue(session, session.intend(command)), "issue a number")
        self.show()
