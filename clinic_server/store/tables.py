"""The tables: one a noun, a column a field, a constraint for every rule that the database can hold.

They keep their row ids: in tables without, SQLite 3.40 takes every NOT NULL column for damage (PRAGMA integrity_check).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from clinic_server.store.columns import Id, Json, Moment

SERVED = "status IN ('called', 'in_progress', 'in_call', 'left_call')"
STATES = (
    "status IN ('waiting', 'called', 'in_progress', 'in_call', 'left_call', 'on_hold', 'missed', 'done', 'cancelled')"
)


class Base(DeclarativeBase):
    """What every table has: the clinic it belongs to and the id of its value."""

    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it from the class
        UUID: Id(),
        datetime: Moment(),
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
    }

    clinic_id: Mapped[UUID] = mapped_column(primary_key=True)


class Noun:
    """The key of a value's row beside the clinic."""

    id: Mapped[UUID] = mapped_column(primary_key=True)


def _belongs_to(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["clinic_id", column], [f"{table}.clinic_id", f"{table}.id"])


class ClinicRow(Noun, Base):
    __tablename__ = "clinic"

    name: Mapped[str]
    time_zone: Mapped[str]
    languages: Mapped[list[Any]]
    address: Mapped[str]
    phone: Mapped[str]
    rollover_hour: Mapped[int]
    target: Mapped[dict[str, Any]]
    slip_line: Mapped[dict[str, Any]]
    ticker: Mapped[dict[str, Any]]
    page_address: Mapped[str]
    asks_name: Mapped[bool]
    asks_phone: Mapped[bool]
    shows_next: Mapped[bool]
    announcement_repeats: Mapped[int]
    announcement_lifetime_seconds: Mapped[int]

    __table_args__ = (CheckConstraint("id = clinic_id"), CheckConstraint("rollover_hour BETWEEN 0 AND 23"))


class BusinessDayRow(Noun, Base):
    __tablename__ = "business_day"

    day: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("clinic_id", "day"),)


class DepartmentRow(Noun, Base):
    __tablename__ = "department"

    code: Mapped[str]
    names: Mapped[dict[str, Any]]
    aliases: Mapped[dict[str, Any]]
    place: Mapped[dict[str, Any]]
    colour: Mapped[str]
    icon: Mapped[str]
    state: Mapped[str]
    paused_until: Mapped[datetime | None]
    hours: Mapped[list[Any]]
    first_number: Mapped[int]
    last_number: Mapped[int]
    padding: Mapped[int]
    daily_quota: Mapped[int | None]
    asks_doctor: Mapped[bool]
    position: Mapped[int]

    __table_args__ = (
        UniqueConstraint("clinic_id", "code"),
        CheckConstraint("state IN ('open', 'paused', 'closed')"),
        CheckConstraint("first_number >= 0 AND last_number >= first_number"),
    )


class RoomRow(Noun, Base):
    __tablename__ = "room"

    number: Mapped[str]
    word: Mapped[str]
    zone: Mapped[str]
    position: Mapped[int]

    __table_args__ = (UniqueConstraint("clinic_id", "word", "number"),)


class StaffRow(Noun, Base):
    __tablename__ = "staff"

    login: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    specialisation: Mapped[str]
    licence_number: Mapped[str]
    department_ids: Mapped[list[Any]]
    away_reason: Mapped[str]
    is_active: Mapped[bool]

    __table_args__ = (
        UniqueConstraint("clinic_id", "login"),
        CheckConstraint("role IN ('receptionist', 'doctor', 'clinic_admin', 'group_admin')"),
    )


class DoctorRow(Noun, Base):
    __tablename__ = "doctor"

    name: Mapped[str]
    specialisation: Mapped[str]
    department_ids: Mapped[list[Any]]
    room_id: Mapped[UUID | None]
    availability: Mapped[str]

    __table_args__ = (_belongs_to("id", "staff"), _belongs_to("room_id", "room"))


class CredentialRow(Noun, Base):
    __tablename__ = "credential"

    password_hash: Mapped[str]

    __table_args__ = (_belongs_to("id", "staff"),)


class SessionRow(Noun, Base):
    __tablename__ = "session"

    staff_id: Mapped[UUID]
    token_hash: Mapped[str]
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (_belongs_to("staff_id", "staff"), UniqueConstraint("clinic_id", "token_hash"))


class DeviceRow(Noun, Base):
    __tablename__ = "device"

    kind: Mapped[str]
    name: Mapped[str]
    place: Mapped[str]
    zones: Mapped[list[Any]]
    arrows: Mapped[dict[str, Any]]


class DeviceHealthRow(Noun, Base):
    __tablename__ = "device_health"

    problems: Mapped[list[Any]]
    version: Mapped[str]
    reported_at: Mapped[datetime]

    __table_args__ = (_belongs_to("id", "device"),)


class PatientRow(Noun, Base):
    __tablename__ = "patient"

    name: Mapped[str]
    phone: Mapped[str]
    language: Mapped[str]
    birth_date: Mapped[date | None]


class SeriesRow(Noun, Base):
    __tablename__ = "series"

    department_id: Mapped[UUID]
    business_day: Mapped[date]
    last_number: Mapped[int]
    issued: Mapped[int]

    __table_args__ = (
        _belongs_to("department_id", "department"),
        UniqueConstraint("clinic_id", "business_day", "department_id"),
    )


class TicketRow(Noun, Base):
    __tablename__ = "ticket"

    label: Mapped[str]
    number: Mapped[int]
    series_id: Mapped[UUID]
    business_day: Mapped[date]
    department_id: Mapped[UUID]
    status: Mapped[str]
    room_id: Mapped[UUID | None]
    staff_id: Mapped[UUID | None]
    issued_at: Mapped[datetime]
    waiting_since: Mapped[datetime]
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    calls: Mapped[int]
    ahead_at_issue: Mapped[int]
    print_state: Mapped[str]
    copies: Mapped[int]

    __table_args__ = (
        _belongs_to("series_id", "series"),
        _belongs_to("department_id", "department"),
        _belongs_to("room_id", "room"),
        UniqueConstraint("clinic_id", "series_id", "number"),
        CheckConstraint(STATES),
        CheckConstraint("(status IN ('done', 'cancelled')) = (ended_at IS NOT NULL)"),
        Index("one_patient_a_room", "clinic_id", "room_id", unique=True, sqlite_where=text(SERVED)),
        Index("tickets_of_a_day", "clinic_id", "business_day"),
        Index("open_tickets", "clinic_id", "status", sqlite_where=text("status NOT IN ('done', 'cancelled')")),
    )


class TicketKeyRow(Noun, Base):
    __tablename__ = "ticket_key"

    key: Mapped[str]

    __table_args__ = (_belongs_to("id", "ticket"), UniqueConstraint("key"))


class VisitRow(Noun, Base):
    __tablename__ = "visit"

    patient_id: Mapped[UUID | None]
    language: Mapped[str]
    doctor_id: Mapped[UUID | None]
    priority: Mapped[str]
    priority_reason: Mapped[str]
    source: Mapped[str]
    device_id: Mapped[UUID | None]
    reason: Mapped[str]
    notes: Mapped[str]
    arrived_at: Mapped[datetime]
    effective_arrival_at: Mapped[datetime]
    due_at: Mapped[datetime]
    status_reason: Mapped[str]
    steps: Mapped[list[Any]]

    __table_args__ = (
        _belongs_to("id", "ticket"),
        _belongs_to("patient_id", "patient"),
        _belongs_to("doctor_id", "doctor"),
        CheckConstraint("priority IN ('normal', 'high', 'emergency')"),
    )


class CallRow(Noun, Base):
    __tablename__ = "call"

    ticket_id: Mapped[UUID]
    label: Mapped[str]
    department_id: Mapped[UUID]
    room_id: Mapped[UUID]
    zone: Mapped[str]
    language: Mapped[str]
    number: Mapped[int]
    is_emergency: Mapped[bool]
    called_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __table_args__ = (
        _belongs_to("ticket_id", "ticket"),
        _belongs_to("room_id", "room"),
        Index("calls_by_time", "clinic_id", "called_at"),
    )


class CallReasonRow(Noun, Base):
    __tablename__ = "call_reason"

    ticket_id: Mapped[UUID]
    why: Mapped[str]
    priority: Mapped[str]
    due_at: Mapped[datetime]
    other_label: Mapped[str]
    other_due_at: Mapped[datetime | None]

    __table_args__ = (_belongs_to("id", "call"),)


class AlertRow(Noun, Base):
    __tablename__ = "alert"

    kind: Mapped[str]
    device_id: Mapped[UUID]
    language: Mapped[str]
    raised_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]

    __table_args__ = (_belongs_to("device_id", "device"),)


class JournalRow(Base):
    """The append-only journal. `answer` is the receipt: it stands in the last row of a command that was asked by id."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[int]
    event_id: Mapped[UUID]
    kind: Mapped[str]
    at: Mapped[datetime]
    business_day: Mapped[date | None]
    actor: Mapped[str]
    request_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    body: Mapped[bytes]
    body_hash: Mapped[bytes]
    previous_hash: Mapped[bytes]
    hash: Mapped[bytes]
    answer: Mapped[bytes | None]

    __table_args__ = (
        Index(
            "one_answer_a_request",
            "clinic_id",
            "request_id",
            unique=True,
            sqlite_where=text("answer IS NOT NULL"),
        ),
        Index("history_of_a_ticket", "clinic_id", "subject_id", "seq", sqlite_where=text("subject_id IS NOT NULL")),
    )


OPENED_LAST = (BusinessDayRow.closed_at.is_not(None), BusinessDayRow.opened_at.desc())
"""The day that is open comes first: when the clock was set back, an older day was opened after a newer one."""
