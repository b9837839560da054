"""Pin: the number that opens the staff page. Made at the first start, kept hashed, never a default."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable

DIGITS = 6
MOST_TRIES = 5
WAIT_SECONDS = 60.0
# OWASP Password Storage Cheat Sheet: scrypt with N = 2^14, r = 8, p = 5, 16 MiB.
_COST, _BLOCK, _LANES = 2**14, 8, 5


def new_pin() -> str:
    """A PIN that nobody can guess from another one."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def hash_pin(pin: str) -> str:
    """What is kept of a PIN."""
    salt = secrets.token_bytes(16)
    return f"scrypt:{_text(salt)}:{_text(_digest(pin, salt))}"


def is_pin(pin: str, kept: str) -> bool:
    """Whether `kept` was made of this PIN."""
    kind, salt, digest = kept.split(":")
    return kind == "scrypt" and hmac.compare_digest(_digest(pin, base64.b64decode(salt)), base64.b64decode(digest))


class StaffDoor:
    """Opens for the right PIN, and for none at all for a minute after five wrong ones."""

    def __init__(self, kept: str, clock: Callable[[], float]) -> None:
        self._kept = kept
        self._clock = clock
        self._wrong = 0
        self._shut_until = float("-inf")

    @property
    def is_shut(self) -> bool:
        """Whether it opens for nobody now."""
        return self._clock() < self._shut_until

    def opens(self, pin: str) -> bool:
        """Whether this is the PIN; a wrong one counts."""
        if self.is_shut:
            return False
        if is_pin(pin, self._kept):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= MOST_TRIES:
            self._wrong, self._shut_until = 0, self._clock() + WAIT_SECONDS
        return False


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=64 * 2**20)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
