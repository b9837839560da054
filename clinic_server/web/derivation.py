"""What is derived from the lines is worked out after changes, a little later and all at once, and told as it now is."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from clinic_server.concern import concern_of
from clinic_server.handlers.batch import Published
from clinic_server.handlers.queue import derived
from clinic_server.handlers.writer import Writer
from clinic_server.hearing import Heard
from clinic_server.store.unit import Unit
from clinic_server.web.hub import Hub
from shared.protocol.department import Department

Which = Callable[[Unit], set[UUID]]

COALESCE_SECONDS = 0.05
"""Faster than anybody reads; at a thousand changes a second the lines are worked out twenty times."""
REFRESH_SECONDS = 20.0
"""Opening hours and pauses end by the clock, without any event."""


class Derivation:
    """Keeps the hub's derived values true while `run` runs."""

    def __init__(self, writer: Writer, hub: Hub) -> None:
        self._writer = writer
        self._hub = hub
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Work for ever; cancel it to end."""
        unwatch = self._hub.watch(self._note)
        try:
            while True:
                await self._refresh(_all)
                try:
                    async with asyncio.timeout(REFRESH_SECONDS):
                        await self._follow()
                except TimeoutError:
                    continue  # however much happened meanwhile: the clock moves what no event does
        finally:
            unwatch()

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(COALESCE_SECONDS)
            self._changed.clear()
            await self._refresh(Unit.take_changed)

    def _note(self, events: Sequence[Published]) -> None:
        self._changed.set()

    async def _refresh(self, which: Which) -> None:
        values, at = await self._writer.look(lambda unit: (_derived(unit, which(unit)), unit.now))
        self._hub.derive(values, at)


def _derived(unit: Unit, department_ids: set[UUID]) -> list[Heard]:
    return [Heard(value, concern_of(unit, value)) for value in derived(unit, department_ids)]


def _all(unit: Unit) -> set[UUID]:
    return {department.id for department in unit.all(Department)}
