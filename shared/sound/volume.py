"""Volume: how loud a screen is at which hour of the clinic's day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True)
class VolumeByHour:
    """`usual`, and from each named hour on (0-23) another, until the next one; 0 is silent and 1 is full.

    `VolumeByHour(0.8, {20: 0.4, 7: 0.8})` is quieter from eight in the evening until seven in the morning.
    """

    usual: float = 1.0
    by_hour: Mapping[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(0 <= hour <= 23 for hour in self.by_hour):
            raise ValueError(f"hours run from 0 to 23: {sorted(self.by_hour)}")
        if not all(0.0 <= volume <= 1.0 for volume in (self.usual, *self.by_hour.values())):
            raise ValueError("a volume lies between 0 and 1")

    def at(self, local: time) -> float:
        """The volume at this local time. Before the day's first named hour the day before's last one still holds."""
        if not self.by_hour:
            return self.usual
        begun = [hour for hour in self.by_hour if hour <= local.hour]
        return self.by_hour[max(begun or self.by_hour)]
