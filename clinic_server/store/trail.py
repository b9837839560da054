"""The trail: rows of the journal that fit a question, the newest first, a bounded stretch of the journal at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from clinic_server.store.tables import Base
from shared.protocol.audit import ListAudit, PersonalDataRead, Reading
from shared.protocol.grammar import kind_of

JOURNAL = Base.metadata.tables["journal"]
VISIT = Base.metadata.tables["visit"]
TICKET = Base.metadata.tables["ticket"]
SCREEN = f'"how":"{Reading.SCREEN.value}"'.encode()
"""A screen shows everybody of its day: it may have shown this one too."""
ROWS_AT_ONCE = 1_000
STRETCH = 100_000
"""Rows that are looked through for one page: a fraction of a second on a small box."""


class _Status(Struct):
    status_reason: str = ""


class _Why(Struct):
    """What a body may say of the reason, whatever its kind, and of what was read."""

    reason: str | dict[str, object] = ""
    visit: _Status = msgspec.field(default_factory=_Status)
    how: Reading | None = None
    kinds: tuple[str, ...] = ()
    subject_ids: tuple[UUID, ...] = ()


_decode_why = msgspec.json.Decoder(_Why).decode


class Trace(Struct, frozen=True, kw_only=True):
    """One row of the journal as the audit needs it."""

    seq: int
    at: datetime
    kind: str
    actor: str
    subject_id: UUID | None
    label: str
    why: str
    how: Reading | None
    read: tuple[str, ...]
    read_ids: tuple[UUID, ...]


def traces(connection: Connection, asked: ListAudit, most: int) -> tuple[tuple[Trace, ...], int | None]:
    """A page of rows, and the `seq` to go on before; None when nothing older is left."""
    last = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
    before = last + 1 if asked.before is None else min(asked.before, last + 1)
    stretch = JOURNAL.c.seq.between(before - STRETCH, before - 1)
    query = select(JOURNAL).where(stretch, *_conditions(connection, asked)).order_by(JOURNAL.c.seq.desc()).limit(most)
    found = connection.execute(query).mappings().all()
    labels = _labels(connection, {row["subject_id"] for row in found} - {None})
    page = tuple(_trace(row["body"], labels, row) for row in found)
    oldest = page[-1].seq if len(page) == most else before - STRETCH
    return page, oldest if oldest > 1 else None


def all_traces(connection: Connection, subject_id: UUID) -> Iterator[Trace]:
    """Everything about a ticket or a patient, the newest first."""
    before: int | None = None
    while True:
        page, before = traces(connection, ListAudit(subject_id=subject_id, before=before), ROWS_AT_ONCE)
        yield from page
        if before is None:
            return


def _conditions(connection: Connection, asked: ListAudit) -> Iterable[ColumnElement[bool]]:
    if asked.subject_id is not None:
        visits = select(VISIT.c.id).where(VISIT.c.patient_id == asked.subject_id)
        ids = [asked.subject_id, *connection.execute(visits).scalars()]
        read_of = or_(*(func.instr(JOURNAL.c.body, str(id).encode()) > 0 for id in ids))
        days = connection.execute(select(TICKET.c.business_day).where(TICKET.c.id.in_(ids)).distinct()).scalars().all()
        shown = and_(JOURNAL.c.business_day.in_(days), func.instr(JOURNAL.c.body, SCREEN) > 0)
        is_read = JOURNAL.c.kind == kind_of(PersonalDataRead)
        yield or_(JOURNAL.c.subject_id.in_(ids), and_(is_read, or_(read_of, shown)))
    if asked.staff_id is not None:
        yield JOURNAL.c.actor.contains(str(asked.staff_id))
    if asked.device_id is not None:
        yield JOURNAL.c.actor.contains(str(asked.device_id))
    if asked.kind:
        exactly = JOURNAL.c.kind == asked.kind
        yield JOURNAL.c.kind.startswith(asked.kind, autoescape=True) if asked.kind.endswith(".") else exactly
    if asked.from_at is not None:
        yield JOURNAL.c.at >= asked.from_at
    if asked.until_at is not None:
        yield JOURNAL.c.at <= asked.until_at


def _labels(connection: Connection, ids: set[UUID]) -> dict[UUID, str]:
    query = select(TICKET.c.id, TICKET.c.label).where(TICKET.c.id.in_(ids))
    return {row.id: row.label for row in connection.execute(query)}


def _trace(body: bytes, labels: dict[UUID, str], row: RowMapping) -> Trace:
    try:
        why = _decode_why(body)
    except msgspec.DecodeError:
        why = _Why()
    reason = why.reason if isinstance(why.reason, str) else ""
    return Trace(
        seq=row["seq"],
        at=row["at"],
        kind=row["kind"],
        actor=row["actor"],
        subject_id=row["subject_id"],
        label=labels.get(row["subject_id"], ""),
        why=reason or why.visit.status_reason,
        how=why.how,
        read=why.kinds,
        read_ids=why.subject_ids,
    )
