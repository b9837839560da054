"""The journal's chain: whoever changes a byte, takes a row out or puts one in is found out, and the row is named."""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from clinic_server.store.chain import START, BrokenChain, Head
from clinic_server.store.engine import reading_engine
from clinic_server.store.journal import NO_HASH, seal
from clinic_server.store.opening import check_chain
from clinic_server.store.reading import Reader
from clinic_server.store.tables import Base
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.values import MORNING

COLUMNS = [column.name for column in Base.metadata.tables["journal"].columns]
NUMBERS = ("seq", "epoch", "erased_by")
LATE = 15
"""A row of the day's work, with a business day and a receipt."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A clinic with a few numbers given out, each with a receipt."""
    house = furnish(tmp_path / "data", at=MORNING)
    with Bookkeeper(house.folder, MORNING + timedelta(minutes=1)) as books:
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en", name="Asha")
        for _ in range(5):
            books.ask(house.at_kiosk, issue, request_id=new_id())
        assert books.ledger.seq > LATE
    return house


@pytest.fixture
def file(house: House) -> Iterator[sqlite3.Connection]:
    """The file behind the server's back."""
    connection = sqlite3.connect(house.database, isolation_level=None)
    yield connection
    connection.close()


def broken(house: House, head: Head = START) -> int | None:
    reader = Reader(reading_engine(house.database))
    try:
        check_chain(reader, head)
    except BrokenChain as error:
        return error.seq
    finally:
        reader.close()
    return None


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 0x01
    return bytes(changed)


def test_a_chain_holds_together_from_any_row_on(house: House, file: sqlite3.Connection) -> None:
    heads = [Head(seq, hash) for seq, hash in file.execute("SELECT seq, hash FROM journal")]

    assert [broken(house, head) for head in (START, *heads)] == [None] * (len(heads) + 1)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column not in NUMBERS])
@pytest.mark.parametrize("row", [1, LATE, None], ids=["first", "late", "last"])
def test_a_flipped_bit_in_any_column_of_a_row_is_found(
    house: House, file: sqlite3.Connection, column: str, row: int | None
) -> None:
    last = file.execute("SELECT max(seq) FROM journal").fetchone()[0]
    row = row or last
    text, is_blob = file.execute(
        f"SELECT CAST({column} AS BLOB), typeof({column}) = 'blob' FROM journal WHERE seq = ?", (row,)
    ).fetchone()
    if text is None:
        file.execute(f"UPDATE journal SET {column} = 'x' WHERE seq = ?", (row,))
        assert broken(house) == row
        return
    for place in range(len(text)):
        changed = flipped(text, place)
        new = "?" if is_blob else "CAST(? AS TEXT)"
        file.execute(f"UPDATE journal SET {column} = {new} WHERE seq = ?", (changed, row))
        assert broken(house) == row, (column, place)


@pytest.mark.parametrize("column", NUMBERS)
def test_a_changed_number_is_found(house: House, file: sqlite3.Connection, column: str) -> None:
    file.execute(f"UPDATE journal SET {column} = coalesce({column}, 0) + 100 WHERE seq = {LATE}")

    assert broken(house) == LATE


def test_a_letter_that_means_the_same_is_found(house: House, file: sqlite3.Connection) -> None:
    file.execute(f"UPDATE journal SET event_id = upper(event_id) WHERE seq = {LATE}")

    assert broken(house) == LATE


def test_every_column_is_tried() -> None:
    assert set(NUMBERS) < set(COLUMNS)
    assert len(COLUMNS) == 17


def test_a_row_that_was_taken_out_is_found(house: House, file: sqlite3.Connection) -> None:
    file.execute(f"DELETE FROM journal WHERE seq = {LATE}")

    assert broken(house) == LATE


def test_rows_that_changed_places_are_found(house: House, file: sqlite3.Connection) -> None:
    for old, new in ((LATE, 0), (LATE + 1, LATE), (0, LATE + 1)):
        file.execute("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))

    assert broken(house) == LATE


def test_a_body_that_was_forged_together_with_its_hash_breaks_the_chain(house: House, file: sqlite3.Connection) -> None:
    forged = b'{"type":"alert.raised"}'
    forge = f"UPDATE journal SET body = ?, body_hash = ? WHERE seq = {LATE}"
    file.execute(forge, (forged, hashlib.sha256(forged).digest()))

    assert broken(house) == LATE


def test_a_body_that_is_gone_without_an_erasure_is_found(house: House, file: sqlite3.Connection) -> None:
    file.execute(f"UPDATE journal SET body = x'' WHERE seq = {LATE}")

    assert broken(house) == LATE


@pytest.mark.parametrize("by", [1, LATE, LATE + 1, 10_000, "'text'"])
def test_a_body_is_not_erased_by_a_row_that_knows_nothing_of_it(
    house: House, file: sqlite3.Connection, by: int | str
) -> None:
    file.execute(f"UPDATE journal SET body = x'', erased_by = {by} WHERE seq = {LATE}")

    assert broken(house) == LATE


def test_a_receipt_may_be_gone_and_is_never_another(house: House, file: sqlite3.Connection) -> None:
    file.execute(f"UPDATE journal SET answer = NULL WHERE seq = {LATE}")
    assert broken(house) is None

    file.execute(f"UPDATE journal SET answer = x'7b7d' WHERE seq = {LATE}")
    assert broken(house) == LATE


def test_rows_of_before_receipts_were_sealed_still_hold(house: House, file: sqlite3.Connection) -> None:
    """As the first schema wrote them: the receipt stood beside the row's hash."""
    seal_as_the_first_schema_did(house, file)
    assert broken(house) is None

    with Bookkeeper(house.folder, MORNING + timedelta(hours=1)) as books:
        books.ask(house.at_kiosk, IssueTicket(department_id=house.departments["GM"].id, language="en"))
        last = books.ledger.seq
    assert broken(house) is None

    file.execute("UPDATE journal SET answer = x'7b7d', answer_hash = NULL WHERE seq = ?", (last,))
    assert broken(house) == last


def seal_as_the_first_schema_did(house: House, file: sqlite3.Connection) -> None:
    reader = Reader(reading_engine(house.database))
    previous = NO_HASH
    for row in list(reader.stored(0)):
        texts = (b"None" if cell is None else cell for cell in row.cells)
        before, previous = previous, seal(previous, texts, row.body_hash, None)
        change = "UPDATE journal SET previous_hash = ?, hash = ?, answer_hash = NULL WHERE seq = ?"
        file.execute(change, (before, previous, row.seq))
    reader.close()
