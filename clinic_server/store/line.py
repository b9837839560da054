"""A department's line in memory: who waits, in order of `Visit.turn`, with the place of each at hand."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

Turn = tuple[bool, datetime, UUID]


class Line:
    """Turns in order. Adding, removing and finding a place cost a binary search, however long the line is."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []

    def __len__(self) -> int:
        return len(self._turns)

    def __iter__(self) -> Iterator[UUID]:
        """Ticket ids, who is next first."""
        return (id for _, _, id in self._turns)

    def add(self, turn: Turn) -> None:
        insort(self._turns, turn)

    def remove(self, turn: Turn) -> None:
        del self._turns[bisect_left(self._turns, turn)]

    def before(self, turn: Turn) -> int:
        """How many would be called before this turn."""
        return bisect_left(self._turns, turn)
