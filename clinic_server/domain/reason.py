"""Reasons that go on record: long enough that somebody can judge them afterwards."""

from clinic_server.domain.text import one_line
from shared.protocol.ticket import ReasonNeeded

LEAST_LETTERS = 10
"""Of a reason: "chest pain" has nine, "asdf" says nothing."""


def recorded_reason(text: str) -> str:
    """The reason as one line. Raises `ReasonNeeded` for one that says nothing, `BadValue` for one too long."""
    reason = one_line(text, "reason")
    if sum(letter.isalpha() for letter in reason) < LEAST_LETTERS:
        raise ReasonNeeded()
    return reason
