"""The outbox of webhooks: the journal itself, read from where each of them stands; and the log of what was tried."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import func, select

from clinic_server.store.journal import decode_event
from clinic_server.store.reading import JOURNAL, Reader
from clinic_server.store.search import HERE
from clinic_server.store.tables import Base
from shared.protocol.grammar import Event
from shared.protocol.webhook import Delivery

DELIVERY = Base.metadata.tables["delivery"]


class Outgoing(Struct, frozen=True, kw_only=True):
    """One row of the journal that may have to be told."""

    seq: int
    id: UUID
    kind: str
    at: datetime
    event: Event


def outgoing(reader: Reader, after: int, kinds: Iterable[str], most: int) -> tuple[tuple[Outgoing, ...], int]:
    """The next rows of these kinds after a `seq`, and up to which `seq` there are no others."""
    cells = [JOURNAL.c[name] for name in ("seq", "event_id", "kind", "at", "body")]
    query = select(*cells).where(JOURNAL.c.seq > after, JOURNAL.c.kind.in_(tuple(kinds)))
    with reader.state() as connection:
        head = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
        rows = connection.execute(query.order_by(JOURNAL.c.seq).limit(most)).all()
    found = tuple(
        Outgoing(seq=seq, id=id, kind=kind, at=at, event=decode_event(body)) for seq, id, kind, at, body in rows if body
    )
    return found, head if len(rows) < most else rows[-1][0]


def deliveries(reader: Reader, webhook_id: UUID, before: UUID | None, most: int) -> tuple[Delivery, ...]:
    """What a webhook was told, the newest first."""
    query = select(DELIVERY).where(DELIVERY.c.clinic_id == HERE, DELIVERY.c.webhook_id == webhook_id)
    if before is not None:
        query = query.where(DELIVERY.c.id < before)
    return reader.all(Delivery, query.order_by(DELIVERY.c.id.desc()).limit(most))
