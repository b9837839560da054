"""The journal's rows and their chain: what was, who did it, and proof that nobody changed it since."""

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

encode_event = msgspec.json.Encoder().encode
decode_event = msgspec.json.Decoder(AnyEvent).decode


class Row(Struct, frozen=True, kw_only=True):
    """One row. `hash` is the SHA-256 of the row before it and of everything in this one, the body by its own hash:

    so a person's data can be erased from an old body while the chain still verifies.
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
) -> Row:
    """The row that follows the one with `previous_hash`."""
    body = encode_event(event)
    body_hash = hashlib.sha256(body).digest()
    kind = kind_of(event)
    sealed = _hash(
        previous_hash, clinic_id, seq, epoch, event_id, kind, at, business_day, actor, request_id, subject_id, body_hash
    )
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
        hash=sealed,
    )


def first_broken(rows: Iterable[Row], previous_hash: bytes, seq: int) -> int | None:
    """The `seq` of the first row that does not follow from the one before it, or None when all do."""
    for row in rows:
        seq += 1
        if row.seq != seq or row.previous_hash != previous_hash or row.hash != _hash_of(row):
            return seq
        if row.body and hashlib.sha256(row.body).digest() != row.body_hash:
            return seq
        previous_hash = row.hash
    return None


def _hash_of(row: Row) -> bytes:
    return _hash(
        row.previous_hash,
        row.clinic_id,
        row.seq,
        row.epoch,
        row.event_id,
        row.kind,
        row.at,
        row.business_day,
        row.actor,
        row.request_id,
        row.subject_id,
        row.body_hash,
    )


def _hash(
    previous_hash: bytes,
    clinic_id: UUID,
    seq: int,
    epoch: int,
    event_id: UUID,
    kind: str,
    at: datetime,
    business_day: date | None,
    actor: str,
    request_id: UUID | None,
    subject_id: UUID | None,
    body_hash: bytes,
) -> bytes:
    where = f"{clinic_id}|{seq}|{epoch}|{event_id}|{kind}|{moment_text(at)}|{business_day}|"
    who = f"{actor}|{request_id}|{subject_id}|"
    return hashlib.sha256(previous_hash + where.encode() + who.encode() + body_hash).digest()
