"""Patience: after wrong tries the server wants to be asked later; the seconds are counted down in words."""

from math import ceil

from desk.presenter.seat import Seat


class Patience:
    """How long nobody needs to ask again."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._until = float("-inf")

    def wait(self, seconds: int) -> None:
        """Not before so many seconds have gone by."""
        self._until = self._seat.clock() + seconds

    @property
    def is_waiting(self) -> bool:
        """Whether it is too early."""
        return self._seat.clock() < self._until

    @property
    def sentence(self) -> str:
        """How long it still is; empty when it is time."""
        if not self.is_waiting:
            return ""
        return self._seat.wording.words("refused.try_later", count=ceil(self._until - self._seat.clock()))
