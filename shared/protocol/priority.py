"""Priorities: how urgent a visit is, as trained staff recorded it."""

from enum import StrEnum


class Priority(StrEnum):
    """Emergency goes first, always; the others by due time. The product records priority, it never computes it."""

    NORMAL = "normal"
    HIGH = "high"
    EMERGENCY = "emergency"
