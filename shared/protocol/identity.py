"""Ids are UUIDv7, made where the thing is made: unique without asking anybody, and in the order of their time."""

import os
import time
from datetime import datetime
from uuid import UUID

NANOSECONDS_A_MILLISECOND = 1_000_000
_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, 12 of their fraction, 62 random bits.

    The fraction (method 3 of section 6.2) keeps ids of one process in order when they are made in the same millisecond.
    """
    milliseconds, rest = divmod(time.time_ns(), NANOSECONDS_A_MILLISECOND)
    fraction = (rest << 12) // NANOSECONDS_A_MILLISECOND
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=(milliseconds << 80) | _VERSION_7 | (fraction << 64) | _VARIANT | random)


def first_id_at(moment: datetime) -> UUID:
    """The smallest id that could be made at a moment: everything with a smaller one was made before."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80) | _VERSION_7 | _VARIANT)
