"""The journal's rows and how each is sealed: what was, who did it, and proof that nobody changed it since."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from clinic_server.store.columns import moment_text
from shared.protocol.every import AnyEvent
from shared.protocol.grammar import Event, kind_of

NO_HASH = bytes(32)
"""What stands before the first row."""
NO_RECEIPT = b"-"
"""What is sealed where no receipt stands. Rows of the first schema have NULL there: their receipts were not sealed."""
SEALED = ("clinic_id", "seq", "epoch", "event_id", "kind", "at", "business_day", "actor", "request_id", "subject_id")
"""The columns that are sealed as their text; body and receipt are sealed by their own hashes."""

encode_event = msgspec.json.Encoder().encode
decode_event = msgspec.json.Decoder(AnyEvent).decode


class Row(Struct, frozen=True, kw_only=True):
    """One row. `hash` is the SHA-256 of the row before it and of everything in this one, the body by its own hash:

    so a person's data can be erased from an old body while the chain still verifies. `erased_by` is the row of the
    newest erasure that rewrote this body; the new body's hash stands there, in the chain.
    """

    clinic_id: UUID
    seq: int
    epoch: int
    event_id: UUID
    kind: str
    at: datetime
    business_day: date | None
    actor: str
    request_id: UUID | None
    subject_id: UUID | None
    body: bytes
    body_hash: bytes
    previous_hash: bytes
    hash: bytes
    answer: bytes | None = None
    answer_hash: bytes | None = None
    erased_by: int | None = None


def next_row(
    previous_hash: bytes,
    *,
    clinic_id: UUID,
    seq: int,
    epoch: int,
    event_id: UUID,
    event: Event,
    at: datetime,
    business_day: date | None,
    actor: str,
    request_id: UUID | None,
    subject_id: UUID | None,
    answer: bytes | None = None,
) -> Row:
    """The row that follows the one with `previous_hash`."""
    body = encode_event(event)
    body_hash = hash_of(body)
    answer_hash = NO_RECEIPT if answer is None else hash_of(answer)
    kind = kind_of(event)
    cells = (clinic_id, seq, epoch, event_id, kind, moment_text(at), business_day, actor, request_id, subject_id)
    return Row(
        clinic_id=clinic_id,
        seq=seq,
        epoch=epoch,
        event_id=event_id,
        kind=kind,
        at=at,
        business_day=business_day,
        actor=actor,
        request_id=request_id,
        subject_id=subject_id,
        body=body,
        body_hash=body_hash,
        previous_hash=previous_hash,
        hash=seal(previous_hash, (str(cell).encode() for cell in cells), body_hash, answer_hash),
        answer=answer,
        answer_hash=answer_hash,
    )


def seal(previous_hash: bytes, cells: Iterable[bytes], body_hash: bytes, answer_hash: bytes | None) -> bytes:
    """A row's hash, from the texts of its `SEALED` columns."""
    return hash_of(previous_hash + b"".join(cell + b"|" for cell in cells) + body_hash + (answer_hash or b""))


def hash_of(content: bytes) -> bytes:
    """The SHA-256 of a body, of a receipt, or of a row."""
    return hashlib.sha256(content).digest()
