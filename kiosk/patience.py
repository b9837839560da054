"""Patience: how long a page waits for a touch, when it asks whether somebody is there, and when it is wiped."""

from collections.abc import Callable

from kiosk.screen import Page

WARNING_SECONDS = 20.0
"""EN 301 549 and WCAG 2.2.1: whoever is warned has at least twenty seconds to ask for more time."""
IDLE_SECONDS = 45.0
TICKET_SECONDS = 30.0
STAFF_SECONDS = 180.0
SOUND_EVERY_SECONDS = 5.0
LAST_SECONDS = 10.0
"""The ticket page counts down all the time; only its end is heard."""


class Patience:
    """Time since the last touch, measured against what each page allows."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._touched_at = clock()
        self._sounded_at = clock()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    def seconds(self, page: Page) -> float:
        """How long a page stays without a touch."""
        match page:
            case Page.TICKET:
                return TICKET_SECONDS
            case Page.PIN | Page.STAFF:
                return STAFF_SECONDS
        return IDLE_SECONDS + WARNING_SECONDS

    def left(self, page: Page) -> float:
        """Seconds until it is wiped."""
        return max(0.0, self._touched_at + self.seconds(page) - self._clock())

    def is_warning(self, page: Page) -> bool:
        """Whether the page now asks if somebody is still there."""
        return page not in (Page.WELCOME, Page.TICKET, Page.SERVICE) and self.left(page) <= WARNING_SECONDS

    def is_over(self, page: Page) -> bool:
        """Whether whoever was here is gone."""
        return self.left(page) <= 0.0

    def is_sound_due(self, page: Page) -> bool:
        """Whether the warning is to be heard now; true once in five seconds."""
        is_ending = self.is_warning(page) or (page is Page.TICKET and self.left(page) <= LAST_SECONDS)
        if not is_ending or self._clock() - self._sounded_at < SOUND_EVERY_SECONDS:
            return False
        self._sounded_at = self._clock()
        return True
