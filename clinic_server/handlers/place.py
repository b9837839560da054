"""Places: where a ticket stands, how long it will probably take, and what was promised of it."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from clinic_server.domain.opening import is_within_hours, opens_at
from clinic_server.domain.pace import learned
from clinic_server.domain.stint import stints_of
from clinic_server.domain.ticket import IN_ROOM
from clinic_server.domain.wait import Present, expected_wait
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.journeys import journeys
from clinic_server.store.unit import Unit
from clinic_server.store.waiting_room import WaitingRoom, waiting_room
from shared.protocol.department import Department
from shared.protocol.place import ExpectedWait, Place, Promise, TellPlace, WaitPromised
from shared.protocol.staff import Availability, Doctor
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Visit

LEARNED_FROM = timedelta(days=28)
MOST_LEARNED = 1_000
"""So many tickets back: enough for a steady pace, few enough to be read at once."""


class Forecast(Struct, frozen=True, kw_only=True):
    """What was worked out for one waiting ticket, in the line that it joined at `waiting_since`."""

    waiting_since: datetime
    wait: ExpectedWait | None


def _forecast(preparation: Preparation, command: TellPlace) -> Forecast | None:
    room = waiting_room(preparation.reader)
    ticket = None if room is None else next((one for one in room.tickets if one.id == command.ticket_id), None)
    if room is None or ticket is None or ticket.status is not TicketStatus.WAITING:
        return None
    known = journeys(preparation.reader, room.day.day - LEARNED_FROM, room.day.day, latest=MOST_LEARNED)
    paces = learned([stint for journey in known for stint in stints_of(journey)])
    wait = None
    if paces is not None:
        visits = {visit.id: visit for visit in room.visits}
        wait = expected_wait(
            visits[ticket.id],
            ticket.department_id,
            _lines(room, visits),
            [_present(room, doctor) for doctor in room.doctors if _sees_patients(doctor)],
            paces,
            preparation.now,
            high_minutes=room.clinic.target.high_minutes,
        )
    return Forecast(waiting_since=ticket.waiting_since, wait=wait)


@handles(TellPlace, prepare=_forecast, keeps_answer=False)
def tell_place(unit: Unit, command: TellPlace) -> Place:
    """The place as it is now; the wait as it was a moment ago, which is remembered when it is the first one told."""
    ticket = unit.need(Ticket, command.ticket_id)
    forecast: Forecast | None = unit.prepared
    is_current = forecast is not None and forecast.waiting_since == ticket.waiting_since
    ahead = unit.place(ticket.id)
    wait = forecast.wait if forecast is not None and is_current and ahead is not None else None
    if wait is not None:
        _promise(unit, ticket, wait)
    return Place(
        ticket_id=ticket.id,
        label=ticket.label,
        status=ticket.status,
        position=None if ahead is None else ahead + 1,
        ahead=ahead,
        wait=wait,
        calling_from=None if wait is not None or ahead is None else _calling_from(unit, ticket.department_id),
        at=unit.now,
    )


def _promise(unit: Unit, ticket: Ticket, wait: ExpectedWait) -> None:
    """Only the first one in this line counts: whoever asks again and again gets nearer to the truth by itself."""
    known = unit.get(Promise, ticket.id)
    if known is not None and known.waiting_since == ticket.waiting_since:
        return
    promise = Promise(
        id=ticket.id,
        department_id=ticket.department_id,
        waiting_since=ticket.waiting_since,
        told_at=unit.now,
        soonest_at=unit.now + timedelta(minutes=wait.soonest_minutes),
        likely_at=unit.now + timedelta(minutes=wait.likely_minutes),
        latest_at=unit.now + timedelta(minutes=wait.longest_minutes),
    )
    unit.record(WaitPromised(promise=promise))


def _calling_from(unit: Unit, department_id: UUID) -> datetime | None:
    """When the department's hours begin, while nobody calls from it; None when somebody does or nobody knows."""
    department = unit.need(Department, department_id)
    calls = any(_sees_patients(doctor) for doctor in unit.all(Doctor) if department_id in doctor.department_ids)
    if calls or is_within_hours(unit.clinic, department, unit.now):
        return None
    return opens_at(unit.clinic, department, unit.now)


def _lines(room: WaitingRoom, visits: dict[UUID, Visit]) -> dict[UUID, list[Visit]]:
    lines: dict[UUID, list[Visit]] = {}
    for ticket in room.tickets:
        if ticket.status is TicketStatus.WAITING:
            lines.setdefault(ticket.department_id, []).append(visits[ticket.id])
    for line in lines.values():
        line.sort(key=lambda visit: visit.turn)
    return lines


def _sees_patients(doctor: Doctor) -> bool:
    return doctor.availability is Availability.AVAILABLE and doctor.room_id is not None


def _present(room: WaitingRoom, doctor: Doctor) -> Present:
    with_them = next(
        (ticket for ticket in room.tickets if ticket.status in IN_ROOM and ticket.room_id == doctor.room_id), None
    )
    return Present(
        doctor_id=doctor.id,
        department_ids=doctor.department_ids,
        busy_since=None if with_them is None else with_them.called_at,
        busy_department_id=None if with_them is None else with_them.department_id,
    )
