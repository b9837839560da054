"""Patients, series, tickets, the keys of their pages, and visits."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from clinic_server.store.tables.base import Base, Noun, belongs_to

SERVED = "status IN ('called', 'in_progress', 'in_call', 'left_call')"
STATES = (
    "status IN ('waiting', 'called', 'in_progress', 'in_call', 'left_call', 'on_hold', 'missed', 'done', 'cancelled')"
)


class PatientRow(Noun, Base):
    __tablename__ = "patient"

    name: Mapped[str]
    phone: Mapped[str]
    language: Mapped[str]
    birth_date: Mapped[date | None]
    sex: Mapped[str]
    emergency_name: Mapped[str]
    emergency_phone: Mapped[str]
    call_preference: Mapped[str]
    erased_at: Mapped[datetime | None]
    phone_key: Mapped[str]
    words: Mapped[list[Any]]
    """Search keys: worked out from the value whenever it is put (see `store/search.py`)."""

    __table_args__ = (
        Index("patients_by_phone", "clinic_id", "phone_key"),
        Index("patients_by_birth_date", "clinic_id", "birth_date"),
    )


class PatientWordRow(Base):
    """The index of names: triggers of the database keep it as `patient.words` says."""

    __tablename__ = "patient_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(primary_key=True)


class SeriesRow(Noun, Base):
    __tablename__ = "series"

    department_id: Mapped[UUID]
    business_day: Mapped[date]
    last_number: Mapped[int]
    issued: Mapped[int]

    __table_args__ = (
        belongs_to("department_id", "department"),
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
        belongs_to("series_id", "series"),
        belongs_to("department_id", "department"),
        belongs_to("room_id", "room"),
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

    __table_args__ = (belongs_to("id", "ticket"), UniqueConstraint("key"))


class ClinicalNoteRow(Noun, Base):
    __tablename__ = "clinical_note"

    reason: Mapped[str]
    priority_reason: Mapped[str]
    notes: Mapped[str]

    __table_args__ = (belongs_to("id", "ticket"),)


class VisitRow(Noun, Base):
    __tablename__ = "visit"

    patient_id: Mapped[UUID | None]
    language: Mapped[str]
    doctor_id: Mapped[UUID | None]
    priority: Mapped[str]
    source: Mapped[str]
    device_id: Mapped[UUID | None]
    arrived_at: Mapped[datetime]
    effective_arrival_at: Mapped[datetime]
    due_at: Mapped[datetime]
    status_reason: Mapped[str]
    steps: Mapped[list[Any]]

    __table_args__ = (
        belongs_to("id", "ticket"),
        belongs_to("patient_id", "patient"),
        belongs_to("doctor_id", "doctor"),
        CheckConstraint("priority IN ('normal', 'high', 'emergency')"),
        Index("visits_of_a_patient", "clinic_id", "patient_id", sqlite_where=text("patient_id IS NOT NULL")),
    )
