"""Moments that people and devices name: without an offset from UTC nobody knows when that is."""

from datetime import UTC, datetime

from shared.protocol.refusal import BadValue


def known_moment(moment: datetime, field: str) -> datetime:
    """The moment in UTC. Raises `BadValue` when it does not say its offset, or lies beyond the calendar."""
    if moment.tzinfo is None:
        raise BadValue(field=field, why="without an offset from UTC")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise BadValue(field=field, why="beyond the calendar") from None
