"""What the writer keeps in memory: small nouns, open sessions, everybody in the building, and the lines they stand in.

It is the database's truth and nothing more: it is read from there, `put` as the tables are, and read anew whenever a
transaction fails.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from clinic_server.store.line import Line, Turn
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.department import Department
from shared.protocol.device import Device, DeviceCredential, DeviceHealth
from shared.protocol.grammar import Value
from shared.protocol.room import Room
from shared.protocol.session import Session
from shared.protocol.staff import Doctor, Staff
from shared.protocol.ticket import Series, Ticket, TicketStatus
from shared.protocol.visit import Visit
from shared.protocol.webhook import Webhook

V = TypeVar("V", bound=Value)

SMALL: tuple[type[Value], ...] = (
    Clinic,
    Department,
    Room,
    Staff,
    Doctor,
    Device,
    DeviceCredential,
    DeviceHealth,
    Session,
    Webhook,
)
KEPT: tuple[type[Value], ...] = (*SMALL, Ticket, Visit)
IN_ROOM = frozenset({TicketStatus.CALLED, TicketStatus.IN_PROGRESS, TicketStatus.IN_CALL, TicketStatus.LEFT_CALL})


class Memory:
    """Values by class and id; `changed_departments` collects whose lines moved since it was last cleared."""

    def __init__(self) -> None:
        self.day: BusinessDay | None = None
        self.changed_departments: set[UUID] = set()
        self._values: dict[type[Value], dict[UUID, Value]] = {kind: {} for kind in KEPT}
        self._series: dict[UUID, Series] = {}
        self._lines: defaultdict[UUID, Line] = defaultdict(Line)
        self._places: dict[UUID, tuple[UUID, Turn]] = {}
        self._in_rooms: dict[UUID, UUID] = {}
        self._entered: set[UUID] = set()
        self._counts: Counter[tuple[UUID, TicketStatus]] = Counter()

    @property
    def clinic(self) -> Clinic | None:
        """The clinic, or None while the box is empty."""
        return next(iter(self.all(Clinic)), None)

    def get(self, kind: type[V], id: UUID) -> V | None:
        """A small noun, an open ticket or its visit; None for what is not kept here."""
        return self._of(kind).get(id)

    def all(self, kind: type[V]) -> tuple[V, ...]:
        """All values of a small noun, or all open tickets or visits."""
        return tuple(self._of(kind).values())

    def holds(self, kind: type[Value]) -> bool:
        """Whether what is not here does not exist."""
        return kind in SMALL

    def line(self, department_id: UUID) -> Line:
        """Who waits for a department."""
        return self._lines[department_id]

    def place(self, ticket_id: UUID) -> int | None:
        """How many are before a waiting ticket; None when it does not wait."""
        if ticket_id not in self._places:
            return None
        department_id, turn = self._places[ticket_id]
        return self._lines[department_id].before(turn)

    def in_room(self, room_id: UUID) -> Ticket | None:
        """The ticket that was called to a room or is seen there."""
        id = self._in_rooms.get(room_id)
        return None if id is None else self.get(Ticket, id)

    def count(self, department_id: UUID, status: TicketStatus) -> int:
        """How many open tickets of a department are in a state."""
        return self._counts[department_id, status]

    def series(self, department_id: UUID) -> Series | None:
        """The counter last used for a department, as far as this process knows."""
        return self._series.get(department_id)

    def put(self, values: Iterable[Value]) -> None:
        """Take new values in."""
        values = tuple(values)
        touched = {value.id for value in values if isinstance(value, Ticket | Visit)}
        for id in touched:
            self._leave(id)
        for value in values:
            if isinstance(value, Series):
                self._series[value.department_id] = value
            elif isinstance(value, BusinessDay):
                self.day = value
            elif type(value) in self._values:
                self._values[type(value)][value.id] = value
            if isinstance(value, Session) and value.closed_at is not None:
                del self._values[Session][value.id]
            if isinstance(value, Department):
                self.changed_departments.add(value.id)
            elif isinstance(value, Doctor):
                self.changed_departments.update(value.department_ids)
            elif isinstance(value, BusinessDay | Clinic):
                self.changed_departments.update(self._values[Department])
        for id in touched:
            self._enter(id)

    def remove(self, kind: type[Value], id: UUID) -> None:
        """Let go of a value that left its table."""
        self._values.get(kind, {}).pop(id, None)

    def _of(self, kind: type[V]) -> dict[UUID, V]:
        return self._values.get(kind, {})  # type: ignore[return-value]  # a class's dict holds that class only

    def _leave(self, id: UUID) -> None:
        """Take a ticket out of every index before it changes."""
        if id not in self._entered:
            return
        self._entered.discard(id)
        ticket = self._of(Ticket)[id]
        self._counts[ticket.department_id, ticket.status] -= 1
        self.changed_departments.add(ticket.department_id)
        place = self._places.pop(id, None)
        if place is not None:
            self._lines[place[0]].remove(place[1])
        if ticket.room_id is not None and self._in_rooms.get(ticket.room_id) == id:
            del self._in_rooms[ticket.room_id]

    def _enter(self, id: UUID) -> None:
        """Put a ticket into every index as it now is; one that has ended leaves the memory."""
        ticket, visit = self.get(Ticket, id), self.get(Visit, id)
        if ticket is None or visit is None or ticket.status.is_final:
            self._values[Ticket].pop(id, None)
            self._values[Visit].pop(id, None)
            return
        self._entered.add(id)
        self._counts[ticket.department_id, ticket.status] += 1
        self.changed_departments.add(ticket.department_id)
        if ticket.status is TicketStatus.WAITING:
            turn = visit.turn
            self._places[id] = (ticket.department_id, turn)
            self._lines[ticket.department_id].add(turn)
        elif ticket.room_id is not None and ticket.status in IN_ROOM:
            self._in_rooms[ticket.room_id] = id
