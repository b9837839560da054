"""Who read what is clinical about whose patient, and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from clinic_server.store.tables.base import Base, Noun, belongs_to


class BrokenGlassRow(Noun, Base):
    __tablename__ = "broken_glass"

    ticket_id: Mapped[UUID]
    staff_id: Mapped[UUID]
    device_id: Mapped[UUID | None]
    reason: Mapped[str]
    broken_at: Mapped[datetime]

    __table_args__ = (belongs_to("ticket_id", "ticket"), belongs_to("staff_id", "staff"))
