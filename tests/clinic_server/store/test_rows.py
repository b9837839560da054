"""A value that becomes a row is the same value when it is read again, whatever it holds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from clinic_server.store.engine import writing_engine
from clinic_server.store.ledger import PUTTING, STORED
from clinic_server.store.opening import DATABASE
from clinic_server.store.rows import value_of
from shared.protocol.grammar import Value, kind_of
from shared.protocol.identity import new_id
from tests.clinic import empty
from tests.values import any_of

CLINIC = new_id()


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Connection]:
    """Tables that take any row: what belongs to what, and what may be, is for other tests."""
    engine = writing_engine(empty(tmp_path) / DATABASE)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        yield connection
    engine.dispose()


@pytest.mark.parametrize("kind", list(STORED), ids=kind_of)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.data())
def test_a_value_survives_its_row(kind: type[Value], tables: Connection, data: st.DataObject) -> None:
    table = STORED[kind]
    driver = tables.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    tables.execute(delete(table))
    first, second = (data.draw(any_of(kind)) for _ in range(2))

    PUTTING[table].run(driver, CLINIC, [first])
    assert value_of(kind, tables.execute(select(table)).mappings().one()) == first

    # Put again under the same id, it takes the place of the first in every field.
    fields = {name: getattr(second, name) for name in second.__struct_fields__}
    second = kind(**fields | {"id": first.id})
    PUTTING[table].run(driver, CLINIC, [second])
    assert value_of(kind, tables.execute(select(table)).mappings().one()) == second
