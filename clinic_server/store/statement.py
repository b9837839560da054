"""The writer's statements, compiled once: what goes to the database ten thousand times a day skips the compiler.

SQLAlchemy's work a call (compilation cache, parameters) was the greater part of the cost of issuing a ticket. The
tables still say what a column is; from them each statement learns how its values become the driver's.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Boolean, Connection, Date, Integer, LargeBinary, Table, Uuid
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.types import TypeEngine

from clinic_server.store.columns import Json, Moment, moment_text

KEY = ("clinic_id", "id")
DIALECT = sqlite.dialect(paramstyle="qmark")

Encoder = Callable[[Any], Any]


class Writing:
    """One INSERT of many rows; with `puts` a row of the same key is replaced."""

    def __init__(self, table: Table, *, puts: bool) -> None:
        statement = insert(table)
        if puts:
            changed = {
                column.name: statement.excluded[column.name] for column in table.columns if column.name not in KEY
            }
            statement = statement.on_conflict_do_update(index_elements=list(KEY), set_=changed)
        compiled = statement.compile(dialect=DIALECT)
        self._sql = str(compiled)
        assert compiled.positiontup is not None  # the parameter style is positional
        fields = [(name, _encoder(table.columns[name].type)) for name in compiled.positiontup]
        clinic = compiled.positiontup.index("clinic_id")
        self._before, self._after = fields[:clinic], fields[clinic + 1 :]

    def run(self, connection: Connection, clinic_id: UUID, values: Sequence[Struct]) -> None:
        """Write the rows of these values."""
        clinic = clinic_id.hex
        rows = [(*_cells(value, self._before), clinic, *_cells(value, self._after)) for value in values]
        connection.exec_driver_sql(self._sql, rows)


def _cells(value: Struct, fields: Sequence[tuple[str, Encoder]]) -> list[Any]:
    return [encode(getattr(value, name)) for name, encode in fields]


def _encoder(type_: TypeEngine[Any]) -> Encoder:
    """How a column's value becomes what the driver binds; None stays NULL."""
    match type_:
        case Uuid():
            return _uuid
        case Moment():
            return _moment
        case Date():
            return _date
        case Json():
            return _json
        case Integer() | Boolean() | LargeBinary():
            return _as_it_is
        case _:
            return _text


def _uuid(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _moment(value: Any) -> str | None:
    return None if value is None else moment_text(value)


def _date(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _as_it_is(value: Any) -> Any:
    return value
