"""What the box does by itself: rolls the day over on time, backs up every night, follows the whole journal once."""

import asyncio
import logging
import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clinic_server.actor import BOX
from clinic_server.handlers.day import KeepDay
from clinic_server.handlers.writer import Writer
from clinic_server.store import backup
from clinic_server.store.chain import BrokenChain
from clinic_server.store.opening import check_chain
from clinic_server.store.reading import Reader
from shared.protocol.grammar import Refusal

TICK_SECONDS = 20.0
BACKUP_EVERY = timedelta(hours=24)
BACKUP_AGAIN_SECONDS = 3600.0
BACKUP_HOURS = range(1, 5)
"""At night, in the box's own hours; a box that is off at night backs up as soon as it is a day late."""

logger = logging.getLogger(__name__)


class Housekeeping:
    """Works beside the clinic's day and never holds it up."""

    def __init__(self, writer: Writer, reader: Reader, database: Path) -> None:
        self.is_checked: bool | None = None
        """Whether the whole journal holds together; None while it is being followed."""
        self._writer = writer
        self._reader = reader
        self._database = database
        self._failed_at: float | None = None
        self._ended = threading.Event()

    async def run(self) -> None:
        """Work for ever; cancel it to end."""
        checking = asyncio.create_task(self._check())
        try:
            while True:
                await self._keep_day()
                if self._backup_is_due():
                    await self._back_up()
                await asyncio.sleep(TICK_SECONDS)
        finally:
            self._ended.set()
            checking.cancel()

    async def _keep_day(self) -> None:
        try:
            await self._writer.answer(BOX, KeepDay())
        except Refusal as refusal:
            logger.debug("the business day stays: %s", refusal)

    async def _back_up(self) -> None:
        """A clinic goes on without a backup; its age is in /health, and another try is made in an hour."""
        folder = self._database.parent / backup.FOLDER
        try:
            await asyncio.to_thread(backup.make, self._database, folder, "night", self._is_wanted)
        except (OSError, sqlite3.Error, backup.BadBackup) as error:
            self._failed_at = time.monotonic()
            logger.critical("no backup could be made: %s", error)
        else:
            self._failed_at = None

    async def _check(self) -> None:
        try:
            await asyncio.to_thread(check_chain, self._reader, is_wanted=self._is_wanted)
        except BrokenChain as error:
            self.is_checked = False
            logger.critical("%s; restore the newest backup", error)
        else:
            self.is_checked = True

    def _is_wanted(self) -> bool:
        return not self._ended.is_set()

    def _backup_is_due(self) -> bool:
        if self._failed_at is not None and time.monotonic() < self._failed_at + BACKUP_AGAIN_SECONDS:
            return False
        newest = backup.newest(self._database.parent / backup.FOLDER)
        now = datetime.now(UTC)
        if newest is None:
            return True
        age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
        at_night = now.astimezone().hour in BACKUP_HOURS
        return age >= BACKUP_EVERY or (at_night and age >= BACKUP_EVERY / 2)
