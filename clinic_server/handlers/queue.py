"""What is derived from the lines: the public state of each queue, and whom each doctor would get next."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from clinic_server.domain.opening import check_taking
from clinic_server.domain.queue import reason
from clinic_server.handlers.call import next_for, nobody_waiting
from clinic_server.handlers.today import today
from clinic_server.store.unit import Unit
from shared.protocol.department import Department
from shared.protocol.grammar import Refusal, Value
from shared.protocol.queue import NextUp, Queue
from shared.protocol.staff import Doctor
from shared.protocol.ticket import Ticket, TicketStatus

LABELS_SHOWN = 8


def derived(unit: Unit, department_ids: Iterable[UUID]) -> Iterator[Value]:
    """What screens should know about these departments and their doctors, as it now is."""
    changed = set(department_ids)
    for department in unit.all(Department):
        if department.id in changed:
            yield _queue(unit, department)
    for doctor in unit.all(Doctor):
        if changed.intersection(doctor.department_ids):
            yield _next_up(unit, doctor)


def _queue(unit: Unit, department: Department) -> Queue:
    line = unit.line(department.id)
    series, is_taking = None, True
    try:
        series = unit.series(department.id, today(unit))
        check_taking(unit.clinic, department, series, unit.now)
    except Refusal:
        is_taking = False
    quota = department.daily_quota
    return Queue(
        id=department.id,
        waiting=len(line),
        next_labels=tuple(unit.need(Ticket, id).label for id in islice(line, LABELS_SHOWN)),
        is_taking=is_taking,
        quota_left=None if quota is None else max(0, quota - (0 if series is None else series.issued)),
    )


def _next_up(unit: Unit, doctor: Doctor) -> NextUp:
    waiting = sum(len(unit.line(id)) for id in doctor.department_ids)
    found = next_for(unit, doctor)
    if not found:
        nobody = nobody_waiting(unit, doctor)
        return NextUp(
            id=doctor.id,
            ticket_id=None,
            waiting=waiting,
            on_hold=nobody.on_hold,
            missed=nobody.missed,
            for_others=nobody.for_others,
        )
    other = found[1] if len(found) > 1 else None
    other_label = "" if other is None else unit.need(Ticket, other.id).label
    return NextUp(
        id=doctor.id,
        ticket_id=found[0].id,
        reason=reason(found[0].id, found[0], other, other_label),
        waiting=waiting,
        on_hold=sum(unit.count(id, TicketStatus.ON_HOLD) for id in doctor.department_ids),
        missed=sum(unit.count(id, TicketStatus.MISSED) for id in doctor.department_ids),
    )
