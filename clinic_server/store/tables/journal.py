"""The journal."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from clinic_server.store.tables.base import Base


class JournalRow(Base):
    """The append-only journal. `answer` is the receipt: it stands in the last row of a command that was asked by id.

    `erased_by` is the row of the erasure that rewrote the body: only `store/erasing.py` sets it.
    """

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
    answer_hash: Mapped[bytes | None]
    erased_by: Mapped[int | None]

    __table_args__ = (
        Index(
            "one_answer_a_request",
            "clinic_id",
            "request_id",
            unique=True,
            sqlite_where=text("answer IS NOT NULL"),
        ),
        Index("history_of_a_ticket", "clinic_id", "subject_id", "seq", sqlite_where=text("subject_id IS NOT NULL")),
        Index("rows_of_a_day", "clinic_id", "business_day", "seq"),
    )
