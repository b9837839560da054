"""An order that does not move under the pointer: what comes and goes waits until the pointer has left."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

R = TypeVar("R")


class SteadyOrder:
    """Remembers the order that is on the screen. While it is held, rows keep their places.

    `arrange` gives the rows to show: the wanted ones in their order; while held, the old places instead, with
    newcomers at the end and, by `gone`, a stand-in for whoever left (None: leave the row out).
    """

    def __init__(self) -> None:
        self.is_held = False
        self._keys: list[Hashable] = []

    def forget(self) -> None:
        """The list shows something else now: the old places mean nothing."""
        self._keys = []

    def arrange(
        self, wanted: Sequence[R], key: Callable[[R], Hashable], gone: Callable[[Hashable], R | None]
    ) -> tuple[R, ...]:
        """The rows in the order to show them now."""
        arranged = list(self._held(wanted, key, gone)) if self.is_held and self._keys else list(wanted)
        self._keys = [key(row) for row in arranged]
        return tuple(arranged)

    def _held(
        self, wanted: Sequence[R], key: Callable[[R], Hashable], gone: Callable[[Hashable], R | None]
    ) -> Iterable[R]:
        here = {key(row): row for row in wanted}
        for known in self._keys:
            row = here.pop(known) if known in here else gone(known)
            if row is not None:
                yield row
        yield from here.values()
