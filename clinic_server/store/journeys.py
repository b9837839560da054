"""Journeys: what is kept of each ticket of some days, read in one go for whoever counts."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Table, Text, select, type_coerce

from clinic_server.store.reading import Reader
from clinic_server.store.search import HERE
from clinic_server.store.tables import Base
from shared.protocol.priority import Priority
from shared.protocol.ticket import TicketStatus
from shared.protocol.visit import Step

TABLES = Base.metadata.tables
TICKET, VISIT, DAY = TABLES["ticket"], TABLES["visit"], TABLES["business_day"]
FEEDBACK, PROMISE = TABLES["feedback"], TABLES["promise"]
ROWS_AT_ONCE = 1_000


class Journey(Struct, frozen=True, array_like=True):
    """One ticket, its visit's steps, and what was promised and said of it."""

    id: UUID
    department_id: UUID
    staff_id: UUID | None
    status: TicketStatus
    waiting_since: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    day_closed_at: datetime | None
    priority: Priority
    rating: int | None
    promised_since: datetime | None
    """The `waiting_since` that the promise was made for."""
    soonest_at: datetime | None
    latest_at: datetime | None
    steps: tuple[Step, ...]


def journeys(reader: Reader, from_day: date, until_day: date, *, latest: int | None = None) -> Iterator[Journey]:
    """Every ticket of these business days, the one issued last first; no more than the `latest` so many."""
    cells = (
        *(TICKET.c[name] for name in ("id", "department_id", "staff_id", "status")),
        *(TICKET.c[name] for name in ("waiting_since", "called_at", "started_at", "ended_at")),
        DAY.c.closed_at,
        VISIT.c.priority,
        FEEDBACK.c.rating,
        *(PROMISE.c[name] for name in ("waiting_since", "soonest_at", "latest_at")),
        VISIT.c.steps,
    )
    # As text: a year has a hundred thousand tickets, and msgspec reads all cells of a row at once.
    columns = [cell if cell is FEEDBACK.c.rating else type_coerce(cell, Text) for cell in cells]
    query = (
        select(*columns)
        .select_from(TICKET)
        .join(VISIT, _same(VISIT))
        .outerjoin(FEEDBACK, _same(FEEDBACK))
        .outerjoin(PROMISE, _same(PROMISE))
        .outerjoin(DAY, (DAY.c.clinic_id == TICKET.c.clinic_id) & (DAY.c.day == TICKET.c.business_day))
        .where(TICKET.c.clinic_id == HERE, TICKET.c.business_day.between(from_day, until_day))
        .order_by(TICKET.c.business_day.desc(), TICKET.c.id.desc())
        .limit(latest)
    )
    with reader.state() as connection:
        for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
            *cells_of_row, steps = row
            yield msgspec.convert((*cells_of_row, msgspec.json.decode(steps)), Journey)


def _same(table: Table) -> ColumnElement[bool]:
    return (table.c.clinic_id == TICKET.c.clinic_id) & (table.c.id == TICKET.c.id)
