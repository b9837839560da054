"""Departments as they are offered: open, closed with hours, paused, or out of numbers for today."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.screen import DoctorItem, Notice, TileItem
from shared.client.mirror import Mirror
from shared.protocol.department import Department, DepartmentState, Hours
from shared.protocol.queue import Queue
from shared.protocol.staff import Availability, Doctor
from shared.words import Words

A_WEEK = 8
"""Days to look ahead for the next opening: today counts, and may be over."""


def departments(mirror: Mirror) -> tuple[Department, ...]:
    """All of them, in the clinic's order."""
    return tuple(sorted(mirror.all(Department), key=lambda department: (department.position, department.code)))


def tile_of(department: Department, mirror: Mirror, now: datetime, words: Words) -> TileItem:
    """The tile of one department, as it is now."""
    queue = mirror.get(Queue, department.id)
    kind, note, detail = _state(department, queue, _local(now, mirror), words)
    return TileItem(
        key=str(department.id),
        name=department.public_name(words.language),
        icon=department.icon,
        tone=department.colour.value,
        kind=kind,
        count=queue.waiting if queue else 0,
        note=note,
        detail=detail,
    )


def why_not(tile: TileItem, words: Words) -> Notice:
    """What is said to somebody who touches a department that takes nobody."""
    text = (
        words("notice.not_now_but", name=tile.name, why=tile.note, when=tile.detail)
        if tile.detail
        else words("notice.not_now", name=tile.name, why=tile.note)
    )
    icon = "ui-pause" if tile.kind == "paused" else "ui-clock"
    return Notice(icon=icon, text=text, action=words("notice.reception"))


def here_today(department: Department, mirror: Mirror) -> tuple[Doctor, ...]:
    """The department's doctors who work today, by name."""
    found = (
        doctor
        for doctor in mirror.all(Doctor)
        if department.id in doctor.department_ids and doctor.availability is not Availability.OFF
    )
    return tuple(sorted(found, key=lambda doctor: doctor.name))


def doctors_of(department: Department, mirror: Mirror, words: Words) -> tuple[DoctorItem, ...]:
    """Any doctor first, then those who are here today. Empty when there is nobody to choose."""
    here = here_today(department, mirror)
    any_doctor = DoctorItem(key="", name=words("doctors.any"), detail=words("doctors.any_detail"), icon="ui-people")
    return (any_doctor, *(_doctor_item(doctor, words) for doctor in here)) if here else ()


def next_opening(hours: tuple[Hours, ...], now: datetime) -> datetime | None:
    """When it opens next after `now` (in the clinic's zone); None when it has no hours."""
    openings = (
        datetime.combine(now.date() + timedelta(days=ahead), span.opens, now.tzinfo)
        for ahead in range(A_WEEK)
        for span in hours
        if (now + timedelta(days=ahead)).weekday() in span.weekdays
    )
    return min((opening for opening in openings if opening > now), default=None)


def is_within(hours: tuple[Hours, ...], now: datetime) -> bool:
    """Whether it is open by its hours at `now` (in the clinic's zone). A span may end on the next day."""
    return not hours or any(_covers(span, now) for span in hours)


def _covers(span: Hours, now: datetime) -> bool:
    at, today, yesterday = now.time().replace(tzinfo=None), now.weekday(), (now - timedelta(days=1)).weekday()
    if span.opens < span.closes:
        return today in span.weekdays and span.opens <= at < span.closes
    return (today in span.weekdays and at >= span.opens) or (yesterday in span.weekdays and at < span.closes)


def _state(department: Department, queue: Queue | None, now: datetime, words: Words) -> tuple[str, str, str]:
    """Kind, note and detail of the tile."""
    match department.state:
        case DepartmentState.CLOSED:
            return "closed", words("tile.closed"), ""
        case DepartmentState.PAUSED:
            until = department.paused_until
            detail = words("tile.until", time=words.time(until.astimezone(now.tzinfo))) if until else ""
            return "paused", words("tile.paused"), detail
    if not is_within(department.hours, now):
        return "closed", words("tile.closed"), _opens(next_opening(department.hours, now), now, words)
    if queue is not None and not queue.is_taking:
        if queue.quota_left == 0:
            return "quota", words("tile.quota"), ""
        return "closed", words("tile.closed"), ""
    return "open", "", ""


def _opens(opening: datetime | None, now: datetime, words: Words) -> str:
    if opening is None:
        return ""
    at = words.time(opening)
    match (opening.date() - now.date()).days:
        case 0:
            return words("tile.opens", time=at)
        case 1:
            return words("tile.opens_tomorrow", time=at)
    return words("tile.opens_on", day=words.weekday(opening.date()), time=at)


def _doctor_item(doctor: Doctor, words: Words) -> DoctorItem:
    away = words("doctors.away") if doctor.availability is Availability.AWAY else ""
    return DoctorItem(key=str(doctor.id), name=doctor.name, detail=away or doctor.specialisation)


def _local(now: datetime, mirror: Mirror) -> datetime:
    return now.astimezone(ZoneInfo(mirror.clinic.time_zone)) if mirror.clinic else now
