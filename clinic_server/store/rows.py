"""How a row becomes a value again: by the names of its fields, for every noun alike."""

from typing import TypeVar

import msgspec
from sqlalchemy import RowMapping, Table

from clinic_server.store.tables import Base
from shared.protocol.grammar import Value, kind_of

V = TypeVar("V", bound=Value)


def table_of(kind: type[Value]) -> Table | None:
    """The table of a class of values; None for what is derived and never stored."""
    return Base.metadata.tables.get(kind_of(kind))


def value_of(kind: type[V], row: RowMapping) -> V:
    """The value that a row holds."""
    fields = {name: cell for name, cell in row.items() if name != "clinic_id"}
    # By way of JSON: a cell may hold a UUID where the same field inside a JSON column holds its text.
    return msgspec.json.decode(msgspec.json.encode(fields | {"type": kind_of(kind)}), type=kind)
