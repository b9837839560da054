"""Soundness: what is known of the whole journal, for whoever asks while the server works."""

from dataclasses import dataclass


@dataclass
class Soundness:
    """Housekeeping finds out once after each start; everybody else reads."""

    holds: bool | None = None
    """Whether every row follows from the one before it; None while the journal is being followed."""
    broken_at: int | None = None
    """The first row that does not hold."""
