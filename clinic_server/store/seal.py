"""Seals: where the journal's chain stood at the end of a business day."""

from datetime import date

from sqlalchemy import Connection, func, select

from clinic_server.store.tables import Base
from shared.protocol.report import Seal

JOURNAL = Base.metadata.tables["journal"]
GROUP = 4


def seal_of(connection: Connection, day: date) -> Seal | None:
    """A day's first and last row so far, and the last one's hash; None when the journal says nothing of the day."""
    clinic_id = connection.execute(select(JOURNAL.c.clinic_id).limit(1)).scalar()
    of_day = (JOURNAL.c.clinic_id == clinic_id) & (JOURNAL.c.business_day == day)
    first, last = connection.execute(select(func.min(JOURNAL.c.seq), func.max(JOURNAL.c.seq)).where(of_day)).one()
    if last is None:
        return None
    hash = connection.execute(select(JOURNAL.c.hash).where(JOURNAL.c.seq == last)).scalar_one()
    return Seal(first_seq=first, last_seq=last, hash=grouped(hash))


def grouped(hash: bytes) -> str:
    """A hash as people compare it: in groups of four digits."""
    digits = hash.hex()
    return " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))
