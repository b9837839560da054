"""Announcements: which call is said when. Pure: no sound, no clock, no Qt.

There is one loudspeaker to a screen, so its announcements stand in one line and never overlap, whichever of its zones
they are for. A call is said once: what was said is remembered by id, across lost connections and restarts.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from shared.protocol.call import Call

REMEMBERED = 256
"""More than a snapshot ever brings (the last 20 calls), so nothing in it can be taken for news."""


class Announcements:
    """`hear` what the clinic says, `take` the next one, and `finish` it before the next is taken."""

    def __init__(self, said: Iterable[UUID] = ()) -> None:
        self._said: dict[UUID, None] = dict.fromkeys(said)
        self._waiting: dict[UUID, Call] = {}
        self._current: Call | None = None

    @property
    def current(self) -> Call | None:
        """The one being said."""
        return self._current

    @property
    def waiting(self) -> tuple[Call, ...]:
        """Those that follow, in the order in which they would be said."""
        return tuple(sorted(self._waiting.values(), key=_turn))

    @property
    def said(self) -> tuple[UUID, ...]:
        """What needs no saying any more, oldest first: to be kept for the next start."""
        return tuple(self._said)

    def hear(self, calls: Iterable[Call]) -> bool:
        """Line up the calls not known yet. True when there was one."""
        news = [call for call in calls if not self._is_known(call)]
        self._waiting.update((call.id, call) for call in news)
        return bool(news)

    def take(self, now: datetime, still_stands: Callable[[Call], bool] = lambda _: True) -> Call | None:
        """The next to be said, emergencies first; None when there is nothing to say or the last one is not finished.

        What has outlived its time, or was taken back by staff, is shown on the board as it is and never said.
        """
        if self._current is not None:
            return None
        for call in self.waiting:
            del self._waiting[call.id]
            if now < call.expires_at and still_stands(call):
                self._current = call
                return call
            self._remember(call)
        return None

    def mark_said(self) -> None:
        """The current one was heard to its end, although it is still shown: it is never said again."""
        if self._current is not None:
            self._remember(self._current)

    def finish(self) -> None:
        """The current one was said (or shown, where there is no sound) to its end."""
        if self._current is not None:
            self._remember(self._current)
            self._current = None

    def _is_known(self, call: Call) -> bool:
        is_current = self._current is not None and self._current.id == call.id
        return is_current or call.id in self._said or call.id in self._waiting

    def _remember(self, call: Call) -> None:
        self._said[call.id] = None
        while len(self._said) > REMEMBERED:
            del self._said[next(iter(self._said))]


def _turn(call: Call) -> tuple[bool, datetime, UUID]:
    return (not call.is_emergency, call.called_at, call.id)
