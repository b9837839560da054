"""Webhooks, their secrets, where they stand, and the log of what was tried."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


class WebhookRow(Noun, Base):
    __tablename__ = "webhook"

    url: Mapped[str]
    kinds: Mapped[list[Any]]
    state: Mapped[str]
    added_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("state IN ('active', 'paused', 'stopped', 'removed')"),)


class WebhookSecretRow(Noun, Base):
    __tablename__ = "webhook_secret"

    secret: Mapped[str]

    __table_args__ = (belongs_to("id", "webhook"),)


class WebhookCursorRow(Noun, Base):
    __tablename__ = "webhook_cursor"

    seq: Mapped[int]
    rewinds: Mapped[int]

    __table_args__ = (belongs_to("id", "webhook"),)


class DeliveryRow(Noun, Base):
    __tablename__ = "delivery"

    webhook_id: Mapped[UUID]
    message_id: Mapped[UUID]
    seq: Mapped[int]
    kind: Mapped[str]
    at: Mapped[datetime]
    attempt: Mapped[int]
    status: Mapped[int | None]
    milliseconds: Mapped[int]
    problem: Mapped[str]

    __table_args__ = (
        belongs_to("webhook_id", "webhook"),
        Index("deliveries_of_a_webhook", "clinic_id", "webhook_id", "id"),
    )
