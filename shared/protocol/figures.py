"""Figures: what happened over one or more business days, counted for whoever runs the clinic."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Command


class Spans(Struct, frozen=True, kw_only=True):
    """How long something took, in minutes. Median and P90 are of those that happened (nearest rank)."""

    count: int = 0
    average_minutes: float | None = None
    median_minutes: float | None = None
    p90_minutes: float | None = None
    longest_minutes: float | None = None


class DepartmentFigures(Struct, frozen=True, kw_only=True):
    """What came to a department's line, from outside or sent on, and what became of it there."""

    department_id: UUID
    arrived: int
    seen: int
    missed: int
    cancelled: int
    waits: Spans


class DoctorFigures(Struct, frozen=True, kw_only=True):
    """What one doctor did. A consultation that only the day's end closed counts, but its length is not known."""

    doctor_id: UUID
    seen: int
    waits: Spans
    consultations: Spans


class Ratings(Struct, frozen=True, kw_only=True):
    """Feedback: how many ratings, and their average from 1 to 5."""

    count: int = 0
    average: float | None = None


class KeptPromises(Struct, frozen=True, kw_only=True):
    """What became of the waits that were promised to people who were called afterwards.

    `within`: called from `soonest_minutes` to `longest_minutes` after they were told; `sooner`, `later`: outside of it.
    """

    told: int = 0
    sooner: int = 0
    within: int = 0
    later: int = 0


class Figures(Struct, frozen=True, kw_only=True):
    """The business days `from_day` to `until_day`, both included; of one department when `department_id` is given.

    Tickets are counted: `seen` had a consultation; `missed` were called and never came in; `cancelled` ended without a
    call; the rest of `issued` is still here. A wait lasts from joining a line to the call from it.
    """

    from_day: date
    until_day: date
    department_id: UUID | None = None
    issued: int = 0
    seen: int = 0
    missed: int = 0
    cancelled: int = 0
    waits: Spans = Spans()
    departments: tuple[DepartmentFigures, ...] = ()
    doctors: tuple[DoctorFigures, ...] = ()
    ratings: Ratings = Ratings()
    promises: KeptPromises = KeptPromises()


class ReportFigures(Command[Figures], frozen=True, kw_only=True, tag="figures.report"):
    """Count what happened on these business days, at most 366 of them."""

    route: ClassVar = "GET /figures"

    from_day: date
    until_day: date
    department_id: UUID | None = None
