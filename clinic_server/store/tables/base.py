"""What every table has."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    ForeignKeyConstraint,
    LargeBinary,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from clinic_server.store.columns import Id, Json, Moment


class Base(DeclarativeBase):
    """What every table has: the clinic it belongs to and the id of its value."""

    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it from the class
        UUID: Id(),
        datetime: Moment(),
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
    }

    clinic_id: Mapped[UUID] = mapped_column(primary_key=True)


class Noun:
    """The key of a value's row beside the clinic."""

    id: Mapped[UUID] = mapped_column(primary_key=True)


def belongs_to(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["clinic_id", column], [f"{table}.clinic_id", f"{table}.id"])
