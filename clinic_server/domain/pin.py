"""PINs: six digits, and not the first that anybody would try."""

import re
import unicodedata
from itertools import pairwise

from shared.protocol.credential import PinTooSimple
from shared.protocol.refusal import BadValue

DIGITS = 6
PIN = re.compile(rf"[0-9]{{{DIGITS}}}")
COMMON = re.compile(
    "112358|123654|124578|134679|135790|141421|142536|142857|147258|147852|147896|159357|159753|202020|246810|258000"
    "|258456|271828|314159|321654|420690|456789|520131|665544|741852|753951|778899|789456|852456|951753|963852|987456"
    "|007007|010203|102030|123789|100000|110110|199[0-9]{3}|20[0-2][0-9]{3}"
)
"""Often chosen: a pattern on the keys, a famous number, a year and month. What `_is_pattern` knows is left out."""


def as_digits(text: str) -> str:
    """The text with the digits of every script as 0–9, so that ١٢٣ on one keyboard is 123 on another."""
    return "".join(str(unicodedata.decimal(character, character)) for character in text)


def is_pin(text: str) -> bool:
    """Whether this is a PIN by its form; a password is longer."""
    return PIN.fullmatch(as_digits(text)) is not None


def acceptable(pin: str) -> str:
    """The PIN as it is hashed. Raises `BadValue` when it is none, `PinTooSimple` when everybody would guess it."""
    pin = as_digits(pin)
    if not PIN.fullmatch(pin):
        raise BadValue(field="pin", why="not six digits")
    if COMMON.fullmatch(pin) or _is_pattern(pin):
        raise PinTooSimple()
    return pin


def _is_pattern(pin: str) -> bool:
    """A piece repeated (555555, 121212, 123123), pairs (112233), steps of one size (123456, 864202), or a mirror."""
    repeats = any(pin == pin[:length] * (DIGITS // length) for length in (1, 2, 3))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    pairs = pin[0::2] == pin[1::2]
    return repeats or len(steps) == 1 or pairs or pin == pin[::-1]
