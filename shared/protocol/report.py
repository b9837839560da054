"""The day report: a business day in figures, and the seal that proves its journal later."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from shared.protocol.clinic import BusinessDay
from shared.protocol.figures import Figures
from shared.protocol.grammar import Command


class Seal(Struct, frozen=True, kw_only=True):
    """Where the journal's chain stood at the end of a day, or stands now in an open one.

    Whoever has it on paper can prove later that nothing of the day, and nothing before it, was changed since.
    """

    first_seq: int
    last_seq: int
    hash: str
    """Of the last row: 64 digits (SHA-256 in hex), in groups of four."""


class Record(StrEnum):
    """Whether every row of the journal follows from the one before it."""

    CHECKING = "checking"
    """It is being followed; nothing is known yet."""
    HOLDS = "holds"
    """As of the server's last start; every row since then was added to its end."""
    BROKEN = "broken"
    """Something was changed behind the server's back, or the disk is failing: restore the newest backup."""


class DayReport(Struct, frozen=True, kw_only=True):
    """One business day. While it is open, the figures and the seal are those of this moment."""

    day: BusinessDay
    figures: Figures
    seal: Seal | None = None
    """None for a day of which the journal says nothing."""
    record: Record = Record.CHECKING
    broken_at: int | None = None
    """The first row that does not hold, in a broken record."""


class ReportDay(Command[DayReport], frozen=True, kw_only=True, tag="day.report"):
    """Put a business day together, to be read, printed and kept."""

    route: ClassVar = "GET /business-days/{day}/report"
    refusals: ClassVar = ("not_found",)

    day: date
