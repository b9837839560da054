"""Devices, how they prove themselves and how they are, and their alerts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


class DeviceRow(Noun, Base):
    __tablename__ = "device"

    kind: Mapped[str]
    name: Mapped[str]
    place: Mapped[str]
    zones: Mapped[list[Any]]
    arrows: Mapped[dict[str, Any]]
    is_revoked: Mapped[bool]


class DeviceCredentialRow(Noun, Base):
    __tablename__ = "device_credential"

    key_hash: Mapped[str]
    paired_at: Mapped[datetime]
    paired_by: Mapped[str]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (belongs_to("id", "device"), UniqueConstraint("clinic_id", "key_hash"))


class DeviceHealthRow(Noun, Base):
    __tablename__ = "device_health"

    problems: Mapped[list[Any]]
    version: Mapped[str]
    reported_at: Mapped[datetime]

    __table_args__ = (belongs_to("id", "device"),)


class AlertRow(Noun, Base):
    __tablename__ = "alert"

    kind: Mapped[str]
    device_id: Mapped[UUID]
    language: Mapped[str]
    raised_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]

    __table_args__ = (belongs_to("device_id", "device"),)
