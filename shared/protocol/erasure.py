"""Erasure: one person's data leaves the clinic, and the journal still proves itself."""

from msgspec import Struct


class Rewritten(Struct, frozen=True, kw_only=True):
    """A row of the journal whose body was rewritten, and the SHA-256 of its new body in hex."""

    seq: int
    body_hash: str
