"""Breaking the glass: the clinical side of a visit, once, for a reason that stays on record."""

from desk.presenter.seat import Seat
from desk.presenter.sheet import ReasonSheet
from desk.presenter.wording import DASH, Wording
from desk.screen.patient import FactShown
from desk.screen.sheet import SheetShown
from shared.protocol.broken_glass import BreakGlass, Chart
from shared.protocol.ticket import Ticket

LEAST_LETTERS = 10


class GlassSheet:
    """Asks whose glass it is: the number of a ticket."""

    def __init__(self, seat: Seat, label: str = "") -> None:
        self._seat, self._text, self._lacks = seat, label, False

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="glass",
            title=words("desk.glass"),
            sentence=words("desk.glass.whose"),
            asks_text=True,
            text_word=words("desk.glass.number"),
            text=self._text,
            confirm=words("desk.glass.go_on"),
            problem=words("desk.glass.nobody") if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        self._text, self._lacks = text, False

    def confirm(self) -> None:
        label = self._text.strip().upper()
        found = [ticket for ticket in self._seat.mirror.all(Ticket) if ticket.label == label]
        self._lacks = not found
        if found:
            ticket = max(found, key=lambda each: each.issued_at)
            self._seat.open(
                ReasonSheet("glass", label, (), lambda why: self._break(ticket, why), least_letters=LEAST_LETTERS)
            )

    def _break(self, ticket: Ticket, why: str) -> None:
        def done(chart: Chart) -> None:
            self._seat.open(ChartSheet(chart))

        self._seat.ask("glass", BreakGlass(ticket_id=ticket.id, reason=why), "sheet", done=done)


class ChartSheet:
    """What was behind the glass; closed, it is gone."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def shown(self, wording: Wording) -> SheetShown:
        words, chart = wording.words, self._chart
        note = chart.note
        said = {
            "name": wording.name(chart.patient),
            "reason": note.reason if note is not None else "",
            "priority": note.priority_reason if note is not None else "",
            "notes": note.notes if note is not None else "",
        }
        return SheetShown(
            kind="chart",
            title=wording.label(chart.ticket.label),
            sentence=words("desk.glass.recorded"),
            facts=tuple(
                FactShown(key=key, word=words(f"desk.glass.{key}"), text=text or DASH) for key, text in said.items()
            ),
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """There is nothing to confirm."""
