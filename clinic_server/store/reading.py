"""Reading beside the writer: snapshots, sign-in, the patient's page. Read-only connections, each a state of its own."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, Select, func, select

from clinic_server.store.chain import Stored, left_by, replaces_backups
from clinic_server.store.journal import SEALED, Row
from clinic_server.store.rows import table_of, value_of
from clinic_server.store.search import MOST_OF_A_PHONE, fits, matching
from clinic_server.store.tables import OPENED_LAST, Base
from shared.protocol.alert import Alert
from shared.protocol.broken_glass import BrokenGlass
from shared.protocol.call import Call, CallReason
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.erasure import PatientErased
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Value, kind_of
from shared.protocol.patient import Patient
from shared.protocol.session import Session, SessionKind
from shared.protocol.staff import Staff
from shared.protocol.ticket import Ticket, TicketKey
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)

JOURNAL = Base.metadata.tables["journal"]
TICKET = Base.metadata.tables["ticket"]
VISIT = Base.metadata.tables["visit"]
CALL = Base.metadata.tables["call"]
FINAL = ("done", "cancelled")
RECENT_CALLS = 20
ROWS_AT_ONCE = 1_000


class Reader:
    """Questions that lists, pages and sign-in ask. Safe to use from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def get(self, kind: type[V], id: UUID) -> V | None:
        """One value by its id."""
        table = table_of(kind)
        assert table is not None  # only stored nouns are asked for
        return self._one(kind, select(table).where(table.c.id == id))

    def clinic(self) -> Clinic | None:
        """The clinic, or None while the box is empty."""
        return self._one(Clinic, select(Base.metadata.tables["clinic"]))

    def staff_by_login(self, login: str) -> Staff | None:
        """The account with this login (lower case)."""
        table = Base.metadata.tables["staff"]
        return self._one(Staff, select(table).where(table.c.login == login))

    def session_by_token(self, token_hash: str, now: datetime) -> Session | None:
        """The desk's session that a token opens, unless it has ended."""
        table = Base.metadata.tables["session"]
        session = self._one(Session, select(table).where(table.c.token_hash == token_hash))
        if session is None or session.kind is not SessionKind.DESK or session.closed_at is not None:
            return None
        return session if session.expires_at > now else None

    def ticket_by_key(self, key: str) -> Ticket | None:
        """The ticket whose page has this key."""
        keys = Base.metadata.tables["ticket_key"]
        return self._one(Ticket, select(TICKET).join(keys, TICKET.c.id == keys.c.id).where(keys.c.key == key))

    def patients(self, *, phone: str, name: str, birth_date: date | None, most: int) -> tuple[Patient, ...]:
        """Who fits all of what is given, the one registered last first; at most so many."""
        query = matching(phone=phone, name=name, birth_date=birth_date, most=MOST_OF_A_PHONE if phone else most)
        found = self.all(Patient, query)
        return tuple(patient for patient in found if not phone or fits(patient, phone))[:most]

    def snapshot(self, kinds: Iterable[type[Value]], *, is_public: bool) -> tuple[int, tuple[Value, ...]]:
        """The journal's `seq` and every value of these classes that a screen starts with, in one unchanging state.

        Of tickets: for the public those in the building and the last calls' ones; for staff all of today besides.
        """
        with self.state() as connection:
            seq = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
            values: list[Value] = []
            for kind in kinds:
                query = _starting(kind, connection, is_public=is_public)
                if query is not None:
                    values += (value_of(kind, row) for row in connection.execute(query).mappings())
            return seq, tuple(values)

    def last_seq(self) -> int:
        """The last row of the journal; 0 on an empty box."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0

    def last_replacing_erasure(self) -> int | None:
        """The row of the newest erasure that asked for the backups from before it to go."""
        query = select(JOURNAL.c.seq, JOURNAL.c.body).where(JOURNAL.c.kind == kind_of(PatientErased))
        with self._engine.connect() as connection:
            for seq, body in connection.execute(query.order_by(JOURNAL.c.seq.desc())):
                if replaces_backups(body):
                    return int(seq)
        return None

    def page(
        self, kind: type[V], *, is_public: bool, after: UUID | None, limit: int, wanted: Mapping[str, Any]
    ) -> list[V]:
        """So many of the values that a screen starts with, in order of their ids, after one of them.

        `wanted` has fields and what they must be.
        """
        with self._engine.connect() as connection, connection.begin():
            starting = _starting(kind, connection, is_public=is_public)
            assert starting is not None  # only stored nouns are asked for
            found = starting.subquery()
            query = select(found).where(*(found.c[name] == value for name, value in wanted.items()))
            if after is not None:
                query = query.where(found.c.id > after)
            rows = connection.execute(query.order_by(found.c.id).limit(limit)).mappings()
            return [value_of(kind, row) for row in rows]

    def rows(self, after: int) -> Iterator[Row]:
        """The journal's rows after a `seq`, in order, without their answers."""
        columns = [column for column in JOURNAL.columns if column.name != "answer"]
        with self._engine.connect() as connection:
            while True:
                query = select(*columns).where(JOURNAL.c.seq > after).order_by(JOURNAL.c.seq).limit(ROWS_AT_ONCE)
                found = connection.execute(query).mappings().all()
                for row in found:
                    yield Row(**row)
                if len(found) < ROWS_AT_ONCE:
                    return
                after = found[-1]["seq"]

    def every(self, kind: type[V]) -> tuple[V, ...]:
        """All values of a small noun."""
        table = table_of(kind)
        assert table is not None  # only stored nouns are asked for
        return self.all(kind, select(table).order_by(table.c.id))

    def all(self, kind: type[V], query: Select[Any]) -> tuple[V, ...]:
        """The values that a query over one noun's table finds, in its order."""
        with self._engine.connect() as connection:
            return tuple(value_of(kind, row) for row in connection.execute(query).mappings())

    @contextmanager
    def state(self) -> Iterator[Connection]:
        """One unchanging state, for several questions about it."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def stored(self, after: int) -> Generator[Stored]:
        """The journal's rows after a `seq` as their bytes lie on the disk, in order."""
        with self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            query = _stored_columns(driver)
            while found := driver.execute(query, (after, ROWS_AT_ONCE)).fetchall():
                for seq, *cells in found:
                    sealed, rest = cells[: len(SEALED)], cells[len(SEALED) :]
                    yield Stored(seq, tuple(sealed), *rest)
                after = found[-1][0]

    def left_by(self, seq: int) -> dict[int, bytes]:
        """The hashes of the bodies that an erasure left, by their `seq`; empty when that row is no erasure."""
        with self._engine.connect() as connection:
            body = connection.execute(select(JOURNAL.c.body).where(JOURNAL.c.seq == seq)).scalar()
        return {} if body is None else left_by(body)

    def _one(self, kind: type[V], query: Select[Any]) -> V | None:
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else value_of(kind, row)


def _stored_columns(driver: sqlite3.Connection) -> str:
    """The question for `Stored` rows. A backup of the first schema has no erasures and no sealed receipts."""
    known = {name for _, name, *_ in driver.execute("PRAGMA table_info(journal)")}
    bytes_of = (*SEALED, "body", "body_hash", "previous_hash", "hash", "answer", "answer_hash")
    columns = ["seq", *(f"CAST({name} AS BLOB)" if name in known else "NULL" for name in bytes_of)]
    columns.append("erased_by" if "erased_by" in known else "NULL")
    return f"SELECT {', '.join(columns)} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  # names of ours


def _starting(kind: type[Value], connection: Connection, *, is_public: bool) -> Select[Any] | None:
    table = table_of(kind)
    if table is None:
        return None
    if kind is BusinessDay:
        return select(table).order_by(*OPENED_LAST).limit(1)
    if kind is Alert:
        return select(table).where(table.c.answered_at.is_(None))
    if kind not in (Ticket, Visit, ClinicalNote, Feedback, Patient, Call, CallReason, BrokenGlass, TicketKey):
        return select(table).order_by(table.c.id)
    days = Base.metadata.tables["business_day"]
    today = connection.execute(select(days.c.day).order_by(*OPENED_LAST).limit(1)).scalar()
    tickets = select(TICKET.c.id).where(TICKET.c.status.not_in(FINAL) | (TICKET.c.business_day == today))
    last_calls = select(CALL).where(CALL.c.ticket_id.in_(tickets)).order_by(CALL.c.called_at.desc()).limit(RECENT_CALLS)
    if is_public:
        called = select(last_calls.subquery().c.ticket_id)
        tickets = select(TICKET.c.id).where(TICKET.c.status.not_in(FINAL) | TICKET.c.id.in_(called))
    match kind:
        case _ if kind is Patient:
            return select(table).where(table.c.id.in_(select(VISIT.c.patient_id).where(VISIT.c.id.in_(tickets))))
        case _ if kind is Call and is_public:
            return select(table).where(table.c.id.in_(select(last_calls.subquery().c.id))).order_by(table.c.called_at)
        case _ if kind in (Call, CallReason, BrokenGlass):
            return select(table).where(table.c.ticket_id.in_(tickets)).order_by(table.c.id)
        case _:
            return select(table).where(table.c.id.in_(tickets)).order_by(table.c.id)
