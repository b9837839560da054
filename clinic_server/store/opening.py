"""Opening the store at start: is the file what it should be, does the journal hold together, is the schema today's?"""

import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from clinic_server.store import backup
from clinic_server.store.chain import START, BrokenChain, Head, follow
from clinic_server.store.engine import reading_engine, writing_engine
from clinic_server.store.reading import JOURNAL, Reader
from clinic_server.store.schema import CURRENT, upgrade, version_of

DATABASE = "clinic.db"
LOCK = "clinic.lock"
ROWS_CHECKED_AT_START = 500
"""The tail that a crash could have touched. The whole chain is checked in the background afterwards."""
SMALL_FILE = 8 * 1024 * 1024
"""Up to here a check of every page costs little; a larger file is checked in the background."""


logger = logging.getLogger(__name__)


class Unsound(Exception):
    """What the file holds cannot be trusted to be a clinic."""


class Damaged(Exception):
    """The database cannot be trusted. It was moved aside, never overwritten; `newest_backup` can take its place."""

    def __init__(self, why: str, moved_to: Path, newest_backup: Path | None) -> None:
        super().__init__(why)
        self.why = why
        self.moved_to = moved_to
        self.newest_backup = newest_backup


class InUse(Exception):
    """Another server works on this data folder."""


class TooNew(Exception):
    """The database was written by a newer server. It was not touched."""


class Unavailable(Exception):
    """The database cannot be used now, for want of room, rights or quiet. Nothing says that it is damaged."""


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
    """Open, or make, the store in a data folder. Raises `InUse`, `Damaged`, `TooNew` or `Unavailable`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = _lock(folder)
    path = folder / DATABASE
    try:
        return _opened(folder, path, lock)
    except (sqlite3.Error, DBAPIError, Unsound, BrokenChain, backup.BadBackup) as error:
        lock.close()
        if _is_damage(error):
            raise _move_aside(folder, path, str(getattr(error, "orig", error))) from error
        raise Unavailable(str(getattr(error, "orig", error))) from error
    except BaseException:
        lock.close()
        raise


def _opened(folder: Path, path: Path, lock: IO[str]) -> Opened:
    has_clinic = path.exists() and _check_file(path)
    if path.exists() and not has_clinic and backup.newest(folder / backup.FOLDER) is not None:
        raise Unsound("it is empty")
    with ExitStack() as stack:
        writing = writing_engine(path)
        stack.callback(writing.dispose)
        version = version_of(writing)
        if version is not None and version > CURRENT:
            raise TooNew(f"{path} has schema {version}; this server knows none after {CURRENT}")
        if version != CURRENT:
            if has_clinic:
                backup.make(path, folder / backup.FOLDER, "before-upgrade")
            upgrade(writing, CURRENT)
        os.chmod(path, 0o600)
        reading = reading_engine(path)
        stack.callback(reading.dispose)
        _check_tail(reading)
        stack.pop_all()
    return Opened(path, writing, reading, lock)


def check_chain(reader: Reader, after: Head = START, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Follow the journal's chain from a row to its end, or as long as it is wanted.

    Raises `BrokenChain` with the first bad row.
    """
    with closing(reader.stored(after.seq)) as rows:
        for _ in follow(takewhile(lambda _: is_wanted(), rows), after, reader.left_by):
            pass


def _lock(folder: Path) -> IO[str]:
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    os.chmod(folder / LOCK, 0o600)  # an older server made it for everybody to read
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise InUse(f"another server works on {folder}") from None
    return lock


def _check_file(path: Path) -> bool:
    """Whether the file holds a clinic; False: it holds nothing, as after a first start that was cut off.

    Raises `Unsound`, or `sqlite3.DatabaseError` for what is no database.
    """
    connection = sqlite3.connect(path)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        broken = connection.execute("PRAGMA quick_check(1)").fetchone()[0] if path.stat().st_size < SMALL_FILE else "ok"
    finally:
        connection.close()
    if broken != "ok":
        raise Unsound(broken)
    if tables and not tables >= {"journal", "alembic_version"}:
        raise Unsound("it is not a clinic's database")
    return bool(tables)


def _check_tail(engine: Engine) -> None:
    reader = Reader(engine)
    with engine.connect() as connection:
        last = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
        after = max(0, last - ROWS_CHECKED_AT_START)
        before = connection.execute(select(JOURNAL.c.hash).where(JOURNAL.c.seq == after)).scalar()
    check_chain(reader, START if before is None else Head(after, before))


def _is_damage(error: Exception) -> bool:
    """Whether an error tells of the file's content, and not of the machine that it lies on."""
    if isinstance(error, Unsound | BrokenChain | backup.BadBackup):
        return True
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _move_aside(folder: Path, path: Path, why: str) -> Damaged:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    moved_to = path.with_name(f"{path.name}.damaged-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(moved_to.with_name(moved_to.name + suffix))
    logger.critical("the database is damaged (%s); it was moved to %s", why, moved_to)
    return Damaged(why, moved_to, backup.newest_good(folder / backup.FOLDER))
