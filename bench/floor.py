"""The floors: what the machine itself gives at this moment, with nothing of ours on top."""

import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

ROUNDS = 300


def commit_ms() -> float:
    """The median of one-row commits to SQLite (WAL, synchronous FULL), in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, text TEXT)")
        taken = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO floor (text) VALUES (?)", ("x" * 300,))
            connection.execute("COMMIT")
            taken.append((time.perf_counter() - start) * 1000)
        connection.close()
    return statistics.median(taken)
