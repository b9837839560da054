"""One document without anything from elsewhere: it opens in any browser, and prints."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from clinic_server.markup import Html, join, tag
from shared.protocol.audit import AuditRow
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.export import ExportedVisit, PatientExport
from shared.protocol.patient import Patient, Sex
from shared.words import LANGUAGES, Words

TRANSLATIONS = Path(__file__).parent / "translations"
STYLE = Path(__file__).with_name("page.css")
GROUPS = ("audit", "ticket", "call", "patient", "feedback")
"""What has happened, as people say it: by the first word of the event's name."""


def patient_page(
    export: PatientExport, clinic: Clinic, departments: Mapping[UUID, Department], doctors: Mapping[UUID, str]
) -> str:
    """All of an export, in the patient's language, or the clinic's first, or English."""
    spoken = (export.patient.language, *clinic.languages)
    words = Words(TRANSLATIONS, next((language for language in spoken if language in LANGUAGES), "en"))
    zone = ZoneInfo(clinic.time_zone)
    title = words("file.title", clinic=clinic.name)
    visits = (_visit(words, zone, visit, departments, doctors) for visit in reversed(export.visits))
    return "<!DOCTYPE html>\n" + tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", title),
            tag("style", Html(STYLE.read_text(encoding="utf-8"))),
        ),
        tag(
            "body",
            tag("h1", title),
            tag("p", words("file.as_of", at=_at(zone, export.exported_at)), class_="lead"),
            tag("h2", words("file.person")),
            _facts(words, _person(words, export.patient)),
            tag("h2", words("file.visits")),
            join(*visits) if export.visits else tag("p", words("file.none")),
            tag("h2", words("file.history")),
            tag("p", words("file.history_text")),
            _history(words, zone, export.history),
        ),
        lang=words.language,
        dir="rtl" if words.is_rtl else "ltr",
    )


def _person(words: Words, patient: Patient) -> Iterable[tuple[str, str]]:
    yield "file.name", patient.name
    yield "file.phone", patient.phone
    yield "file.birth_date", "" if patient.birth_date is None else patient.birth_date.isoformat()
    yield "file.sex", "" if patient.sex is Sex.UNKNOWN else words(f"file.sex.{patient.sex.value}")
    yield "file.emergency", " ".join(part for part in (patient.emergency_name, patient.emergency_phone) if part)
    yield "file.call_preference", words(f"file.call_preference.{patient.call_preference.value}")
    if patient.erased_at is not None:
        yield "file.erased", patient.erased_at.date().isoformat()


def _visit(
    words: Words,
    zone: ZoneInfo,
    exported: ExportedVisit,
    departments: Mapping[UUID, Department],
    doctors: Mapping[UUID, str],
) -> Html:
    ticket, visit, note = exported.ticket, exported.visit, exported.note
    department = departments.get(ticket.department_id)
    facts = [
        ("file.department", "" if department is None else _named(department, words.language)),
        ("file.doctor", doctors.get(ticket.staff_id or visit.doctor_id or ticket.id, "")),
        ("file.arrived", _at(zone, visit.arrived_at)),
        ("file.called", _at(zone, ticket.called_at)),
        ("file.started", _at(zone, ticket.started_at)),
        ("file.ended", _at(zone, ticket.ended_at)),
        ("file.status_reason", visit.status_reason),
        ("file.reason", "" if note is None else note.reason),
        ("file.priority", words(f"file.priority.{visit.priority.value}")),
        ("file.priority_reason", "" if note is None else note.priority_reason),
        ("file.notes", "" if note is None else note.notes),
    ]
    if exported.feedback is not None:
        facts.append(("file.feedback", f"{exported.feedback.rating}/5 {exported.feedback.words}".strip()))
    return tag("section", tag("h3", f"{ticket.label} · {ticket.business_day.isoformat()}"), _facts(words, facts))


def _facts(words: Words, facts: Iterable[tuple[str, str]]) -> Html:
    """What is known; what is not is left out."""
    rows = (tag("dt", words(key)) + tag("dd", text) for key, text in facts if text)
    return tag("dl", *(Html(row) for row in rows))


def _history(words: Words, zone: ZoneInfo, rows: Iterable[AuditRow]) -> Html:
    names = ("file.when", "file.who", "file.what", "file.why")
    head = tag("tr", *(tag("th", words(name), scope="col") for name in names))
    body = (
        tag(
            "tr",
            tag("td", _at(zone, row.at)),
            tag("td", _who(words, row)),
            tag("td", _what(words, row), " ", tag("code", row.kind)),
            tag("td", row.why),
        )
        for row in rows
    )
    return tag("table", tag("thead", head), tag("tbody", *body))


def _who(words: Words, row: AuditRow) -> str:
    return ", ".join(name for name in (row.staff_name, row.device_name) if name) or words("file.box")


def _what(words: Words, row: AuditRow) -> str:
    group = row.kind.partition(".")[0]
    return words(f"file.what.{group}") if group in GROUPS else ""


def _named(department: Department, language: str) -> str:
    return department.names.get(language) or department.names.get("en") or department.code


def _at(zone: ZoneInfo, at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
