"""The tables: one a noun, a column a field, a constraint for every rule that the database can hold.

They keep their row ids: in tables without, SQLite 3.40 takes every NOT NULL column for damage (PRAGMA integrity_check).
"""

from clinic_server.store.tables import (
    broken_glass,
    call,
    clinic,
    device,
    feedback,
    journal,
    place,
    staff,
    ticket,
    webhook,
)
from clinic_server.store.tables.base import Base
from clinic_server.store.tables.clinic import OPENED_LAST

__all__ = [
    "OPENED_LAST",
    "Base",
    "broken_glass",
    "call",
    "clinic",
    "device",
    "feedback",
    "journal",
    "place",
    "staff",
    "ticket",
    "webhook",
]
