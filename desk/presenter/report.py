"""The day's report in short: what happened, and the seal that proves the record later."""

from desk.presenter.wording import Wording
from desk.screen.notice import FigureShown
from desk.screen.sheet import SheetShown
from shared.protocol.report import DayReport


class ReportSheet:
    """A business day in figures, with where its record stands."""

    def __init__(self, report: DayReport) -> None:
        self._report = report

    def shown(self, wording: Wording) -> SheetShown:
        words, figures, seal = wording.words, self._report.figures, self._report.seal
        rows = (
            ("issued", str(figures.issued)),
            ("seen", str(figures.seen)),
            ("missed", str(figures.missed)),
            ("cancelled", str(figures.cancelled)),
        )
        return SheetShown(
            kind="report",
            title=wording.day(self._report.day.day),
            sentence=words("desk.report.sentence") if seal is not None else "",
            figures=tuple(
                FigureShown(key=name, value=count, text=words(f"desk.report.{name}")) for name, count in rows
            ),
            seal=words("desk.report.seal", first=seal.first_seq, last=seal.last_seq) if seal is not None else "",
            seal_hash=seal.hash if seal is not None else "",
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """There is nothing to confirm."""
