"""Erasing: the one place where what was written is changed or taken away, and how the journal answers for it.

Everything else only ever adds rows to the journal and puts values into the tables. A body that is rewritten here is
named, with the hash of what is left of it, by the row of the journal that says why.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from uuid import UUID

from clinic_server.store.journal import hash_of
from shared.protocol.erasure import Rewritten
from shared.protocol.grammar import Value, kind_of
from shared.protocol.retention import Gone
from shared.protocol.session import Session
from shared.protocol.ticket import TicketKey
from shared.protocol.webhook import Delivery

REWRITE = "UPDATE journal SET body = ?, erased_by = ?, answer = NULL WHERE clinic_id = ? AND seq = ?"
FORGET = "UPDATE journal SET answer = NULL WHERE clinic_id = ? AND seq = ?"
REMOVABLE: dict[str, type[Value]] = {kind_of(kind): kind for kind in (TicketKey, Session, Delivery)}
"""The only values that ever leave their table: nothing refers to them."""
REMOVE = {kind: f"DELETE FROM {kind} WHERE clinic_id = ? AND id = ?" for kind in REMOVABLE}  # noqa: S608  # names of ours
NOTHING_LEFT = b"{}"
"""What is left of a body that no server of today can read."""


def rewritten(bodies: Mapping[int, bytes]) -> tuple[Rewritten, ...]:
    """What the row that says why must hold of these new bodies."""
    return tuple(Rewritten(seq=seq, body_hash=hash_of(body).hex()) for seq, body in bodies.items())


def rewrite(driver: sqlite3.Connection, clinic_id: UUID, bodies: Mapping[int, bytes], by: int) -> None:
    """Put new bodies in the place of old ones, by the order of a row; their receipts, which say the same, are gone."""
    clinic = str(clinic_id)
    driver.executemany(REWRITE, [(body, by, clinic, seq) for seq, body in bodies.items()])


def forget(driver: sqlite3.Connection, clinic_id: UUID, seqs: Iterable[int]) -> None:
    """Let the receipts of these rows go: their seals stay."""
    clinic = str(clinic_id)
    driver.executemany(FORGET, [(clinic, seq) for seq in seqs])


def remove(driver: sqlite3.Connection, clinic_id: UUID, gone: Iterable[Gone]) -> None:
    """Take values out of their tables."""
    clinic = str(clinic_id)
    for one in gone:
        driver.execute(REMOVE[one.kind], (clinic, str(one.id)))


def truncate_log(driver: sqlite3.Connection) -> bool:
    """Bring all that was written into the database's file and empty the log, where the old bytes still are.

    False while somebody reads what was before: then it must be tried again. Nobody is waited for.
    """
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout=0")
    try:
        (is_busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")
    return not is_busy
