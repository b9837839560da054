"""What has had its time: looked for beside the writer, a few of each class at a time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from clinic_server.store.tables import Base
from shared.protocol.audit import PersonalDataRead
from shared.protocol.grammar import kind_of
from shared.protocol.identity import first_id_at

TABLES = Base.metadata.tables
JOURNAL, PATIENT, VISIT, TICKET = (TABLES[name] for name in ("journal", "patient", "visit", "ticket"))
KEY, SESSION, NOTE, FEEDBACK = (TABLES[name] for name in ("ticket_key", "session", "clinical_note", "feedback"))
DELIVERY = TABLES["delivery"]
FINAL = ("done", "cancelled")


class Expired(Struct, frozen=True, kw_only=True):
    """Ids, and rows of the journal by their `seq`."""

    ticket_keys: tuple[UUID, ...] = ()
    sessions: tuple[UUID, ...] = ()
    deliveries: tuple[UUID, ...] = ()
    receipts: tuple[int, ...] = ()
    readings: tuple[int, ...] = ()
    visits: tuple[UUID, ...] = ()
    """Whose clinical content has had its time."""
    patients: tuple[UUID, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has had its time."""
        return not any(getattr(self, name) for name in self.__struct_fields__)


def expired_keys(connection: Connection, before: datetime, most: int) -> tuple[UUID, ...]:
    """Keys of tickets that ended before."""
    ended = (TICKET.c.id == KEY.c.id) & TICKET.c.status.in_(FINAL) & (TICKET.c.ended_at < before)
    return _ids(connection, select(KEY.c.id).join(TICKET, ended), most)


def expired_sessions(connection: Connection, before: datetime, most: int) -> tuple[UUID, ...]:
    """Sessions that were closed, or ran out, before."""
    ended_at = func.coalesce(SESSION.c.closed_at, SESSION.c.expires_at)
    return _ids(connection, select(SESSION.c.id).where(ended_at < before), most)


def expired_deliveries(connection: Connection, before: datetime, most: int) -> tuple[UUID, ...]:
    """Tries of before to tell a webhook."""
    return _ids(connection, select(DELIVERY.c.id).where(DELIVERY.c.at < before), most)


def expired_receipts(connection: Connection, before: datetime, most: int) -> tuple[int, ...]:
    """Rows whose receipt is of before."""
    of_before = (JOURNAL.c.clinic_id == _clinic(connection)) & JOURNAL.c.answer.is_not(None) & (JOURNAL.c.at < before)
    return tuple(connection.execute(select(JOURNAL.c.seq).where(of_before).limit(most)).scalars())


def expired_readings(connection: Connection, before: datetime, most: int) -> tuple[int, ...]:
    """Rows of before that say whose data was read."""
    days = select(JOURNAL.c.seq).where(JOURNAL.c.business_day <= before.date())
    last = connection.execute(days.order_by(JOURNAL.c.business_day.desc(), JOURNAL.c.seq.desc()).limit(1)).scalar()
    if last is None:
        return ()
    read = (JOURNAL.c.kind == kind_of(PersonalDataRead)) & JOURNAL.c.erased_by.is_(None)
    query = select(JOURNAL.c.seq).where(JOURNAL.c.seq <= last, JOURNAL.c.at < before, read)
    return tuple(connection.execute(query.limit(most)).scalars())


def expired_visits(connection: Connection, before: datetime, most: int) -> tuple[UUID, ...]:
    """Ended visits of before that still say something of what was wrong or what was thought of it."""
    written = select(NOTE.c.id).where(_any_of(NOTE.c.reason, NOTE.c.priority_reason, NOTE.c.notes))
    thought = select(FEEDBACK.c.id).where(_any_of(FEEDBACK.c.words))
    says = or_(VISIT.c.id.in_(written), VISIT.c.id.in_(thought), _any_of(VISIT.c.status_reason))
    ended = (TICKET.c.id == VISIT.c.id) & TICKET.c.status.in_(FINAL)
    return _ids(connection, select(VISIT.c.id).join(TICKET, ended).where(VISIT.c.arrived_at < before, says), most)


def expired_patients(connection: Connection, before: datetime, most: int) -> tuple[UUID, ...]:
    """Patients who were made known, and were here for the last time, before."""
    came_since = exists().where(VISIT.c.patient_id == PATIENT.c.id, VISIT.c.arrived_at >= before)
    known_before = PATIENT.c.id < first_id_at(before)
    query = select(PATIENT.c.id).where(PATIENT.c.erased_at.is_(None), known_before, ~came_since)
    return _ids(connection, query, most)


def _any_of(*columns: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(column != "" for column in columns))


def _ids(connection: Connection, query: Select[Any], most: int) -> tuple[UUID, ...]:  # Any: a table's column
    return tuple(connection.execute(query.limit(most)).scalars())


def _clinic(connection: Connection) -> UUID | None:
    return connection.execute(select(JOURNAL.c.clinic_id).limit(1)).scalar()
