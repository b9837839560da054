"""What people thought of their visits, and what they had been promised."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


class FeedbackRow(Noun, Base):
    __tablename__ = "feedback"

    rating: Mapped[int]
    words: Mapped[str]
    given_at: Mapped[datetime]
    staff_id: Mapped[UUID | None]

    __table_args__ = (belongs_to("id", "ticket"), CheckConstraint("rating BETWEEN 1 AND 5"))


class PromiseRow(Noun, Base):
    __tablename__ = "promise"

    department_id: Mapped[UUID]
    waiting_since: Mapped[datetime]
    told_at: Mapped[datetime]
    soonest_at: Mapped[datetime]
    likely_at: Mapped[datetime]
    latest_at: Mapped[datetime]

    __table_args__ = (belongs_to("id", "ticket"),)
