"""Paces: how long one patient keeps a doctor, learned from what happened lately.

Consultation times are taken to be log-normal, as they are found to be in practice (Cayirli and Veral, "Outpatient
scheduling in health care", Production and Operations Management 12, 2003). What one doctor did in one department tells
most; the fewer there are, the more the department's and the clinic's tell instead.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from msgspec import Struct

from clinic_server.domain.stint import Outcome, Stint

MINUTE = timedelta(minutes=1)
LEAST_KNOWN = 8
"""With fewer consultations in the whole clinic nobody can say how long they take."""
FADING = 0.98
"""Each consultation weighs so much less than the one after it: the last fifty make most of the weight."""
SHRINKING = 8.0
"""The department's pace weighs as much as so many consultations of the doctor, the clinic's as so many of it."""
LONGEST_GAP = timedelta(minutes=10)
"""A longer pause between two patients was a break, and tells nothing of how long the next one takes."""
USUAL_GAP_MINUTES = 1.0
SHORTEST_MINUTES = 0.5
LEAST_SPREAD = 0.2
DRIFT = 0.12
"""Doctors have good and bad days: so much (of the logarithm) a pace is unsure, however much is known of it."""
USUAL_SPREAD = 0.6
ABSENT_PRIOR, ABSENT_WEIGHT = 0.03, 30.0


class Pace(Struct, frozen=True, kw_only=True):
    """Minutes from one call to the next, as the logarithms' mean and spread; `doubt` is how unsure the mean is."""

    mean: float
    spread: float
    doubt: float


class Sample(Struct, frozen=True, kw_only=True):
    """How long one patient kept a doctor, until the next could be called."""

    doctor_id: UUID
    department_id: UUID
    ended_at: datetime
    minutes: float


class Paces(Struct, frozen=True, kw_only=True):
    """What was learned: of each doctor in each department, of each department, and of the clinic."""

    of_doctor: dict[tuple[UUID, UUID], Pace]
    of_department: dict[UUID, Pace]
    of_clinic: Pace
    absent: float
    """The share of those called who never come in."""
    urgent: float
    """The share of those who come with a priority above normal: they go before who came earlier."""

    def of(self, doctor_id: UUID, department_id: UUID) -> Pace:
        """The pace to expect of a doctor in a department."""
        found = self.of_doctor.get((doctor_id, department_id)) or self.of_department.get(department_id)
        return found or self.of_clinic


def learned(stints: Sequence[Stint]) -> Paces | None:
    """The paces of these stints; None when too little is known."""
    samples = sorted(samples_of(stints), key=lambda sample: sample.ended_at, reverse=True)
    if len(samples) < LEAST_KNOWN:
        return None
    by_department: defaultdict[UUID, list[Sample]] = defaultdict(list)
    by_doctor: defaultdict[tuple[UUID, UUID], list[Sample]] = defaultdict(list)
    for sample in samples:
        by_department[sample.department_id].append(sample)
        by_doctor[sample.doctor_id, sample.department_id].append(sample)
    clinic = _shrunk(samples, None)
    departments = {id: _shrunk(of_one, clinic) for id, of_one in by_department.items()}
    return Paces(
        of_doctor={key: _shrunk(of_one, departments[key[1]]) for key, of_one in by_doctor.items()},
        of_department=departments,
        of_clinic=clinic,
        absent=_absent(stints),
        urgent=sum(stint.is_urgent for stint in stints) / len(stints),
    )


def samples_of(stints: Iterable[Stint]) -> list[Sample]:
    """One sample a consultation that somebody ended: from its call to its end, and the pause before the next call."""
    of_doctors: defaultdict[UUID, list[Stint]] = defaultdict(list)
    for stint in stints:
        if stint.outcome is Outcome.SEEN and stint.staff_id is not None and stint.called_at and stint.left_at:
            of_doctors[stint.staff_id].append(stint)
    gaps: dict[tuple[UUID, datetime], float] = {}
    for doctor_id, seen in of_doctors.items():
        seen.sort(key=lambda stint: stint.called_at or stint.arrived_at)
        for stint, following in pairwise(seen):
            gap = _gap(stint, following)
            if gap is not None and stint.called_at is not None:
                gaps[doctor_id, stint.called_at] = gap
    usual = sum(gaps.values()) / len(gaps) if gaps else USUAL_GAP_MINUTES
    return [
        Sample(
            doctor_id=doctor_id,
            department_id=stint.department_id,
            ended_at=stint.left_at,
            minutes=(stint.left_at - stint.called_at) / MINUTE + gaps.get((doctor_id, stint.called_at), usual),
        )
        for doctor_id, seen in of_doctors.items()
        for stint in seen
        if stint.called_at is not None and stint.left_at is not None and not stint.is_inferred
    ]


def _gap(stint: Stint, following: Stint) -> float | None:
    """The minutes between two patients of whom the second was waiting already; None after a break."""
    if stint.left_at is None or following.called_at is None or following.arrived_at > stint.left_at:
        return None
    gap = following.called_at - stint.left_at
    return gap / MINUTE if timedelta() <= gap <= LONGEST_GAP else None


def _shrunk(samples: Sequence[Sample], towards: Pace | None) -> Pace:
    """The pace of samples, the newest first, drawn towards a wider one's the fewer they are."""
    weighed = [(FADING**rank, math.log(max(sample.minutes, SHORTEST_MINUTES))) for rank, sample in enumerate(samples)]
    weight = sum(share for share, _ in weighed)
    own_mean = sum(share * value for share, value in weighed) / weight
    squares = sum(share * (value - own_mean) ** 2 for share, value in weighed)
    if towards is None:
        spread = max(LEAST_SPREAD, math.sqrt((squares + USUAL_SPREAD**2 * SHRINKING) / (weight + SHRINKING)))
        return Pace(mean=own_mean, spread=spread, doubt=math.hypot(DRIFT, spread / math.sqrt(weight)))
    mean = (weight * own_mean + SHRINKING * towards.mean) / (weight + SHRINKING)
    spread = math.sqrt((squares + SHRINKING * towards.spread**2) / (weight + SHRINKING))
    return Pace(
        mean=mean, spread=max(LEAST_SPREAD, spread), doubt=math.hypot(DRIFT, spread / math.sqrt(weight + SHRINKING))
    )


def _absent(stints: Iterable[Stint]) -> float:
    outcomes = [stint.outcome for stint in stints]
    missed, seen = outcomes.count(Outcome.MISSED), outcomes.count(Outcome.SEEN)
    return (missed + ABSENT_PRIOR * ABSENT_WEIGHT) / (missed + seen + ABSENT_WEIGHT)
