"""Who is next: due times, the place in the line, and the reason in a form that every language can say."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from shared.protocol.call import CallReason, Why
from shared.protocol.clinic import Clinic
from shared.protocol.priority import Priority
from shared.protocol.visit import Visit

SMALLEST_STEP = timedelta(microseconds=1)


def due_at(clinic: Clinic, priority: Priority, effective_arrival_at: datetime) -> datetime:
    """When a visit should be called at the latest: its effective arrival + the target wait of its class."""
    minutes = {
        Priority.EMERGENCY: 0,
        Priority.HIGH: clinic.target.high_minutes,
        Priority.NORMAL: clinic.target.normal_minutes,
    }[priority]
    return effective_arrival_at + timedelta(minutes=minutes)


def may_see(doctor_id: UUID, visit: Visit) -> bool:
    """Whether this doctor may get this visit: it asked for them, or for any doctor."""
    return visit.doctor_id is None or visit.doctor_id == doctor_id


def first_two(lines: Iterable[Iterable[Visit]], may_call: Callable[[Visit], bool]) -> tuple[Visit, ...]:
    """The visit to call and the one after it, over several lines that are each in order of `Visit.turn`."""
    heads: list[Visit] = []
    for line in lines:
        found = 0
        for visit in line:
            if may_call(visit):
                heads.append(visit)
                found += 1
                if found == 2:
                    break
    return tuple(sorted(heads, key=lambda visit: visit.turn)[:2])


def reason(id: UUID, chosen: Visit, other: Visit | None, other_label: str) -> CallReason:
    """Why `chosen` is called before `other`, the next one after it."""
    if chosen.priority is Priority.EMERGENCY:
        why = Why.EMERGENCY
    elif other is None:
        why = Why.ONLY
    elif chosen.effective_arrival_at <= other.effective_arrival_at:
        why = Why.FIRST
    else:
        why = Why.DUE
    return CallReason(
        id=id,
        ticket_id=chosen.id,
        why=why,
        priority=chosen.priority,
        due_at=chosen.due_at,
        other_label=other_label,
        other_due_at=None if other is None else other.due_at,
    )


def chosen_reason(id: UUID, chosen: Visit) -> CallReason:
    """Staff called this one out of turn."""
    return CallReason(id=id, ticket_id=chosen.id, why=Why.CHOSEN, priority=chosen.priority, due_at=chosen.due_at)


def due_after_next_two(own_due_at: datetime, line: Iterable[Visit]) -> datetime:
    """The due time of somebody who missed the call and is back: just after the next two who are not emergencies."""
    next_two = [visit.due_at for visit, _ in zip(_without_emergencies(line), range(2), strict=False)]
    return max([own_due_at, *(due + SMALLEST_STEP for due in next_two)])


def due_at_end(clinic: Clinic, priority: Priority, line: Iterable[Visit], now: datetime) -> datetime:
    """The due time of somebody who goes to the end of the line."""
    latest = [visit.due_at + SMALLEST_STEP for visit in _without_emergencies(line)]
    return max([due_at(clinic, priority, now), *latest])


def _without_emergencies(line: Iterable[Visit]) -> Iterable[Visit]:
    return (visit for visit in line if visit.priority is not Priority.EMERGENCY)
