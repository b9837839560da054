"""Departments and rooms."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun


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
