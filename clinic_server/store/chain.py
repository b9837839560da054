"""The chain: the journal's rows as their bytes lie on the disk, each followed from the one before it.

The bytes themselves are judged, never what they would mean: a changed letter is found even where it means the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from clinic_server.store.journal import NO_HASH, SEALED, hash_of, seal
from shared.protocol.erasure import Rewritten


class Stored(NamedTuple):
    """One row as it is stored: `cells` are the texts of the columns that are sealed as text."""

    seq: int
    cells: tuple[bytes | None, ...]
    body: bytes
    body_hash: bytes
    previous_hash: bytes
    hash: bytes
    answer: bytes | None
    answer_hash: bytes | None
    erased_by: int | None

    @property
    def kind(self) -> str:
        """What the row says has happened."""
        return (self.cells[SEALED.index("kind")] or b"").decode(errors="replace")


class Head(NamedTuple):
    """Where the chain stands: a row and its hash. `seals_receipts` from the first row on that says what its receipt is.

    Rows of the first schema do not: in them a receipt alone is nothing wrong, behind them it is.
    """

    seq: int = 0
    hash: bytes = NO_HASH
    seals_receipts: bool = False


START = Head()
ERASURES_AT_HAND = 8
"""Rows that one erasure rewrote lie close together; each is looked up in the erasure's own row."""


class BrokenChain(Exception):
    """A row does not follow from the one before it."""

    def __init__(self, seq: int, kind: str, what: str) -> None:
        named = f"row {seq}" + (f" ({kind})" if kind else "")
        super().__init__(f"the journal is broken at {named}: {what}")
        self.seq = seq
        self.kind = kind
        self.what = what


class _Erasure(Struct):
    rewritten: tuple[Rewritten, ...] = ()
    replaces_backups: bool = False


_decode_erasure = msgspec.json.Decoder(_Erasure).decode
Left = Callable[[int], Mapping[int, bytes]]
"""By the `seq` of an erasure: the hashes of the bodies that it left, by their own `seq`."""


def follow(rows: Iterable[Stored], head: Head, left: Left) -> Iterator[Head]:
    """The chain's head after each row. Raises `BrokenChain` at the first one that does not hold."""
    left = lru_cache(maxsize=ERASURES_AT_HAND)(left)
    for row in rows:
        _check(row, head, left)
        head = Head(row.seq, row.hash, head.seals_receipts or row.answer_hash is not None)
        yield head


def left_by(body: bytes) -> dict[int, bytes]:
    """The hashes of the bodies that an erasure left, from its own body; empty when that is no erasure."""
    try:
        return {row.seq: bytes.fromhex(row.body_hash) for row in _decode_erasure(body).rewritten}
    except ValueError:
        return {}


def replaces_backups(body: bytes) -> bool:
    """Whether an erasure, by its own body, asked for the backups from before it to go."""
    try:
        return _decode_erasure(body).replaces_backups
    except msgspec.MsgspecError:
        return False


def _check(row: Stored, head: Head, left: Left) -> None:
    if row.seq != head.seq + 1:
        raise BrokenChain(head.seq + 1, "", "the row is missing")
    if row.previous_hash != head.hash:
        raise BrokenChain(row.seq, row.kind, "it does not follow from the row before it")
    texts = (b"None" if cell is None else cell for cell in row.cells)
    if row.hash != seal(row.previous_hash, texts, row.body_hash, row.answer_hash):
        raise BrokenChain(row.seq, row.kind, "it is not what was written: one of its fields was changed")
    if row.erased_by is None:
        if hash_of(row.body) != row.body_hash:
            raise BrokenChain(row.seq, row.kind, "its body is not what was written, and no erasure says why")
    elif not _is_left_by(row, left):
        raise BrokenChain(row.seq, row.kind, f"its body is not what row {row.erased_by} left of it")
    if row.answer is not None and not _is_receipt(row, head):
        raise BrokenChain(row.seq, row.kind, "its receipt is not what was written")


def _is_left_by(row: Stored, left: Left) -> bool:
    """Whether a later erasure says that this body is what it left."""
    by = row.erased_by
    return isinstance(by, int) and by > row.seq and left(by).get(row.seq) == hash_of(row.body)


def _is_receipt(row: Stored, head: Head) -> bool:
    """A receipt may be gone, for it is kept for a while only; it is never another one."""
    if row.answer_hash is None:
        return not head.seals_receipts
    return row.answer is not None and hash_of(row.answer) == row.answer_hash
