"""Passwords and PINs: judged, refused when they are easily guessed, and hashed."""

import subprocess
import sys
from collections.abc import Sequence

import msgspec

from clinic_server.domain import password as rule
from clinic_server.domain.pin import acceptable as acceptable_pin
from clinic_server.handlers.hasher import Hasher
from shared.protocol.credential import PasswordTooCommon

GUESSING = "clinic_server.handlers.guessing"
GUESSING_SECONDS = 30.0


def hash_of(hasher: Hasher, password: str, about: Sequence[str] = ()) -> str:
    """The argon2id hash of a new password, in PHC form. `about`: names that it must not be made of.

    Takes tenths of a second. Raises `PasswordTooShort`, `PasswordTooCommon` or `BadValue`.
    """
    password = rule.acceptable(password)
    if _guesses(password, about) < rule.LEAST_GUESSES:
        raise PasswordTooCommon()
    return hasher.hash(password)


def pin_hash_of(hasher: Hasher, pin: str) -> str:
    """The argon2id hash of a new PIN. Raises `PinTooSimple` or `BadValue`."""
    return hasher.hash(acceptable_pin(pin))


def is_right(hasher: Hasher, password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash, however its letters are put together."""
    return hasher.is_right(password_hash, rule.one_way(password))


def _guesses(password: str, about: Sequence[str]) -> float:
    """How many guesses a good guesser needs, asked of a process of its own: its word lists would stay in memory."""
    question = msgspec.json.encode({"password": password, "about": list(about)})
    answer = subprocess.run(
        [sys.executable, "-m", GUESSING], input=question, capture_output=True, check=True, timeout=GUESSING_SECONDS
    )
    return msgspec.json.decode(answer.stdout, type=float)
