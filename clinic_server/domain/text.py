"""What people type: cleaned of what no line of text has, and never longer than its place."""

import unicodedata

from shared.protocol.refusal import BadValue

LONGEST_LINE = 200
LONGEST_TEXT = 10_000


def one_line(text: str, field: str, longest: int = LONGEST_LINE) -> str:
    """The text without control characters and outer blanks. Raises `BadValue` when it is too long."""
    if not text:
        return text
    cleaned = "".join(character for character in text if unicodedata.category(character) != "Cc").strip()
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
    return text
