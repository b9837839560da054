"""Who is next: due times, the place in the line, and the reason in a form that every language can say."""

from collections.abc import Callable, Iterable, Iterator
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


def next_and_passed(lines: Iterable[Iterable[Visit]], may_call: Callable[[Visit], bool]) -> tuple[Visit, ...]:
    """The visit to call, and whom it is called before: somebody who came earlier, when it passes one, else the next.

    Each line is in order of `Visit.turn`.
    """
    heads = sorted((visit for line in lines for visit in _heads(line, may_call)), key=lambda visit: visit.turn)
    if len(heads) < 2:
        return tuple(heads)
    chosen, *others = heads
    earliest = min(others, key=lambda visit: visit.effective_arrival_at)
    return (chosen, earliest if earliest.effective_arrival_at < chosen.effective_arrival_at else others[0])


def reason(id: UUID, chosen: Visit, other: Visit | None, other_label: str) -> CallReason:
    """Why `chosen` is called before `other`: one who came earlier, or the next one after it."""
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


def _heads(line: Iterable[Visit], may_call: Callable[[Visit], bool]) -> Iterator[Visit]:
    """The first two of a line and the first of each class, down to the first normal one: of these one came earliest."""
    found, classes = 0, set[Priority]()
    for visit in line:
        if not may_call(visit):
            continue
        if found < 2 or visit.priority not in classes:
            yield visit
        found += 1
        classes.add(visit.priority)
        if found >= 2 and Priority.NORMAL in classes:
            return


def _without_emergencies(line: Iterable[Visit]) -> Iterable[Visit]:
    return (visit for visit in line if visit.priority is not Priority.EMERGENCY)
