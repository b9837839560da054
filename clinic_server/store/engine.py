"""The SQLite engines: one that writes, and one for readers that cannot."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

BUSY_TIMEOUT_MS = 5_000
READERS = 4
CACHE_KIB = 16 * 1024
"""Room for the indexes that random keys touch; with SQLite's 2 MiB issuing slows down as the clinic's history grows."""
WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased is overwritten, and not only forgotten
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "mmap_size=0",
    f"cache_size=-{CACHE_KIB}",
)
READER_PRAGMAS = ("query_only=ON", f"busy_timeout={BUSY_TIMEOUT_MS}", "mmap_size=0")


def writing_engine(path: Path) -> Engine:
    """The engine of the one connection that writes and checkpoints. Its transactions are begun by hand, as a writer's:

    `BEGIN IMMEDIATE`, then `COMMIT` or `ROLLBACK`. SQLite before 3.51.3 can corrupt a WAL database when two
    connections write or checkpoint at the same moment.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # an error tells of a statement, never of a name in it
        connect_args={"check_same_thread": False},
    )
    _on_connect(engine, WRITER_PRAGMAS)
    return engine


def reading_engine(path: Path, *, is_copy: bool = False) -> Engine:
    """Engines for lists and reports: each transaction sees one unchanging state, and none can write or checkpoint.

    A copy that nobody works on may lie where not even a lock can be made: it is read as it stands.
    """
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro{'&immutable=1' if is_copy else ''}&uri=true",
        poolclass=QueuePool,
        pool_size=READERS,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    _on_connect(engine, READER_PRAGMAS)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _on_connect(engine: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def _set(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
