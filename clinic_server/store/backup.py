"""Backups: whole, checked copies of the database beside it, the newest few of them kept."""

import logging
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"
KEPT = 14
PAGES_AT_ONCE = 2_000
STEPS_AT_ONCE = 100_000

logger = logging.getLogger(__name__)


Wanted = Callable[[], bool]


class BadBackup(Exception):
    """The copy could not be read back; it was deleted again."""


class Abandoned(Exception):
    """The copy was no longer wanted before it was whole; it was deleted again."""


def make(database: Path, folder: Path, why: str, is_wanted: Wanted = lambda: True) -> Path:
    """Copy a database that may be in use, and read the copy back. Raises `BadBackup`, or `Abandoned`.

    The copy goes in steps, so that a writer beside it is never held up for long.
    """

    def check_wanted(*_: int) -> None:
        if not is_wanted():
            raise Abandoned

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    copy = folder / f"clinic-{stamp}-{why}.db"
    unfinished = copy.with_suffix(".part")
    for left_over in folder.glob("*.part"):
        left_over.unlink()  # a power cut came before the copy was whole
    try:
        _copy(database, unfinished, check_wanted)
        os.chmod(unfinished, 0o600)
        is_whole = is_good(unfinished, is_wanted)
        check_wanted()
        if not is_whole:
            raise BadBackup(f"the copy of {database} could not be read back")
        unfinished.rename(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    _rotate(folder)
    logger.info("backup made: %s", copy)
    return copy


def is_good(copy: Path, is_wanted: Wanted = lambda: True) -> bool:
    """Whether a copy is a whole database with a journal in it. No longer wanted, it is called bad."""
    try:
        connection = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)
        connection.set_progress_handler(lambda: not is_wanted(), STEPS_AT_ONCE)
        try:
            connection.execute("SELECT max(seq) FROM journal").fetchone()
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def discard_older(than: Path) -> None:
    """Leave of a folder's backups only this one and newer ones."""
    for old in than.parent.glob("clinic-*.db"):
        if old.name < than.name:
            old.unlink()


def any_before(folder: Path, seq: int) -> bool:
    """Whether any backup was made before this row of the journal, as far as can be read; one that cannot counts."""
    return any(_last_seq(copy) < seq for copy in folder.glob("clinic-*.db"))


def newest(folder: Path) -> Path | None:
    """The newest backup, by its name."""
    return max(folder.glob("clinic-*.db"), default=None)


def newest_good(folder: Path) -> Path | None:
    """The newest backup that can be read back."""
    return next((copy for copy in sorted(folder.glob("clinic-*.db"), reverse=True) if is_good(copy)), None)


def _last_seq(copy: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)
        try:
            (seq,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
            return int(seq or 0)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return 0


def _copy(database: Path, to: Path, step: Callable[..., None]) -> None:
    source = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        target = sqlite3.connect(to)
        try:
            source.backup(target, pages=PAGES_AT_ONCE, progress=step)
        finally:
            target.close()
    finally:
        source.close()


def _rotate(folder: Path) -> None:
    for old in sorted(folder.glob("clinic-*.db"), reverse=True)[KEPT:]:
        old.unlink()
