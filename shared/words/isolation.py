"""Isolation: keeps a label, a time or a name from being reordered by the text around it.

Unicode Standard Annex 9 (bidirectional algorithm): what stands between an isolate and POP DIRECTIONAL ISOLATE is laid
out by itself. Labels and times are always left-to-right; a name goes by its own first letter.
"""

import unicodedata
from typing import Final

LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"


def has_rtl(text: str) -> bool:
    """True when any letter of `text` is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def isolate(text: str) -> str:
    """`text` laid out by itself: left-to-right, unless it has right-to-left letters of its own."""
    opening = FIRST_STRONG_ISOLATE if has_rtl(text) else LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{text}{POP_ISOLATE}"


def without_isolates(text: str) -> str:
    """`text` without the invisible marks, for a voice or a log."""
    return text.translate(dict.fromkeys(map(ord, (LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE))))
