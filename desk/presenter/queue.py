"""A queue as a table: tabs, filter, the chosen row, and rows that do not move under the pointer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from desk.presenter.line import Line, line, matches
from desk.presenter.order import SteadyOrder
from desk.presenter.waiting import wait_of
from desk.presenter.wording import DASH, Wording
from desk.screen.queue import QueueShown, RowShown, TabShown
from shared.client.mirror import Mirror
from shared.protocol.device import Device
from shared.protocol.ticket import Ticket, TicketStatus
from shared.protocol.visit import Source, Visit

PAGE_ROWS = 10
_STATE_KINDS = {
    TicketStatus.WAITING: "plain",
    TicketStatus.CALLED: "called",
    TicketStatus.ON_HOLD: "hold",
    TicketStatus.MISSED: "plain",
}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab of the table: its name, its lines in order, and what heads a line that stands apart."""

    key: str
    lines: Callable[[], Sequence[Line]]
    section: Callable[[Line], str] = lambda _: ""


class QueueTable:
    """Which tab is open, what is typed into the filter, who is chosen."""

    def __init__(self, mirror: Mirror, wording: Callable[[], Wording], tabs: Sequence[Tab]) -> None:
        self.filter = ""
        self.tab = tabs[0].key
        self.chosen_id: UUID | None = None
        self._mirror = mirror
        self._wording = wording
        self._tabs = {tab.key: tab for tab in tabs}
        self._order = SteadyOrder()
        self._shown: tuple[RowShown, ...] = ()
        self._turns: dict[UUID, tuple[tuple[bool, datetime, UUID], int]] = {}

    @property
    def chosen(self) -> Line | None:
        """The chosen line, when it is still known."""
        ticket = self._mirror.get(Ticket, self.chosen_id)
        return None if ticket is None else line(self._mirror, ticket)

    def open_tab(self, key: str) -> None:
        """Show another tab; nobody is chosen in it yet."""
        if key in self._tabs and key != self.tab:
            self.tab, self.chosen_id = key, None
            self._order.forget()

    def open_tab_number(self, number: int) -> None:
        """Show the tab at this place, counted from 1."""
        if 1 <= number <= len(self._tabs):
            self.open_tab(list(self._tabs)[number - 1])

    def find(self, text: str) -> None:
        """Show only who matches; the best match is chosen."""
        self.filter = text
        self._order.forget()
        self.chosen_id = None
        if text.strip() and (found := self._wanted()):
            self.chosen_id = found[0].ticket.id

    def choose(self, key: str) -> None:
        """Choose a row; choosing it again gives it up."""
        id = UUID(key)
        self.chosen_id = None if id == self.chosen_id else id

    def move(self, key: str) -> None:
        """Move the choice by Up, Down, Home, End, PageUp or PageDown."""
        keys = [row.key for row in self._shown if not row.is_locked]
        if not keys:
            return
        at = keys.index(str(self.chosen_id)) if str(self.chosen_id) in keys else None
        last = len(keys) - 1
        places = {
            "Down": 0 if at is None else at + 1,
            "Up": last if at is None else at - 1,
            "Home": 0,
            "End": last,
            "PageDown": PAGE_ROWS if at is None else at + PAGE_ROWS,
            "PageUp": 0 if at is None else at - PAGE_ROWS,
        }
        self.chosen_id = UUID(keys[min(max(places[key], 0), last)])

    def hold_still(self, is_held: bool) -> None:
        """The pointer is over the rows: they keep their places until it has left."""
        self._order.is_held = is_held

    def shown(self, now: datetime) -> QueueShown:
        """The table as it is now. A choice whose row has gone elsewhere is given up."""
        tab, wanted = self._tabs[self.tab], self._wanted()
        ids = {found.ticket.id for found in wanted}
        if self.chosen_id not in ids:
            self.chosen_id = None
        wording, before = self._wording(), {row.key: row for row in self._shown}
        rows = [self._row(found, tab.section(found), wording, now) for found in wanted]
        self._shown = self._order.arrange(rows, lambda row: row.key, lambda key: self._gone(before.get(str(key))))
        places = [place for place, row in enumerate(self._shown) if row.is_chosen]
        return QueueShown(
            tabs=tuple(
                TabShown(key=name, text=wording.words(f"desk.tab.{name}", count=len(each.lines())))
                for name, each in self._tabs.items()
            ),
            tab=self.tab,
            rows=self._shown,
            chosen=places[0] if places else -1,
            filter=self.filter,
            empty_text=wording.words("desk.filter.nobody" if self.filter.strip() else f"desk.empty.{self.tab}"),
        )

    def _wanted(self) -> list[Line]:
        return [found for found in self._tabs[self.tab].lines() if matches(found, self.filter)]

    def _gone(self, row: RowShown | None) -> RowShown | None:
        """Who was here a moment ago, greyed, with where they are now."""
        ticket = self._mirror.get(Ticket, UUID(row.key)) if row is not None else None
        if row is None or ticket is None:
            return None
        return replace(row, is_locked=True, is_chosen=False, remark=self._wording().state(ticket))

    def _row(self, line: Line, section: str, wording: Wording, now: datetime) -> RowShown:
        wait = wait_of(line.ticket, line.visit, self._mirror.clinic, now)
        return RowShown(
            key=str(line.ticket.id),
            label=line.ticket.label,
            icon=line.department.icon if line.department else "",
            colour=str(line.department.colour) if line.department else "",
            name=wording.name(line.patient),
            phone=line.patient.phone if line.patient else "",
            priority=str(line.priority),
            priority_text=wording.priority(line.priority),
            wait_text=wording.minutes(wait.minutes),
            wait_share=round(wait.share, 3),
            wait_kind="stopped" if wait.grade == "stopped" else "running",
            language=wording.language(line.visit.language) if line.visit else DASH,
            source=source_of(line.visit, self._mirror, wording),
            state_kind=_STATE_KINDS.get(line.ticket.status, "quiet"),
            state_text=wording.state(line.ticket),
            remark=_remark(line, wording),
            section=section,
            is_chosen=line.ticket.id == self.chosen_id,
            moved=self._moves(line),
        )

    def _moves(self, line: Line) -> int:
        """How often this ticket was given another turn while this desk was looking."""
        turn, count = self._turns.get(line.ticket.id, (line.turn, 0))
        if turn != line.turn:
            count += 1
        self._turns[line.ticket.id] = (line.turn, count)
        return count


def in_turn(lines: Iterable[Line]) -> list[Line]:
    """In the order in which they would be called."""
    return sorted(lines, key=lambda each: each.turn)


def newest_first(lines: Iterable[Line]) -> list[Line]:
    """Whoever ended last comes first."""
    return sorted(lines, key=lambda each: (each.ticket.ended_at or each.ticket.issued_at, each.ticket.id), reverse=True)


def source_of(visit: Visit | None, mirror: Mirror, wording: Wording) -> str:
    """Where a visit came from: the kiosk by its name, reception, or a booking."""
    if visit is None:
        return DASH
    device = mirror.get(Device, visit.device_id)
    if visit.source is Source.KIOSK and device is not None:
        return device.name
    return wording.words(f"desk.source.{visit.source}")


def _remark(line: Line, wording: Wording) -> str:
    """What else one should see in the row: why it is on hold or cancelled, or how long the consultation took."""
    ticket = line.ticket
    if ticket.status is TicketStatus.DONE and ticket.started_at and ticket.ended_at:
        took = wording.minutes(int((ticket.ended_at - ticket.started_at).total_seconds() // 60))
        return wording.join(wording.state(ticket), took)
    if ticket.status in (TicketStatus.ON_HOLD, TicketStatus.CANCELLED) and line.visit is not None:
        return line.visit.status_reason or wording.state(ticket)
    return "" if ticket.status is TicketStatus.WAITING else wording.state(ticket)
