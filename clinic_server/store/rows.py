"""How a value becomes a row and a row a value again: by the names of its fields, for every noun alike."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import RowMapping, Table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import Insert

from clinic_server.store.tables import Base
from shared.protocol.grammar import Value, kind_of

V = TypeVar("V", bound=Value)

PLAIN = (UUID, datetime, date)
KEY = {"clinic_id", "id"}


def table_of(kind: type[Value]) -> Table | None:
    """The table of a class of values; None for what is derived and never stored."""
    return Base.metadata.tables.get(kind_of(kind))


def row_of(clinic_id: UUID, value: Value) -> dict[str, Any]:
    """The row of a value."""
    row: dict[str, Any] = msgspec.to_builtins(value, builtin_types=PLAIN)
    del row["type"]
    row["clinic_id"] = clinic_id
    return row


def value_of(kind: type[V], row: RowMapping) -> V:
    """The value that a row holds."""
    fields = {name: cell for name, cell in row.items() if name != "clinic_id"}
    # By way of JSON: a cell may hold a UUID where the same field inside a JSON column holds its text.
    return msgspec.json.decode(msgspec.json.encode(fields | {"type": kind_of(kind)}), type=kind)


def putting(table: Table) -> Insert:
    """The statement that puts a row: new, or in place of the one with its key."""
    statement = insert(table)
    changed = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in KEY}
    return statement.on_conflict_do_update(index_elements=["clinic_id", "id"], set_=changed)
