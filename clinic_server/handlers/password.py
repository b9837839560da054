"""Passwords: long enough, and kept only as an argon2id hash."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shared.protocol.credential import PasswordTooShort

LEAST_CHARACTERS = 12

_hasher = PasswordHasher()
"""argon2-cffi's defaults: RFC 9106's low-memory profile (argon2id, 64 MiB, 3 passes, 4 lanes)."""


def hash_of(password: str) -> str:
    """The argon2id hash in PHC form. Takes tens of milliseconds; raises `PasswordTooShort`."""
    if len(password) < LEAST_CHARACTERS:
        raise PasswordTooShort(least=LEAST_CHARACTERS)
    return _hasher.hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash. Takes tens of milliseconds."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
