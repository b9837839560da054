"""What the box does by itself: rolls the day over on time, backs up every night, follows the whole journal once."""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from clinic_server.actor import BOX
from clinic_server.handlers.batch import Published
from clinic_server.handlers.day import KeepDay
from clinic_server.handlers.retention import KeepRetention, expired
from clinic_server.handlers.writer import Writer
from clinic_server.store import backup
from clinic_server.store.chain import BrokenChain
from clinic_server.store.opening import check_chain
from clinic_server.store.reading import Reader
from clinic_server.store.soundness import Soundness
from shared.protocol.clinic import Clinic
from shared.protocol.erasure import PatientErased
from shared.protocol.grammar import Refusal

TICK_SECONDS = 20.0
BACKUP_EVERY = timedelta(hours=24)
BACKUP_AGAIN_SECONDS = 3600.0
BACKUP_HOURS = range(1, 5)
"""At night, in the box's own hours; a box that is off at night backs up as soon as it is a day late."""

logger = logging.getLogger(__name__)


class Housekeeping:
    """Works beside the clinic's day and never holds it up."""

    def __init__(
        self, writer: Writer, reader: Reader, database: Path, clock: Callable[[], datetime], soundness: Soundness
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._database = database
        self._clock = clock
        self._soundness = soundness
        self._kept_on: date | None = None
        self._erased_in: int | None = None
        """The row of the newest erasure that backups from before it must go for; None: there are none."""
        self._wanted = asyncio.Event()
        self._failed_at: float | None = None
        self._ended = threading.Event()

    def note(self, events: Sequence[Published]) -> None:
        """Hear of what has happened: an erasure may ask for the older backups to go."""
        for published in events:
            if isinstance(published.event, PatientErased) and published.event.replaces_backups:
                self._erased_in = published.seq
                self._wanted.set()

    async def run(self) -> None:
        """Work for ever; cancel it to end."""
        checking = asyncio.create_task(self._check())
        try:
            await self._remember_erasure()
            while True:
                await self._keep_day()
                if self._retention_is_due():
                    await self._keep_retention()
                if self._backup_is_due():
                    await self._back_up()
                await self._next_tick()
        finally:
            self._ended.set()
            checking.cancel()

    async def _next_tick(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(TICK_SECONDS):
                await self._wanted.wait()
        self._wanted.clear()

    async def _keep_day(self) -> None:
        try:
            await self._writer.answer(BOX, KeepDay())
        except Refusal as refusal:
            logger.debug("the business day stays: %s", refusal)

    async def _remember_erasure(self) -> None:
        """The server may have ended between an erasure and its fresh backup: the journal and the backups know."""
        erased_in = await asyncio.to_thread(self._reader.last_replacing_erasure)
        if erased_in is None:
            return
        folder = self._database.parent / backup.FOLDER
        if self._erased_in is None and await asyncio.to_thread(backup.any_before, folder, erased_in):
            self._erased_in = erased_in

    async def _back_up(self) -> None:
        """A clinic goes on without a backup; its age is in /health, and another try is made in an hour."""
        folder, erased_in = self._database.parent / backup.FOLDER, self._erased_in
        try:
            made = await asyncio.to_thread(backup.make, self._database, folder, "night", self._is_wanted)
            if erased_in is not None:
                await asyncio.to_thread(backup.discard_older, made)
        except (OSError, sqlite3.Error, backup.BadBackup) as error:
            self._failed_at = time.monotonic()
            logger.critical("no backup could be made: %s", error)
        else:
            self._failed_at = None
            if self._erased_in == erased_in:  # another erasure may have come meanwhile
                self._erased_in = None

    async def _keep_retention(self) -> None:
        """Remove what has had its time, a little at a time, so that nobody waits."""
        self._kept_on = self._clock().date()
        clinic = await self._writer.look(lambda unit: unit.all(Clinic))
        try:
            while clinic:
                found = await asyncio.to_thread(expired, self._reader, clinic[0], self._clock())
                if found.is_empty:
                    break
                await self._writer.answer(BOX, KeepRetention(expired=found))
        except Refusal as refusal:
            logger.critical("what has had its time could not be removed: %s", refusal)

    def _retention_is_due(self) -> bool:
        """Once a day, and at each start: what has had its time does not wait for the night."""
        return self._kept_on != self._clock().date()

    async def _check(self) -> None:
        try:
            await asyncio.to_thread(check_chain, self._reader, is_wanted=self._is_wanted)
        except BrokenChain as error:
            self._soundness.holds, self._soundness.broken_at = False, error.seq
            logger.critical("%s; restore the newest backup", error)
        else:
            self._soundness.holds = True

    def _is_wanted(self) -> bool:
        return not self._ended.is_set()

    def _backup_is_due(self) -> bool:
        if self._failed_at is not None and time.monotonic() < self._failed_at + BACKUP_AGAIN_SECONDS:
            return False
        if self._erased_in is not None:
            return True
        newest = backup.newest(self._database.parent / backup.FOLDER)
        now = datetime.now(UTC)
        if newest is None:
            return True
        age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
        at_night = now.astimezone().hour in BACKUP_HOURS
        return age >= BACKUP_EVERY or (at_night and age >= BACKUP_EVERY / 2)
