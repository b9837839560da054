"""What people type: cleaned of what no line of text has, and never longer than its place."""

import unicodedata
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from shared.protocol.refusal import BadValue

S = TypeVar("S", bound=Struct)

LONGEST_LINE = 200
LONGEST_SETTING = 1_000
LONGEST_TEXT = 10_000
MOST_LINES = 100
IN_NO_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, of halves of pairs, and of line and paragraph separators."""
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of all text after it (UAX #9): a name could make the words beside it read otherwise.

The marks that writing needs (U+200C to U+200F) stay, and the screens isolate each name by themselves.
"""


def one_line(text: str, field: str, longest: int = LONGEST_LINE) -> str:
    """The text without control characters and outer blanks. Raises `BadValue` when it is too long."""
    if not text:
        return text
    cleaned = "".join(character for character in text if _belongs(character)).strip()
    if len(cleaned) > longest:
        raise BadValue(field=field, why="too long")
    return cleaned


def needed_line(text: str, field: str, longest: int = LONGEST_LINE) -> str:
    """As `one_line`, but something must be left."""
    cleaned = one_line(text, field, longest)
    if not cleaned:
        raise BadValue(field=field, why="empty")
    return cleaned


def several_lines(text: str, field: str) -> str:
    """Text that may have several lines. Raises `BadValue` when it is too long."""
    if len(text) > LONGEST_TEXT:
        raise BadValue(field=field, why="too long")
    return "".join(character for character in text if character in "\n\t" or _belongs(character))


def clean_lines(value: S) -> S:
    """A value in which every text is one line: its own, those of its lists, and those by language.

    Raises `BadValue` for a line that is too long, or for too many of them.
    """
    fields = asdict(value)
    cleaned = {name: _cleaned(found, name) for name, found in fields.items()}
    return replace(value, **{name: found for name, found in cleaned.items() if found != fields[name]})


def _cleaned(found: Any, field: str) -> Any:
    if type(found) is str:  # an enumeration's member is one of ours
        return one_line(found, field, LONGEST_SETTING)
    if isinstance(found, tuple | dict) and len(found) > MOST_LINES:
        raise BadValue(field=field, why="too many")
    if isinstance(found, tuple):
        return tuple(_cleaned(item, field) for item in found)
    if isinstance(found, dict):
        return {_cleaned(key, field): _cleaned(item, field) for key, item in found.items()}
    return found


def _belongs(character: str) -> bool:
    return character not in TURNS and unicodedata.category(character) not in IN_NO_LINE
