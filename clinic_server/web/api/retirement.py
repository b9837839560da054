"""Retirement: which routes are to go, and how their answers say so."""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any, NamedTuple

from shared.protocol.grammar import Command

NOTICE = timedelta(days=365)


class Retirement(NamedTuple):
    """Deprecated since a day, and gone after another, at least a year later."""

    since: date
    until: date

    @property
    def headers(self) -> dict[str, str]:
        """`Deprecation` (RFC 9745) and `Sunset` (RFC 8594), with what explains them."""
        return {
            "Deprecation": f"@{int(_midnight(self.since).timestamp())}",
            "Sunset": format_datetime(_midnight(self.until), usegmt=True),
            "Link": '</api/v1/#about>; rel="deprecation"; type="text/html"',
        }


RETIRING: dict[type[Command[Any]], Retirement] = {}
"""Nothing yet. Whoever adds a row leaves the route as it is until the day has passed."""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
