"""What the box does by itself: rolls the day over on time, backs up every night, follows the whole journal once."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clinic_server.actor import BOX
from clinic_server.handlers.day import KeepDay
from clinic_server.handlers.writer import Writer
from clinic_server.store import backup
from clinic_server.store.opening import BrokenChain, check_chain
from clinic_server.store.reading import Reader
from shared.protocol.grammar import Refusal

TICK_SECONDS = 20.0
BACKUP_EVERY = timedelta(hours=24)
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

    async def run(self) -> None:
        """Work for ever; cancel it to end."""
        checking = asyncio.create_task(self._check())
        try:
            while True:
                await self._keep_day()
                if self._backup_is_due():
                    await asyncio.to_thread(backup.make, self._database, self._database.parent / backup.FOLDER, "night")
                await asyncio.sleep(TICK_SECONDS)
        finally:
            checking.cancel()

    async def _keep_day(self) -> None:
        try:
            await self._writer.answer(BOX, KeepDay())
        except Refusal as refusal:
            logger.debug("the business day stays: %s", refusal)

    async def _check(self) -> None:
        try:
            await asyncio.to_thread(check_chain, self._reader)
        except BrokenChain as error:
            self.is_checked = False
            logger.critical("%s; restore the newest backup", error)
        else:
            self.is_checked = True

    def _backup_is_due(self) -> bool:
        newest = backup.newest(self._database.parent / backup.FOLDER)
        now = datetime.now(UTC)
        if newest is None:
            return True
        age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
        at_night = now.astimezone().hour in BACKUP_HOURS
        return age >= BACKUP_EVERY or (at_night and age >= BACKUP_EVERY / 2)
