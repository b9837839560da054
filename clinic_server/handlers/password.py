"""Passwords and PINs: hashed, checked, and refused when they are easily guessed."""

import subprocess
import sys
from collections.abc import Sequence

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from clinic_server.domain import password as rule
from clinic_server.domain.pin import acceptable as acceptable_pin
from shared.protocol.credential import PasswordTooCommon

GUESSING = "clinic_server.handlers.guessing"
GUESSING_SECONDS = 30.0

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP: argon2id, 19 MiB, 2 passes, 1 lane. More lanes would take the queue's cores, and more memory would

make the line long in which reception stands while somebody hammers.
"""


def hash_of(password: str, about: Sequence[str] = ()) -> str:
    """The argon2id hash of a new password, in PHC form. `about`: names that it must not be made of.

    Takes tenths of a second. Raises `PasswordTooShort`, `PasswordTooCommon` or `BadValue`.
    """
    password = rule.acceptable(password)
    if _guesses(password, about) < rule.LEAST_GUESSES:
        raise PasswordTooCommon()
    return _hasher.hash(password)


def pin_hash_of(pin: str) -> str:
    """The argon2id hash of a new PIN. Raises `PinTooSimple` or `BadValue`."""
    return _hasher.hash(acceptable_pin(pin))


def random_hash_of(password: str) -> str:
    """The argon2id hash of a password that the box itself made up."""
    return _hasher.hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash. An empty hash is nobody's: it takes as long, and is never right."""
    password = rule.one_way(password)
    if not password_hash:
        _hasher.hash(password)
        return False
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _guesses(password: str, about: Sequence[str]) -> float:
    """How many guesses a good guesser needs, asked of a process of its own: its word lists would stay in memory."""
    question = msgspec.json.encode({"password": password, "about": list(about)})
    answer = subprocess.run(
        [sys.executable, "-m", GUESSING], input=question, capture_output=True, check=True, timeout=GUESSING_SECONDS
    )
    return msgspec.json.decode(answer.stdout, type=float)
