"""The writer's side of the store: one connection, where journal, tables and memory move together or not at all."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, Table, select

from clinic_server.store.erasing import REMOVABLE, forget, remove, rewrite, truncate_log
from clinic_server.store.journal import NO_HASH, Row, decode_event, next_row
from clinic_server.store.memory import SMALL, Memory
from clinic_server.store.rows import table_of, value_of
from clinic_server.store.search import MOST_OF_A_PHONE, fits, keys_of, matching
from clinic_server.store.statement import Writing
from clinic_server.store.tables import OPENED_LAST, Base
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.every import VALUES
from shared.protocol.grammar import Event, Value
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.retention import RecordsExpired
from shared.protocol.session import Session
from shared.protocol.ticket import Series, Ticket
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)

JOURNAL = Base.metadata.tables["journal"]
TICKET = Base.metadata.tables["ticket"]
VISIT = Base.metadata.tables["visit"]
STORED = {kind: table for kind in VALUES if (table := table_of(kind)) is not None}
DERIVED = {STORED[Patient]: keys_of}
PUTTING = {table: Writing(table, puts=True, derive=DERIVED.get(table)) for table in STORED.values()}
IN_ORDER: tuple[Table, ...] = tuple(table for table in Base.metadata.sorted_tables if table in PUTTING)
ADD_ROWS = Writing(JOURNAL, puts=False)
RECEIPTS = (
    "SELECT request_id, actor, answer FROM journal WHERE clinic_id = ? AND answer IS NOT NULL AND request_id IN ({})"
)
NO_BODIES: Mapping[int, bytes] = {}


class Receipt(NamedTuple):
    """The answer that somebody was given, for them to have again."""

    actor: str
    answer: bytes


class Ledger:
    """What is kept during a transaction is written at its end, a statement a table; reading meanwhile sees it all."""

    def __init__(self, engine: Engine) -> None:
        self.memory = Memory()
        self.clinic_id: UUID | None = None
        self.seq = 0
        self.epoch = 1
        self.last_at: datetime | None = None
        self._head = NO_HASH
        self._connection: Connection = engine.connect()
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self._driver = driver
        self._rows: list[Row] = []
        self._log_holds_erased = True  # a crash may have come between an erasure and the end of the log
        self._puts: dict[Table, dict[UUID, Value]] = {table: {} for table in IN_ORDER}
        self.reload()

    def close(self) -> None:
        """Give the connection back; what was not committed is gone."""
        self._connection.close()

    def begin(self) -> None:
        """Begin a transaction as the writer."""
        self._driver.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Write what was kept and make it last. Nothing may leave the process before this has returned."""
        self.flush()
        self._driver.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction and read the truth anew."""
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")
        self.reload()

    def receipts(self, request_ids: Sequence[UUID]) -> dict[UUID, Receipt]:
        """The receipts of requests that were carried out before."""
        if self.clinic_id is None or not request_ids:
            return {}
        query = RECEIPTS.format(",".join("?" * len(request_ids)))
        ids = (str(self.clinic_id), *(str(id) for id in request_ids))
        return {UUID(id): Receipt(actor, answer) for id, actor, answer in self._driver.execute(query, ids)}

    def keep(
        self,
        events: Sequence[Event],
        *,
        at: datetime,
        actor: str,
        request_id: UUID | None,
        answer: bytes | None,
        bodies: Mapping[int, bytes] = NO_BODIES,
        forgotten: Sequence[int] = (),
    ) -> tuple[Row, ...]:
        """Take one command's events in: journal rows, table rows, memory.

        `bodies` take the place of older rows' ones, by the order of the last event, and the receipts of `forgotten`
        rows go (see `store/erasing.py`).
        """
        rows = []
        for number, event in enumerate(events, start=1):
            values = tuple(event.values())
            if self.clinic_id is None:
                self.clinic_id = next(value.id for value in values if isinstance(value, Clinic))
            self.seq += 1
            row = next_row(
                self._head,
                clinic_id=self.clinic_id,
                seq=self.seq,
                epoch=self.epoch,
                event_id=new_id(),
                event=event,
                at=at,
                business_day=self._business_day(values),
                actor=actor,
                request_id=request_id,
                subject_id=_subject(event, values),
                answer=answer if number == len(events) else None,
            )
            self._head = row.hash
            rows.append(row)
            self._put(values)
        self.last_at = at
        self._rows += rows
        gone = [gone for event in events if isinstance(event, RecordsExpired) for gone in event.gone]
        if bodies or forgotten or gone:
            self.flush()
            rewrite(self._driver, self._clinic, bodies, by=self.seq)
            forget(self._driver, self._clinic, forgotten)
            remove(self._driver, self._clinic, gone)
            for one in gone:
                self.memory.remove(REMOVABLE[one.kind], one.id)
            self._log_holds_erased = True
        return tuple(rows)

    def settle(self) -> None:
        """After a commit: see that what was erased is not left in the log, now or after the next one."""
        if self._log_holds_erased:
            self._log_holds_erased = not truncate_log(self._driver)

    def flush(self) -> None:
        """Hand everything kept so far to the database, so that it can be read there."""
        for table in IN_ORDER:
            values = self._puts[table]
            if values:
                PUTTING[table].run(self._driver, self._clinic, list(values.values()))
                values.clear()
        if self._rows:
            ADD_ROWS.run(self._driver, self._clinic, self._rows)
            self._rows.clear()

    def read(self, kind: type[V], id: UUID) -> V | None:
        """One value, from memory where it holds it, else from its table."""
        value = self.memory.get(kind, id)
        if value is not None or self.memory.holds(kind):
            return value
        self.flush()
        table = STORED[kind]
        query = select(table).where(table.c.clinic_id == self.clinic_id, table.c.id == id)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else value_of(kind, row)

    def series(self, department_id: UUID, business_day: object) -> Series | None:
        """The counter of a department on a day, or None before its first number."""
        series = self.memory.series(department_id)
        if series is not None and series.business_day == business_day:
            return series
        self.flush()
        table = STORED[Series]
        query = select(table).where(
            table.c.clinic_id == self.clinic_id,
            table.c.department_id == department_id,
            table.c.business_day == business_day,
        )
        row = self._connection.execute(query).mappings().first()
        return None if row is None else value_of(Series, row)

    def day(self, day: object) -> BusinessDay | None:
        """The record of a business day, open or closed."""
        self.flush()
        table = STORED[BusinessDay]
        query = select(table).where(table.c.clinic_id == self.clinic_id, table.c.day == day)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else value_of(BusinessDay, row)

    def same_person(self, phone: str, birth_date: date) -> Patient | None:
        """Who is known by a telephone and a birth date."""
        self.flush()
        query = matching(phone=phone, name="", birth_date=birth_date, most=MOST_OF_A_PHONE)
        found = (value_of(Patient, row) for row in self._connection.execute(query).mappings())
        return next((patient for patient in found if fits(patient, phone)), None)

    def history(self, ticket_id: UUID) -> tuple[Event, ...]:
        """Every event about a ticket, oldest first."""
        return tuple(decode_event(body) for body in self.bodies([ticket_id]).values())

    def bodies(self, subject_ids: Sequence[UUID]) -> dict[int, bytes]:
        """The bodies of all rows about these tickets and patients, by their `seq`, oldest first."""
        self.flush()
        about = JOURNAL.c.subject_id.in_(subject_ids)
        query = select(JOURNAL.c.seq, JOURNAL.c.body).where(JOURNAL.c.clinic_id == self.clinic_id, about)
        return {row.seq: row.body for row in self._connection.execute(query.order_by(JOURNAL.c.seq))}

    def bodies_of(self, seqs: Sequence[int]) -> dict[int, bytes]:
        """The bodies of these rows, by their `seq`."""
        self.flush()
        query = select(JOURNAL.c.seq, JOURNAL.c.body).where(JOURNAL.c.clinic_id == self.clinic_id)
        found = self._connection.execute(query.where(JOURNAL.c.seq.in_(seqs)))
        return {row.seq: row.body for row in found}

    def visits(self, patient_id: UUID) -> tuple[Visit, ...]:
        """All visits of a patient, oldest first."""
        self.flush()
        query = select(VISIT).where(VISIT.c.clinic_id == self.clinic_id, VISIT.c.patient_id == patient_id)
        return tuple(value_of(Visit, row) for row in self._connection.execute(query.order_by(VISIT.c.id)).mappings())

    def reload(self) -> None:
        """Read the truth from the disk: the head of the journal, the small nouns, everybody in the building."""
        self._rows.clear()
        for values in self._puts.values():
            values.clear()
        self.memory = Memory()
        self.begin()
        try:
            head = self._connection.execute(select(JOURNAL).order_by(JOURNAL.c.seq.desc()).limit(1)).mappings().first()
            self.clinic_id = None if head is None else head["clinic_id"]
            self.seq, self._head = (0, NO_HASH) if head is None else (head["seq"], head["hash"])
            self.epoch = 1 if head is None else head["epoch"]
            self.last_at = None if head is None else head["at"]
            for kind in SMALL:
                self.memory.put(self._every(kind))
            days = STORED[BusinessDay]
            last_day = self._connection.execute(select(days).order_by(*OPENED_LAST).limit(1)).mappings()
            self.memory.put(value_of(BusinessDay, row) for row in last_day)
            is_open = TICKET.c.status.not_in(("done", "cancelled"))
            visits = select(VISIT).join(TICKET, (VISIT.c.clinic_id == TICKET.c.clinic_id) & (VISIT.c.id == TICKET.c.id))
            open_visits = self._connection.execute(visits.where(is_open)).mappings()
            open_tickets = self._connection.execute(select(TICKET).where(is_open)).mappings()
            self.memory.put(
                (
                    *(value_of(Visit, row) for row in open_visits),
                    *(value_of(Ticket, row) for row in open_tickets),
                )
            )
        finally:
            self._driver.execute("ROLLBACK")

    def _business_day(self, values: Iterable[Value]) -> date | None:
        """The day that is open, or that these open or close."""
        day = next((value for value in values if isinstance(value, BusinessDay)), None)
        if day is None:
            day = self.memory.day
            return day.day if day is not None and day.closed_at is None else None
        return day.day

    @property
    def _clinic(self) -> UUID:
        assert self.clinic_id is not None  # only a clinic's events are kept
        return self.clinic_id

    def _every(self, kind: type[V]) -> Iterable[V]:
        table = STORED[kind]
        query = select(table).order_by(table.c.id)
        if kind is Session:
            query = query.where(table.c.closed_at.is_(None))
        return [value_of(kind, row) for row in self._connection.execute(query).mappings()]

    def _put(self, values: tuple[Value, ...]) -> None:
        for value in values:
            table = STORED.get(type(value))
            if table is not None:
                rows = self._puts[table]
                rows.pop(value.id, None)  # the last put comes last, as it happened
                rows[value.id] = value
        self.memory.put(values)


def _subject(event: Event, values: Iterable[Value]) -> UUID | None:
    """Whom a row is about: a ticket, else the patient."""
    return next((value.id for value in values if isinstance(value, Ticket) or value.personal), event.about)
