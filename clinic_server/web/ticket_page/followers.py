"""Followers: the phones that hear of a ticket's changes. Many changes become one look, and a look serves all phones."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from uuid import UUID

from clinic_server.handlers.batch import Published
from clinic_server.handlers.writer import Writer
from clinic_server.web.hub import Hub
from clinic_server.web.ticket_page.facts import Facts, facts_of_all
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.grammar import Refusal
from shared.protocol.room import Room
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

COALESCE_SECONDS = 0.25
"""The first change after a pause is told at once; those that follow at most this often."""
MOST_FOLLOWERS = 2_000
MOST_OF_ONE_TICKET = 8
TICKETS_A_LOOK = 100
"""So that the writer is never kept from its work for more than a moment."""
SHOWN = (Clinic, Department, Room, Ticket, Visit)

logger = logging.getLogger(__name__)


class Crowded(Exception):
    """As many phones listen as may; this one must ask again instead."""


class Follower:
    """One phone. What it has not taken yet is replaced by what is newer."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._news = asyncio.Event()
        self._has_ended = False

    async def news(self) -> Facts | None:
        """Wait for other facts than those before; None at the end."""
        await self._news.wait()
        self._news.clear()
        return None if self._has_ended else self.facts

    def tell(self, facts: Facts) -> None:
        """Hand over facts; the same ones again are no news."""
        if facts != self.facts:
            self.facts = facts
            self._news.set()

    def end(self) -> None:
        """Nothing more will come."""
        self._has_ended = True
        self._news.set()


class Followers:
    """Keeps every follower's facts true while `watching` lasts."""

    def __init__(self, writer: Writer, hub: Hub) -> None:
        self._writer = writer
        self._hub = hub
        self._of: dict[UUID, set[Follower]] = {}
        self._touched: set[UUID] = set()
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    @contextmanager
    def follow(self, facts: Facts) -> Iterator[Follower]:
        """A follower of a ticket, as long as the context lasts. Raises `Crowded`."""
        id = facts.ticket.id
        if len(self) >= MOST_FOLLOWERS or len(self._of.get(id, ())) >= MOST_OF_ONE_TICKET:
            raise Crowded()
        follower = Follower(facts)
        self._of.setdefault(id, set()).add(follower)
        self._touched.add(id)  # what happened since the facts were read
        self._changed.set()
        try:
            yield follower
        finally:
            self._of[id].discard(follower)
            if not self._of[id]:
                del self._of[id]

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Hear of changes until the context ends."""
        unwatch = self._hub.watch(self._note)
        task = asyncio.create_task(self._run(), name="ticket pages")
        try:
            yield
        finally:
            unwatch()
            task.cancel()
            await asyncio.wait([task])
            if not task.cancelled():
                task.result()

    def end(self) -> None:
        """Let every phone go, because the server stops or lost sight; they come back by themselves."""
        for followers in self._of.values():
            for follower in followers:
                follower.end()

    def _note(self, events: Sequence[Published]) -> None:
        if not self._of:
            return
        values = [value for published in events for value in published.event.values() if isinstance(value, SHOWN)]
        if values:
            self._touched.update(value.id for value in values if value.id in self._of)
            self._changed.set()

    async def _run(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            touched, self._touched = self._touched, set()
            await self._refresh(id for id, of in self._of.items() if id in touched or _may_change(of))
            await asyncio.sleep(COALESCE_SECONDS)

    async def _refresh(self, ids: Iterable[UUID]) -> None:
        waiting = list(ids)
        while waiting:
            some, waiting = waiting[:TICKETS_A_LOOK], waiting[TICKETS_A_LOOK:]
            try:
                found = await self._writer.look(partial(facts_of_all, ids=some))
            except Refusal:
                # The writer has logged why. A page that cannot be kept true must not look live.
                self.end()
                return
            for id, facts in found.items():
                for follower in self._of.get(id, ()):
                    follower.tell(facts)


def _may_change(followers: set[Follower]) -> bool:
    """An ended ticket changes only when an event names it."""
    return any(not follower.facts.ticket.status.is_final for follower in followers)
