"""The writer's statements, compiled once: what goes to the database ten thousand times a day skips the compiler.

SQLAlchemy's work a call (compilation cache, parameters) was the greater part of the cost of issuing a ticket. The
tables still say what a column is; here their rows are made from values in one step, and handed to the driver itself.
"""

import sqlite3
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

from clinic_server.store.columns import Json

KEY = ("clinic_id", "id")
DIALECT = sqlite.dialect(paramstyle="qmark")


class Writing:
    """One INSERT of many rows; with `puts` a row of the same key is replaced. `derive` gives cells of no field."""

    def __init__(
        self, table: Table, *, puts: bool, derive: Callable[[Any], dict[str, Any]] | None = None
    ) -> None:  # Any: a value of the table's noun
        statement = insert(table)
        if puts:
            names = [column.name for column in table.columns if column.name not in KEY]
            changed = {name: statement.excluded[name] for name in names}
            statement = statement.on_conflict_do_update(index_elements=list(KEY), set_=changed)
        compiled = statement.compile(dialect=DIALECT)
        assert compiled.positiontup is not None  # the parameter style is positional
        self._sql = str(compiled)
        self._json = [column.name for column in table.columns if isinstance(column.type, Json)]
        self._derive = derive
        self._cells = itemgetter(*compiled.positiontup)

    def run(self, driver: sqlite3.Connection, clinic_id: UUID, values: Sequence[Struct]) -> None:
        """Write the rows of these values."""
        clinic = str(clinic_id)
        driver.executemany(self._sql, [self._row(clinic, value) for value in values])

    def _row(self, clinic: str, value: Struct) -> tuple[Any, ...]:
        cells = msgspec.to_builtins(msgspec.structs.asdict(value), builtin_types=(bytes,))
        cells["clinic_id"] = clinic
        if self._derive is not None:
            cells.update(self._derive(value))
        for name in self._json:
            cells[name] = msgspec.json.encode(cells[name]).decode()
        row: tuple[Any, ...] = self._cells(cells)
        return row
