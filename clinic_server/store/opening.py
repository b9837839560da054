"""Opening the store at start: is the file what it should be, does the journal hold together, is the schema today's?"""

import fcntl
import logging
import os
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DatabaseError

from clinic_server.store import backup
from clinic_server.store.engine import reading_engine, writing_engine
from clinic_server.store.journal import NO_HASH, first_broken
from clinic_server.store.reading import JOURNAL, Reader
from clinic_server.store.schema import is_current, upgrade

DATABASE = "clinic.db"
LOCK = "clinic.lock"
ROWS_CHECKED_AT_START = 500
"""The tail that a crash could have touched. The whole chain is checked in the background afterwards."""
SMALL_FILE = 8 * 1024 * 1024
"""Up to here a check of every page costs little; a larger file is checked in the background."""

logger = logging.getLogger(__name__)


class BrokenChain(Exception):
    """A row of the journal does not follow from the one before it."""


class Damaged(Exception):
    """The database cannot be trusted. It was moved aside, never overwritten; `newest_backup` can take its place."""

    def __init__(self, why: str, moved_to: Path, newest_backup: Path | None) -> None:
        super().__init__(why)
        self.why = why
        self.moved_to = moved_to
        self.newest_backup = newest_backup


class InUse(Exception):
    """Another server works on this data folder."""


@dataclass(frozen=True)
class Opened:
    """A store that is open and sound, as far as its start could see."""

    path: Path
    writing: Engine
    reading: Engine
    lock: IO[str]

    def close(self) -> None:
        """Close all connections and let another server have the folder."""
        self.reading.dispose()
        self.writing.dispose()
        self.lock.close()


def open_store(folder: Path) -> Opened:
    """Open, or make, the store in a data folder. Raises `InUse` or `Damaged`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = _lock(folder)
    path = folder / DATABASE
    try:
        return _opened(folder, path, lock)
    except (sqlite3.DatabaseError, DatabaseError, BrokenChain) as error:
        lock.close()
        raise _move_aside(folder, path, str(getattr(error, "orig", error))) from error


def _opened(folder: Path, path: Path, lock: IO[str]) -> Opened:
    is_new = not path.exists()
    if not is_new:
        _check_file(path)
    with ExitStack() as stack:
        writing = writing_engine(path)
        stack.callback(writing.dispose)
        if not is_current(writing):
            if not is_new:
                backup.make(path, folder / backup.FOLDER, "before-upgrade")
            upgrade(writing)
        os.chmod(path, 0o600)
        reading = reading_engine(path)
        stack.callback(reading.dispose)
        _check_tail(reading)
        stack.pop_all()
    return Opened(path, writing, reading, lock)


def check_chain(reader: Reader, after: int = 0, previous_hash: bytes = NO_HASH) -> None:
    """Follow the journal's chain from a row to its end. Raises `BrokenChain` with the first bad row."""
    broken = first_broken(reader.rows(after), previous_hash, after)
    if broken is not None:
        raise BrokenChain(f"the journal is broken at row {broken}")


def _lock(folder: Path) -> IO[str]:
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise InUse(f"another server works on {folder}") from None
    return lock


def _check_file(path: Path) -> None:
    """Read the header and the schema. Raises `sqlite3.DatabaseError` for what is no database."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        broken = connection.execute("PRAGMA quick_check(1)").fetchone()[0] if path.stat().st_size < SMALL_FILE else "ok"
    finally:
        connection.close()
    if broken != "ok":
        raise sqlite3.DatabaseError(broken)


def _check_tail(engine: Engine) -> None:
    reader = Reader(engine)
    with engine.connect() as connection:
        last = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
        after = max(0, last - ROWS_CHECKED_AT_START)
        before = connection.execute(select(JOURNAL.c.hash).where(JOURNAL.c.seq == after)).scalar()
    check_chain(reader, after, NO_HASH if before is None else before)


def _move_aside(folder: Path, path: Path, why: str) -> Damaged:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    moved_to = path.with_name(f"{path.name}.damaged-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(moved_to.with_name(moved_to.name + suffix))
    logger.critical("the database is damaged (%s); it was moved to %s", why, moved_to)
    return Damaged(why, moved_to, backup.newest_good(folder / backup.FOLDER))
