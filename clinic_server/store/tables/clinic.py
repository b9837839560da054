"""The clinic and its business days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun


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
    retention: Mapped[dict[str, Any]]

    __table_args__ = (CheckConstraint("id = clinic_id"), CheckConstraint("rollover_hour BETWEEN 0 AND 23"))


class BusinessDayRow(Noun, Base):
    __tablename__ = "business_day"

    day: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("clinic_id", "day"),)


OPENED_LAST = (BusinessDayRow.closed_at.is_not(None), BusinessDayRow.opened_at.desc())
"""The day that is open comes first: when the clock was set back, an older day was opened after a newer one."""
