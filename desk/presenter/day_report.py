"""The day report: a business day in figures, whether the record holds, and the hash to keep on paper."""

from datetime import date, timedelta

from desk.presenter.printed_report import hours, minutes, report_page, rows_said
from desk.presenter.seat import Seat
from desk.presenter.wording import Wording
from desk.screen.patient import FactShown
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.clinic import BusinessDay
from shared.protocol.grammar import Refusal
from shared.protocol.report import DayReport, Record, ReportDay

DAYS = 3
"""As many days are offered; any other can be written."""


class DayReportSheet:
    """Shows one day and prints it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        known = seat.mirror.all(BusinessDay)
        newest = max((each.day for each in known), default=seat.now.astimezone(seat.wording.zone).date())
        self._days = tuple(newest - timedelta(days=back) for back in range(DAYS))
        self.day = newest
        self._text = ""
        self._report: DayReport | None = None

    def look(self) -> None:
        """Ask for the day's report."""
        self._report = None
        self._seat.ask("report", ReportDay(day=self.day), "sheet", done=self.show, refused=self._refuse)

    def show(self, report: DayReport) -> None:
        """The report is here."""
        self._report = report

    def shown(self, wording: Wording) -> SheetShown:
        words, report = wording.words, self._report
        seal = report.seal if report is not None else None
        return SheetShown(
            kind="report",
            title=words("desk.report.title"),
            sentence=wording.day(self.day),
            choices=tuple(
                ChoiceShown(key=day.isoformat(), text=wording.day(day), number=str(number), is_chosen=day == self.day)
                for number, day in enumerate(self._days, 1)
            ),
            facts=() if report is None else self._facts(report, wording),
            proof="" if seal is None else seal.hash,
            proof_text="" if seal is None else words("desk.report.proof"),
            asks_text=True,
            text_word=words("desk.report.other"),
            text=self._text,
            confirm="" if report is None else words("desk.report.print"),
            problem=_record_said(report, wording) if report is not None and report.record is Record.BROKEN else "",
        )

    def choose(self, key: str) -> None:
        self._text, self.day = "", date.fromisoformat(key)
        self.look()

    def type(self, text: str) -> None:
        self._text = text
        try:
            self.day = date.fromisoformat(text.strip())
        except ValueError:
            return
        self.look()

    def confirm(self) -> None:
        if self._report is None:
            return
        wording, clinic = self._seat.wording, self._seat.mirror.clinic
        page = report_page(self._report, clinic.name if clinic is not None else "", self._seat.mirror, wording)
        try:
            file = self._seat.hand_out.print_page(f"report-{self.day}", page)
        except OSError:
            self._seat.say(wording.words("desk.hand_out.failed"), "sheet")
            return
        said = wording.words("desk.report.printed")
        if file is not None:
            said = wording.words("desk.hand_out.saved", place=str(file))
        self._seat.open(None)
        self._seat.say(said, "form", "done")

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.code == "not_found":
            self._seat.say(self._seat.wording.words("desk.report.none"), "sheet")
        else:
            self._seat.refuse(refusal, "sheet")

    def _facts(self, report: DayReport, wording: Wording) -> tuple[FactShown, ...]:
        words, figures = wording.words, report.figures
        counts = {"seen": figures.seen, "missed": figures.missed, "cancelled": figures.cancelled}
        longest = minutes(figures.waits.longest_minutes, wording)
        said = {
            "hours": hours(report, wording),
            "issued": wording.join(
                str(figures.issued), *(f"{words(f'desk.report.{name}')} {count}" for name, count in counts.items())
            ),
            "average": wording.join(
                minutes(figures.waits.average_minutes, wording), f"{words('desk.report.longest')} {longest}"
            ),
            "journal": rows_said(report, wording),
            "record": _record_said(report, wording),
        }
        return tuple(
            FactShown(key=key, word=words(f"desk.report.{key}"), text=text) for key, text in said.items() if text
        )


def _record_said(report: DayReport, wording: Wording) -> str:
    return wording.words(f"desk.record.{report.record}", row=report.broken_at or 0)
