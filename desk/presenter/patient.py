"""The panel of one patient: who it is, the way through the clinic so far, what can be done."""

from datetime import datetime

from desk.presenter.line import TALKING, Line
from desk.presenter.queue import source_of
from desk.presenter.waiting import wait_of
from desk.presenter.wording import DASH, Wording
from desk.screen.patient import FactShown, StepShown
from shared.client.mirror import Mirror
from shared.protocol.broken_glass import BrokenGlass
from shared.protocol.department import Department
from shared.protocol.priority import Priority
from shared.protocol.room import Room
from shared.protocol.staff import Doctor, Staff
from shared.protocol.ticket import Ticket, TicketStatus


def steps_of(line: Line, mirror: Mirror, wording: Wording) -> tuple[StepShown, ...]:
    """The visit as a line of steps with their times: what lies behind, then where the patient is now."""
    ticket, visit, words = line.ticket, line.visit, wording.words
    taken = words("desk.way.taken", source=source_of(visit, mirror, wording))
    steps = [_step("taken", wording.time(ticket.issued_at), taken)]
    for number, behind in enumerate(visit.steps if visit is not None else ()):
        place = wording.department(mirror.get(Department, behind.department_id))
        room = wording.room_inside(mirror.get(Room, behind.room_id))
        steps.append(_step(f"behind{number}", wording.time(behind.left_at), wording.join(place, room)))
    return (*steps, *_now(line, mirror, wording))


def minutes_of(ticket: Ticket, now: datetime) -> int:
    """The minutes of the consultation, or since the call."""
    since = ticket.started_at or ticket.called_at or ticket.waiting_since
    return max(0, int((now - since).total_seconds() // 60))


def facts_of(line: Line, mirror: Mirror, wording: Wording) -> tuple[FactShown, ...]:
    """What else is known and not empty."""
    words, visit = wording.words, line.visit
    asked_for = mirror.get(Doctor, visit.doctor_id) if visit is not None else None
    facts = {
        "reason": line.note.reason if line.note is not None else "",
        "priority": _priority(line, wording),
        "doctor": asked_for.name if asked_for is not None else "",
        "phone": line.patient.phone if line.patient is not None else "",
        "remark": visit.status_reason if visit is not None else "",
        "glass": _read_by(line, mirror, wording),
    }
    return tuple(FactShown(key=key, word=words(f"desk.fact.{key}"), text=text) for key, text in facts.items() if text)


def state_of(line: Line, wording: Wording) -> str:
    """The panel's first line: "In consultation", "Called 09:54, second time"."""
    ticket, words = line.ticket, wording.words
    if ticket.status is TicketStatus.CALLED and ticket.called_at is not None:
        at = wording.time(ticket.called_at)
        return (
            words("desk.panel.called", time=at)
            if ticket.calls < 2
            else words("desk.panel.called_again", time=at, count=ticket.calls)
        )
    return wording.status(ticket.status)


def _now(line: Line, mirror: Mirror, wording: Wording) -> list[StepShown]:
    ticket, words = line.ticket, wording.words
    steps = []
    if ticket.called_at is not None:
        room = wording.room_inside(mirror.get(Room, ticket.room_id))
        wait = wait_of(ticket, line.visit, mirror.clinic, ticket.called_at)
        steps.append(
            _step(
                "called",
                wording.time(ticket.called_at),
                words("desk.way.called_to", room=room) if room else words("desk.way.called"),
                words("desk.way.waited", minutes=wording.minutes(wait.minutes)),
                "now" if ticket.status is TicketStatus.CALLED else "done",
            )
        )
    if ticket.started_at is not None:
        is_now = ticket.status in TALKING
        steps.append(
            _step(
                "started", wording.time(ticket.started_at), words("desk.way.started"), "", "now" if is_now else "done"
            )
        )
    if ticket.ended_at is not None and ticket.status.is_final:
        steps.append(_step("ended", wording.time(ticket.ended_at), wording.status(ticket.status), "", "now"))
    elif ticket.status in (TicketStatus.WAITING, TicketStatus.ON_HOLD, TicketStatus.MISSED):
        place = wording.department(line.department)
        text = words("desk.way.waits", place=place)
        state = text if ticket.status is TicketStatus.WAITING else wording.status(ticket.status)
        since = wording.time(ticket.waiting_since) if ticket.status is TicketStatus.WAITING else DASH
        steps.append(_step("stands", since, state, "", "now"))
    return steps


def _step(key: str, time: str, text: str, detail: str = "", kind: str = "done") -> StepShown:
    return StepShown(key=key, time=time, text=text, detail=detail, kind=kind)


def _read_by(line: Line, mirror: Mirror, wording: Wording) -> str:
    """Who broke the glass last, and why."""
    broken = [glass for glass in mirror.all(BrokenGlass) if glass.ticket_id == line.ticket.id]
    if not broken:
        return ""
    staff = mirror.get(Staff, broken[-1].staff_id)
    return wording.join(staff.name if staff is not None else "", broken[-1].reason)


def _priority(line: Line, wording: Wording) -> str:
    if line.priority is Priority.NORMAL:
        return ""
    return wording.join(wording.priority(line.priority), line.note.priority_reason if line.note is not None else "")
