"""Passwords as they are chosen: how long, how they are written, and how easily they may be guessed at most."""

import unicodedata

from shared.protocol.credential import PasswordTooShort
from shared.protocol.refusal import BadValue

LEAST_CHARACTERS = 12
MOST_BYTES = 1_024
LEAST_GUESSES = 10**8
"""Fewer guesses than this (zxcvbn's estimate) are tried in a day even against our slow hash."""


def one_way(password: str) -> str:
    """The password in one way of writing it, so that every keyboard types the same one (NIST SP 800-63B-4, NFKC)."""
    return unicodedata.normalize("NFKC", password)


def acceptable(password: str) -> str:
    """The password as it is hashed. Raises `PasswordTooShort`, or `BadValue` for one that no person types."""
    password = one_way(password)
    if len(password) < LEAST_CHARACTERS:
        raise PasswordTooShort(least=LEAST_CHARACTERS)
    if len(password.encode()) > MOST_BYTES:
        raise BadValue(field="password", why="longer than 1024 bytes")
    return password
