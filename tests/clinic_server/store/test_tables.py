"""Whatever an event carries has a table, and a column for each of its fields."""

import typing

import pytest

from clinic_server.store.rows import table_of
from shared.protocol.every import EVENTS, VALUES
from shared.protocol.grammar import Event, Value, kind_of
from shared.protocol.patient import Patient


def _carried(event: type[Event]) -> set[type[Value]]:
    found: set[type[Value]] = set()
    for hint in typing.get_type_hints(event).values():
        parts = typing.get_args(hint) or (hint,)
        found |= {part for part in parts if isinstance(part, type) and issubclass(part, Value)}
    return found


STORED = sorted(set().union(*map(_carried, EVENTS)), key=kind_of)


@pytest.mark.parametrize("value", STORED, ids=kind_of)
def test_a_value_that_is_kept_has_a_column_for_each_field(value: type[Value]) -> None:
    table = table_of(value)

    assert table is not None
    worked_out = {"phone_key", "words"} if value is Patient else set()
    assert {column.name for column in table.columns} == {*value.__struct_fields__, "clinic_id", *worked_out}


def test_only_what_is_derived_has_no_table() -> None:
    assert {kind_of(value) for value in VALUES if table_of(value) is None} == {
        "queue",
        "next_up",
        "presence",
        "pairing",
    }
