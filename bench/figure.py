"""A figure: what was measured, the floor it is held against, and what it must reach."""

from collections.abc import Sequence

from msgspec import Struct


class Figure(Struct, frozen=True, kw_only=True):
    """One row of the table. `ratio` is value / floor where there is a floor; `limit` is against ratio or value."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None


class Limit(Struct, frozen=True):
    """What a figure must reach: at most, or at least. `of_ratio`: it is the ratio that counts."""

    bound: float
    at_least: bool = False
    of_ratio: bool = False

    def is_met(self, figure: Figure) -> bool:
        """Whether the figure reaches it."""
        value = figure.ratio if self.of_ratio else figure.value
        if value is None:
            return False
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{' × floor' if self.of_ratio else ''}"


def against(name: str, value: float, unit: str, floor: float | None) -> Figure:
    """A figure with its ratio to a floor."""
    return Figure(
        name=name,
        value=round(value, 3),
        unit=unit,
        floor=None if floor is None else round(floor, 3),
        ratio=None if not floor else round(value / floor, 3),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
