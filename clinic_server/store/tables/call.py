"""Calls and why they were made."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Index,
)
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


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
        belongs_to("ticket_id", "ticket"),
        belongs_to("room_id", "room"),
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

    __table_args__ = (belongs_to("id", "call"),)
