"""Journal file: a clinic's journal, read from its database once the server has ended, and written as JSON lines."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from clinic_server.store.engine import reading_engine
from clinic_server.store.journal import Row
from clinic_server.store.opening import DATABASE, check_chain
from clinic_server.store.reading import Reader

OPEN_BODIES = ("ticket.", "call.", "day.", "department.", "room.", "device.")
"""Kinds whose bodies hold nobody's password or session."""


def read_journal(data: Path) -> tuple[Row, ...]:
    """All rows, in order, once the chain has been followed. Raises `BrokenChain`."""
    reader = Reader(reading_engine(data / DATABASE))
    try:
        check_chain(reader)
        return tuple(reader.rows(0))
    finally:
        reader.close()


def write_journal(rows: Iterable[Row], path: Path) -> None:
    """One JSON object a row, hashes in hex. Of accounts and the clinic's founding the body is left out."""
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(_facts(row), ensure_ascii=False) + "\n")


def _facts(row: Row) -> dict[str, Any]:  # Any: the body is whatever the event holds
    is_open = row.kind.startswith(OPEN_BODIES)
    return {
        "seq": row.seq,
        "previous_hash": row.previous_hash.hex(),
        "hash": row.hash.hex(),
        "body_hash": row.body_hash.hex(),
        "clinic_id": str(row.clinic_id),
        "epoch": row.epoch,
        "event_id": str(row.event_id),
        "kind": row.kind,
        "at": row.at.isoformat(),
        "business_day": row.business_day and row.business_day.isoformat(),
        "actor": row.actor,
        "request_id": row.request_id and str(row.request_id),
        "subject_id": row.subject_id and str(row.subject_id),
        "body": json.loads(row.body) if is_open and row.body else None,
    }
