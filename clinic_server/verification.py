"""Verification: a journal followed from its first row to its last, beside a server that works on it, or in a backup."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from msgspec import Struct

from clinic_server.store.chain import START, Stored, follow
from clinic_server.store.engine import reading_engine
from clinic_server.store.journal import SEALED
from clinic_server.store.opening import DATABASE
from clinic_server.store.reading import Reader

ROWS_A_WORD = 50_000
LEAST_DIGITS = 16
"""64 bits of a printed hash: nobody finds another day with the same."""
DAY = SEALED.index("business_day")


class Expected(Struct, frozen=True, kw_only=True):
    """What stands on a printed day report: a business day, and the hash of a row of it (or how it begins)."""

    day: date
    digits: str


class Verified(Struct, frozen=True, kw_only=True):
    """The journal holds: how many rows, and the hash of the last. `found` is the row with the expected hash."""

    rows: int
    hash: bytes
    found: int | None


def expected(text: str) -> Expected:
    """What `HASH@DAY` says; blanks in the hash do not count. Raises `ValueError` in words."""
    digits, _, day = text.partition("@")
    digits = re.sub(r"[\s-]", "", digits).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{LEAST_DIGITS},64}}", digits):
        raise ValueError(f"a hash has {LEAST_DIGITS} to 64 digits from 0 to 9 and a to f")
    try:
        return Expected(day=date.fromisoformat(day.strip()), digits=digits)
    except ValueError:
        raise ValueError("the day is written as in 2026-04-14") from None


def database_of(path: Path) -> Path:
    """The database in a data folder, or the file itself. Raises `FileNotFoundError`."""
    found = path / DATABASE if path.is_dir() else path
    if not found.is_file():
        raise FileNotFoundError(f"there is no clinic at {path}")
    return found


def reading(database: Path) -> Reader:
    """A reader of a database that a server works on, or that nobody does."""
    has_log = database.with_name(f"{database.name}-wal").exists()
    return Reader(reading_engine(database, is_copy=not has_log))


def verify(database: Path, sought: Expected | None = None, say: Callable[[str], None] = lambda _: None) -> Verified:
    """Follow the whole chain; nothing is written. Raises `BrokenChain` with the first bad row, or `sqlite3.Error`.

    `say` hears now and then how far it is.
    """
    reader = reading(database)
    found: list[int] = []

    def searched(rows: Iterable[Stored]) -> Iterator[Stored]:
        for row in rows:
            yield row
            if sought is not None and _is(row, sought):
                found.append(row.seq)

    head = START
    with closing(reader), closing(reader.stored(0)) as rows:
        last = reader.last_seq()
        for head in follow(searched(rows), START, reader.left_by):
            if head.seq % ROWS_A_WORD == 0:
                say(f"{head.seq} of {max(last, head.seq)} rows hold")
    return Verified(rows=head.seq, hash=head.hash, found=found[0] if found else None)


def _is(row: Stored, sought: Expected) -> bool:
    return row.cells[DAY] == str(sought.day).encode() and row.hash.hex().startswith(sought.digits)
