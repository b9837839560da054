"""Readings: that personal data was shown, to whom, from when until when, goes into the journal; the data does not."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from clinic_server.actor import STAFF_ROLES, Actor
from clinic_server.handlers.writer import Writer
from shared.protocol.audit import PersonalDataRead, Reading, ReadingEnded
from shared.protocol.grammar import Value, kind_of

FORGIVEN_SECONDS = 60.0
"""A screen that comes back so soon never stopped showing: a bad line does not fill the journal."""

Shown = tuple[str, tuple[str, ...], tuple[UUID, ...]]
"""Who, what kinds, of which departments."""


class Readings:
    """Lives in the event loop; writes behind everything else, and nobody waits for it."""

    def __init__(self, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._clock = clock
        self._shown: dict[Shown, int] = {}
        self._since: dict[Shown, tuple[Actor, datetime]] = {}
        self._ending: dict[Shown, asyncio.TimerHandle] = {}

    def began(self, actor: Actor, kinds: Iterable[type[Value]], department_ids: Iterable[UUID] = ()) -> None:
        """A screen of somebody on the staff has its snapshot and hears on."""
        shown = _shown(actor, kinds, department_ids)
        if shown is None:
            return
        self._shown[shown] = self._shown.get(shown, 0) + 1
        ending = self._ending.pop(shown, None)
        if ending is not None:
            ending.cancel()
        if shown not in self._since:
            self._since[shown] = (actor, self._clock())
            _, names, departments = shown
            self._writer.note(actor, PersonalDataRead(how=Reading.SCREEN, kinds=names, department_ids=departments))

    def ended(self, actor: Actor, kinds: Iterable[type[Value]], department_ids: Iterable[UUID] = ()) -> None:
        """It shows nothing any more; the same as it began."""
        shown = _shown(actor, kinds, department_ids)
        if shown is None or not self._shown.get(shown):
            return
        self._shown[shown] -= 1
        if not self._shown[shown]:
            loop = asyncio.get_running_loop()
            self._ending[shown] = loop.call_later(FORGIVEN_SECONDS, self._end, shown)

    def answered(self, actor: Actor, values: Iterable[Value]) -> None:
        """Somebody on the staff, or their program, was answered with these."""
        personal = [value for value in values if value.personal]
        if personal and actor.role in STAFF_ROLES:
            kinds = tuple(sorted({kind_of(value) for value in personal}))
            ids = tuple(dict.fromkeys(value.id for value in personal))
            self._writer.note(actor, PersonalDataRead(how=Reading.ANSWER, kinds=kinds, subject_ids=ids))

    def close(self) -> None:
        """The server stops: nobody is shown anything any more."""
        for shown in tuple(self._since):
            self._end(shown)

    def _end(self, shown: Shown) -> None:
        ending = self._ending.pop(shown, None)
        if ending is not None:
            ending.cancel()
        self._shown.pop(shown, None)
        actor, since = self._since.pop(shown)
        self._writer.note(actor, ReadingEnded(kinds=shown[1], since=since))


def _shown(actor: Actor, kinds: Iterable[type[Value]], department_ids: Iterable[UUID]) -> Shown | None:
    """What is recorded of a screen; None where nothing personal is shown, or to no member of the staff."""
    names = tuple(sorted(kind_of(kind) for kind in kinds if kind.personal))
    return (actor.name, names, tuple(department_ids)) if names and actor.role in STAFF_ROLES else None
