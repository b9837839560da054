"""Evidence: what the journal, the slips and the sound files say of each ticket, and whether they agree."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from clinic_server.store.journal import Row, decode_event
from shared.protocol.call import Call, TicketCalled, TicketRecalled
from shared.protocol.grammar import Event
from shared.protocol.ticket import (
    PrintState,
    Ticket,
    TicketFinished,
    TicketIssued,
    TicketPrinted,
    TicketResumed,
    TicketReturned,
    TicketStarted,
    TicketStatus,
)

BACK_IN_LINE = (TicketResumed, TicketReturned)
"""After these a ticket is called once more."""


@dataclass
class Story:
    """One ticket from the touch to the door, as the journal tells it, and what was found of it elsewhere."""

    label: str
    department_id: UUID
    language: str
    key: str
    issued_at: datetime
    last: Ticket
    confirmed: list[PrintState] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    first_called_at: datetime | None = None
    called: int = 0
    back: int = 0
    started_at: datetime | None = None
    finished_at: list[datetime] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    """The pictures of slips whose code leads to this ticket."""
    spoken: list[UUID] = field(default_factory=list)
    """The calls of which a sound file says exactly what it should."""
    announced: list[UUID] = field(default_factory=list)
    """The calls that the display said it announced, as often as it said so."""

    @property
    def waited_seconds(self) -> float:
        """From the number to the first call."""
        return ((self.first_called_at or self.issued_at) - self.issued_at).total_seconds()

    def faults(self) -> list[str]:
        """What is not as it must be: printed, called, spoken and finished, each once."""
        found = []
        if len(self.slips) != 1:
            found.append(f"printed {len(self.slips)} times")
        if self.confirmed != [PrintState.PRINTED]:
            found.append(f"the journal has its printing as {[str(state) for state in self.confirmed]}")
        if self.called != 1 + self.back:
            found.append(f"called {self.called} times, and {1 + self.back} times in line")
        for call in self.calls:
            if self.spoken.count(call.id) != 1:
                found.append(f"call {call.number} spoken {self.spoken.count(call.id)} times")
            if self.announced.count(call.id) != 1:
                found.append(f"call {call.number} announced {self.announced.count(call.id)} times")
        if len(self.finished_at) != 1 or self.last.status is not TicketStatus.DONE:
            found.append(f"finished {len(self.finished_at)} times, and {self.last.status} in the end")
        return found


def read_stories(rows: Iterable[Row]) -> dict[UUID, Story]:
    """Each ticket's story from the journal, in the order in which they were issued."""
    stories: dict[UUID, Story] = {}
    for row in rows:
        if row.kind.startswith(("ticket.", "call.")):
            _take(stories, decode_event(row.body), row.at)
    return stories


def kinds(rows: Iterable[Row]) -> Counter[str]:
    """How often each kind of event is in the journal."""
    return Counter(row.kind for row in rows)


def lay_slips(stories: Mapping[UUID, Story], codes: Mapping[str, str | None]) -> list[str]:
    """Give each slip (its picture's name, and the page that its code leads to) to its ticket; the rest are faults."""
    by_key = {story.key: story for story in stories.values()}
    faults = []
    for picture, page in codes.items():
        story = by_key.get((page or "").rpartition("/t/")[2])
        if story is None:
            faults.append(f"{picture}: its code says {page!r}, which is no ticket's page")
        else:
            story.slips.append(picture)
    return faults


def twice(labels: Sequence[str]) -> list[str]:
    """Labels that were given to more than one person."""
    return [label for label, count in Counter(labels).items() if count > 1]


def _take(stories: dict[UUID, Story], event: Event, at: datetime) -> None:
    if isinstance(event, TicketIssued):
        ticket = event.ticket
        stories[ticket.id] = Story(
            ticket.label, ticket.department_id, event.visit.language, event.key.key, ticket.issued_at, ticket
        )
        return
    ticket_or_none = getattr(event, "ticket", None)
    if not isinstance(ticket_or_none, Ticket):
        return
    story = stories[ticket_or_none.id]
    story.last = ticket_or_none
    if isinstance(event, TicketPrinted):
        story.confirmed.append(event.ticket.print_state)
    elif isinstance(event, TicketCalled):
        story.called += 1
        story.first_called_at = story.first_called_at or event.call.called_at
        story.calls.append(event.call)
    elif isinstance(event, TicketRecalled):
        story.calls.append(event.call)
    elif isinstance(event, BACK_IN_LINE):
        story.back += 1
    elif isinstance(event, TicketStarted):
        story.started_at = story.started_at or at
    elif isinstance(event, TicketFinished):
        story.finished_at.append(at)
