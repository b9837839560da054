"""The day report as a page for paper: the figures, and the hash that proves the day later."""

from collections.abc import Iterable
from html import escape

from desk.presenter.wording import DASH, Wording
from shared.client.mirror import Mirror
from shared.protocol.department import Department
from shared.protocol.figures import Spans
from shared.protocol.report import DayReport
from shared.protocol.staff import Doctor

COLUMNS = ("issued", "seen", "missed", "cancelled", "average", "longest")
LEAST_DIGITS = 16


def report_page(report: DayReport, clinic: str, mirror: Mirror, wording: Wording) -> str:
    """One HTML document without anything from elsewhere."""
    words, figures = wording.words, report.figures
    rows = [
        _row(words("desk.report.all"), (figures.issued, figures.seen, figures.missed, figures.cancelled), figures.waits)
    ]
    for one in figures.departments:
        name = wording.department(mirror.get(Department, one.department_id))
        rows.append(_row(name, (one.arrived, one.seen, one.missed, one.cancelled), one.waits))
    for doctor in figures.doctors:
        known = mirror.get(Doctor, doctor.doctor_id)
        rows.append(_row(known.name if known is not None else DASH, ("", doctor.seen, "", ""), doctor.waits))
    head = "".join(f"<th>{escape(words(f'desk.report.{name}'))}</th>" for name in ("", *COLUMNS) if name)
    said = "".join(f"<p>{escape(text)}</p>" for text in (hours(report, wording), rows_said(report, wording)) if text)
    proof = ""
    if report.seal is not None:
        digits = "".join(report.seal.hash.split())[:LEAST_DIGITS]
        proof = (
            f"<p>{escape(words('desk.report.proof'))}</p><p><code>{escape(report.seal.hash)}</code></p>"
            f'<p><code>clinic-server verify --expect "{digits}@{report.day.day}"</code></p>'
        )
    way = "rtl" if words.is_rtl else "ltr"
    return (
        f'<html lang="{words.language}"><head><meta charset="utf-8"></head><body dir="{way}"><h1>{escape(clinic)}</h1>'
        f"<h2>{escape(wording.day(report.day.day))}</h2>{said}"
        f'<table cellpadding="4"><tr><th></th>{head}</tr>{"".join(rows)}</table>{proof}</body></html>'
    )


def hours(report: DayReport, wording: Wording) -> str:
    """When the day was opened and closed."""
    words, day = wording.words, report.day
    closed = words("desk.report.still_open")
    if day.closed_at is not None:
        closed = words("desk.report.closed", time=wording.time(day.closed_at))
    return wording.join(words("desk.report.opened", time=wording.time(day.opened_at)), closed)


def rows_said(report: DayReport, wording: Wording) -> str:
    """The first and the last row of the day."""
    seal = report.seal
    return "" if seal is None else wording.words("desk.report.rows", first=seal.first_seq, last=seal.last_seq)


def minutes(span: float | None, wording: Wording) -> str:
    """A span in whole minutes; a dash when there is none."""
    return DASH if span is None else wording.minutes(round(span))


def _row(name: str, counts: Iterable[int | str], waits: Spans) -> str:
    spans = (DASH if span is None else f"{span:.0f}" for span in (waits.average_minutes, waits.longest_minutes))
    cells = "".join(f'<td align="right">{cell}</td>' for cell in (*counts, *spans))
    return f"<tr><td>{escape(name)}</td>{cells}</tr>"
