"""The journal's chain: whoever changes a row, takes one out or puts one in is found out; erasing a body is not that."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clinic_server.store.journal import NO_HASH, Row, first_broken, next_row
from shared.protocol.alert import Alert, AlertKind, AlertRaised
from shared.protocol.identity import new_id
from tests.values import MORNING

CLINIC = new_id()
ALERT = AlertRaised(alert=Alert(id=new_id(), kind=AlertKind.HELP, device_id=new_id(), language="en", raised_at=MORNING))


def chain(length: int) -> list[Row]:
    """Rows, sealed one after the other."""
    rows: list[Row] = []
    for seq in range(1, length + 1):
        rows.append(
            next_row(
                rows[-1].hash if rows else NO_HASH,
                clinic_id=CLINIC,
                seq=seq,
                epoch=1,
                event_id=new_id(),
                event=ALERT,
                at=MORNING + timedelta(microseconds=seq),
                business_day=MORNING.date(),
                actor="kiosk",
                request_id=new_id(),
                subject_id=None,
            )
        )
    return rows


def broken(rows: list[Row], after: int = 0) -> int | None:
    return first_broken(rows[after:], rows[after - 1].hash if after else NO_HASH, after)


@given(st.integers(0, 8), st.data())
def test_a_chain_holds_together_from_any_row_on(length: int, data: st.DataObject) -> None:
    assert broken(chain(length), data.draw(st.integers(0, length))) is None


CHANGES: dict[str, Any] = {
    "clinic_id": new_id(),
    "epoch": 2,
    "event_id": new_id(),
    "kind": "alert.answered",
    "at": MORNING - timedelta(days=1),
    "business_day": None,
    "actor": "doctor",
    "request_id": None,
    "subject_id": new_id(),
    "body": b"{}",
    "body_hash": bytes(32),
    "previous_hash": bytes(32),
    "hash": bytes(32),
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_field_is_found(field: str) -> None:
    rows = chain(4)
    rows[2] = replace(rows[2], **{field: CHANGES[field]})

    assert broken(rows) == 3


def test_every_field_of_a_row_is_sealed_but_its_receipt() -> None:
    assert set(Row.__struct_fields__) - set(CHANGES) == {"seq", "answer"}


def test_a_row_that_was_taken_out_is_found() -> None:
    rows = chain(4)

    assert broken([*rows[:1], *rows[2:]]) == 2


def test_rows_that_changed_places_are_found() -> None:
    rows = chain(4)

    assert broken([rows[0], rows[2], rows[1], rows[3]]) == 2


def test_an_erased_body_leaves_the_chain_whole() -> None:
    rows = chain(4)
    rows[1] = replace(rows[1], body=b"")

    assert broken(rows) is None


def test_a_body_that_was_forged_together_with_its_hash_breaks_the_chain() -> None:
    rows = chain(4)
    forged = b'{"type":"alert.raised"}'
    rows[1] = replace(rows[1], body=forged, body_hash=hashlib.sha256(forged).digest())

    assert broken(rows) == 2
