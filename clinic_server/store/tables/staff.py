"""Staff, their public faces, credentials and sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


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

    __table_args__ = (belongs_to("id", "staff"), belongs_to("room_id", "room"))


class CredentialRow(Noun, Base):
    __tablename__ = "credential"

    password_hash: Mapped[str]
    one_time_until: Mapped[datetime | None]
    pin_hash: Mapped[str]
    totp_secret: Mapped[str]
    totp_step: Mapped[int]
    recovery_hashes: Mapped[list[Any]]

    __table_args__ = (belongs_to("id", "staff"),)


class SessionRow(Noun, Base):
    __tablename__ = "session"

    staff_id: Mapped[UUID]
    token_hash: Mapped[str]
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    kind: Mapped[str]
    device_id: Mapped[UUID | None]
    label: Mapped[str]
    locked_at: Mapped[datetime | None]
    generation: Mapped[int]

    __table_args__ = (
        belongs_to("staff_id", "staff"),
        belongs_to("device_id", "device"),
        UniqueConstraint("clinic_id", "token_hash"),
        CheckConstraint("kind IN ('desk', 'program')"),
    )
