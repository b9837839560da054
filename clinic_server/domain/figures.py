"""Figures: counts, waits and kept promises, from the stints of some days."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct

from clinic_server.domain.stint import Outcome, Stint
from shared.protocol.figures import (
    DepartmentFigures,
    DoctorFigures,
    Figures,
    KeptPromises,
    Ratings,
    Spans,
)

MINUTE = timedelta(minutes=1)


class Told(Struct, frozen=True, kw_only=True):
    """What somebody was promised, and when the call came."""

    soonest_at: datetime
    latest_at: datetime
    called_at: datetime


def figures(
    from_day: date,
    until_day: date,
    stints: Iterable[Stint],
    *,
    ratings: Sequence[int] = (),
    promises: Iterable[Told] = (),
    department_id: UUID | None = None,
) -> Figures:
    """What these stints amount to; of one department only when it is given. A ticket's stints follow one another."""
    considered = [stint for stint in stints if department_id in (None, stint.department_id)]
    by_ticket = _grouped((stint.ticket_id, stint) for stint in considered)
    outcomes = [_outcome(of_one) for of_one in by_ticket.values()]
    by_department = _grouped((stint.department_id, stint) for stint in considered)
    by_doctor = _grouped((stint.staff_id, stint) for stint in considered if stint.staff_id is not None)
    return Figures(
        from_day=from_day,
        until_day=until_day,
        department_id=department_id,
        issued=len(by_ticket),
        seen=outcomes.count(Outcome.SEEN),
        missed=outcomes.count(Outcome.MISSED),
        cancelled=outcomes.count(Outcome.CANCELLED),
        waits=spans(_waits(considered)),
        departments=tuple(_of_department(id, of_one) for id, of_one in by_department.items()),
        doctors=tuple(_of_doctor(id, of_one) for id, of_one in by_doctor.items()),
        ratings=Ratings(count=len(ratings), average=round(sum(ratings) / len(ratings), 2) if ratings else None),
        promises=kept(promises),
    )


def spans(lengths: Iterable[timedelta]) -> Spans:
    """How many, the average, median, P90 and longest, in minutes to a tenth."""
    minutes = sorted(length / MINUTE for length in lengths)
    if not minutes:
        return Spans()
    return Spans(
        count=len(minutes),
        average_minutes=round(sum(minutes) / len(minutes), 1),
        median_minutes=_nearest_rank(minutes, 0.5),
        p90_minutes=_nearest_rank(minutes, 0.9),
        longest_minutes=round(minutes[-1], 1),
    )


def kept(promises: Iterable[Told]) -> KeptPromises:
    """How many were called before, within and after what they were promised."""
    sooner = within = later = 0
    for told in promises:
        sooner += told.called_at < told.soonest_at
        later += told.called_at > told.latest_at
        within += told.soonest_at <= told.called_at <= told.latest_at
    return KeptPromises(told=sooner + within + later, sooner=sooner, within=within, later=later)


def _of_department(id: UUID, stints: Sequence[Stint]) -> DepartmentFigures:
    outcomes = [stint.outcome for stint in stints]
    return DepartmentFigures(
        department_id=id,
        arrived=len(stints),
        seen=outcomes.count(Outcome.SEEN),
        missed=outcomes.count(Outcome.MISSED),
        cancelled=outcomes.count(Outcome.CANCELLED),
        waits=spans(_waits(stints)),
    )


def _of_doctor(id: UUID, stints: Sequence[Stint]) -> DoctorFigures:
    seen = [stint for stint in stints if stint.outcome is Outcome.SEEN]
    lasted = (
        stint.left_at - stint.started_at
        for stint in seen
        if stint.started_at is not None and stint.left_at is not None and not stint.is_inferred
    )
    return DoctorFigures(doctor_id=id, seen=len(seen), waits=spans(_waits(stints)), consultations=spans(lasted))


def _outcome(stints: Sequence[Stint]) -> Outcome:
    """Of a whole ticket: seen when there was any consultation, else what came of it last."""
    return Outcome.SEEN if any(stint.outcome is Outcome.SEEN for stint in stints) else stints[-1].outcome


def _waits(stints: Iterable[Stint]) -> list[timedelta]:
    return [stint.called_at - stint.arrived_at for stint in stints if stint.called_at is not None]


def _grouped(pairs: Iterable[tuple[UUID, Stint]]) -> dict[UUID, list[Stint]]:
    groups: defaultdict[UUID, list[Stint]] = defaultdict(list)
    for id, stint in pairs:
        groups[id].append(stint)
    return groups


def _nearest_rank(ordered: Sequence[float], share: float) -> float:
    return round(ordered[math.ceil(share * len(ordered)) - 1], 1)
