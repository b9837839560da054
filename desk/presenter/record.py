"""The record: who did and who read what, found by person, device, kind and days."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from desk.presenter.choice import options
from desk.presenter.day_report import DayReportSheet
from desk.presenter.seat import Seat
from desk.screen.record import DeedShown, RecordShown
from desk.screen.sheet import ChoiceShown, Option
from shared.protocol.audit import AuditPage, AuditRow, ListAudit
from shared.protocol.device import Device
from shared.protocol.patient import Patient
from shared.protocol.staff import Staff

ALL = "all"
KINDS = (
    "audit",
    "ticket",
    "call",
    "patient",
    "glass",
    "staff",
    "session",
    "credential",
    "device",
    "clinic",
    "department",
    "day",
    "retention",
    "webhook",
)
"""How the kinds begin that can be asked for."""
ROWS = 50


class RecordSection:
    """A question and the rows that answer it, the newest first."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._rows: tuple[AuditRow, ...] | None = None
        self._asked = ListAudit()
        self._before: int | None = None
        self._staff_id: UUID | None = None
        self._device_id: UUID | None = None
        self._kind = ""
        self._patient: Patient | None = None

    def choose(self, field: str, key: str) -> None:
        """Choose whose deeds, from which device, or of what kind."""
        id = None if key == ALL or field == "kind" else UUID(key)
        match field:
            case "person":
                self._staff_id = id
            case "device":
                self._device_id = id
            case "kind":
                self._kind = "" if key == ALL else f"{key}."

    def about(self, patient: Patient | None) -> None:
        """Ask for one patient's record alone; None: for everybody's again."""
        self._patient, self._rows, self._before = patient, None, None
        if patient is not None:
            self.look("", "")

    def look(self, from_day: str, until_day: str) -> None:
        """Look the record up; days as in 2026-04-14, both included, may be left out."""
        try:
            from_at, until_at = self._midnight(from_day, 0), self._midnight(until_day, 1)
        except (ValueError, OverflowError):
            self._seat.say(self._seat.wording.words("desk.day.bad"), "form")
            return
        self._asked = ListAudit(
            subject_id=self._patient.id if self._patient is not None else None,
            staff_id=self._staff_id,
            device_id=self._device_id,
            kind=self._kind,
            from_at=from_at,
            until_at=until_at,
            most=ROWS,
        )
        self._seat.ask("record", self._asked, "form", done=self.show)

    def look_further(self) -> None:
        """The rows before the last one."""
        asked = self._asked
        command = ListAudit(
            subject_id=asked.subject_id,
            staff_id=asked.staff_id,
            device_id=asked.device_id,
            kind=asked.kind,
            from_at=asked.from_at,
            until_at=asked.until_at,
            before=self._before,
            most=ROWS,
        )
        self._seat.ask("record", command, "form", done=self._add)

    def open_report(self) -> None:
        """Show the day report."""
        sheet = DayReportSheet(self._seat)
        self._seat.open(sheet)
        sheet.look()

    def shown(self) -> RecordShown:
        """The section as it is now."""
        words, mirror = self._seat.wording.words, self._seat.mirror
        hint = words("desk.record.hint") if self._rows is None else words("desk.record.none")
        return RecordShown(
            rows=tuple(self._row(row) for row in self._rows or ()),
            hint="" if self._rows else hint,
            has_more=self._before is not None,
            people=self._named("desk.record.anybody", mirror.all(Staff)),
            person=str(self._staff_id or ALL),
            devices=self._named("desk.record.any_device", mirror.all(Device)),
            device=str(self._device_id or ALL),
            kinds=options(ChoiceShown(key=kind, text=words(f"desk.record.kind.{kind}")) for kind in (ALL, *KINDS)),
            kind=self._kind.removesuffix(".") or ALL,
            about=self._seat.wording.name(self._patient) if self._patient is not None else "",
        )

    def show(self, page: AuditPage) -> None:
        """The newest rows of the answer."""
        self._rows, self._before = page.rows, page.next_before

    def _add(self, page: AuditPage) -> None:
        self._rows, self._before = (*(self._rows or ()), *page.rows), page.next_before

    def _midnight(self, day: str, later: int) -> datetime | None:
        if not day.strip():
            return None
        at = date.fromisoformat(day.strip()) + timedelta(days=later)
        return datetime.combine(at, time(), self._seat.wording.zone)

    def _named(self, everybody: str, values: Iterable[Staff | Device]) -> tuple[Option, ...]:
        known = sorted(values, key=lambda each: each.name)
        return options(
            (
                ChoiceShown(key=ALL, text=self._seat.wording.words(everybody)),
                *(ChoiceShown(key=str(each.id), text=each.name) for each in known),
            )
        )

    def _row(self, row: AuditRow) -> DeedShown:
        wording = self._seat.wording
        words, at = wording.words, row.at.astimezone(wording.zone)
        key = f"desk.deed.{row.kind}"
        what = words(key) if words.has(key) else row.kind
        how = words(f"desk.reading.{row.how}") if row.how is not None else ""
        who = row.staff_name or words(f"desk.who.{row.role}" if words.has(f"desk.who.{row.role}") else "desk.who.box")
        return DeedShown(
            key=str(row.seq),
            time=f"{at:%Y-%m-%d}  {wording.time(row.at)}",
            who=wording.join(who, row.device_name),
            what=wording.join(what, how, row.label, row.why),
        )
