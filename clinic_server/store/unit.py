"""The unit: what one command's handler reads through and records events into."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from clinic_server.actor import Actor
from clinic_server.store.chain import left_by
from clinic_server.store.erasing import NOTHING_LEFT, rewritten
from clinic_server.store.journal import decode_event, encode_event
from clinic_server.store.ledger import Ledger
from clinic_server.store.line import Line
from clinic_server.trust.pairings import Pairings
from shared.protocol.clinic import BusinessDay, Clinic, NotFoundedYet
from shared.protocol.erasure import Rewritten
from shared.protocol.grammar import Event, Value, kind_of
from shared.protocol.identity import new_id
from shared.protocol.patient import Patient
from shared.protocol.refusal import NotFound
from shared.protocol.ticket import Series, Ticket, TicketStatus
from shared.protocol.visit import Visit

V = TypeVar("V", bound=Value)

KEY_BYTES = 16
"""128 random bits: nobody guesses the page of somebody else's ticket."""


class Unit:
    """Lasts for one command. What it recorded is kept all together, or not at all when the handler raises.

    `now` is the command's time, later than every time before it on the same business day; `clock` is what the box's
    clock shows.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        actor: Actor,
        now: datetime,
        clock: datetime,
        pairings: Pairings | None = None,
        prepared: Any = None,
    ) -> None:
        self.actor = actor
        self.now = now
        self.clock = clock
        self.prepared = prepared
        """What the command's preparation worked out; its type is the handler's affair."""
        self.events: list[Event] = []
        self.bodies: dict[int, bytes] = {}
        """What takes the place of older rows' bodies."""
        self.forgotten: list[int] = []
        """The rows whose receipts go."""
        self.told: list[Value] = []
        self._pairings = pairings
        self._ledger = ledger
        self._memory = ledger.memory
        self._recorded: dict[tuple[type[Value], UUID], Value] = {}

    @property
    def has_clinic(self) -> bool:
        """Whether this box is a clinic already."""
        return self._ledger.clinic_id is not None

    @property
    def seq(self) -> int:
        """The last row of the journal."""
        return self._ledger.seq

    @property
    def epoch(self) -> int:
        """How often this clinic was restored onto a new box, from 1."""
        return self._ledger.epoch

    @property
    def pairings(self) -> Pairings:
        """The pairings that are open now."""
        assert self._pairings is not None  # whoever makes a unit for such commands gives them
        return self._pairings

    @property
    def clinic(self) -> Clinic:
        """The clinic. Raises `NotFoundedYet` on an empty box."""
        clinic = self._memory.clinic
        if clinic is None:
            raise NotFoundedYet()
        return self.need(Clinic, clinic.id)

    @property
    def last_day(self) -> BusinessDay | None:
        """The business day that was opened last, whether or not it still is."""
        return self._memory.day

    def day_record(self, day: date) -> BusinessDay | None:
        """The record of any business day."""
        return self._ledger.day(day)

    def get(self, kind: type[V], id: UUID | None) -> V | None:
        """A value as this command sees it, or None."""
        if id is None:
            return None
        recorded = self._recorded.get((kind, id))
        if isinstance(recorded, kind):
            return recorded
        return self._ledger.read(kind, id)

    def kept(self, kind: type[V], id: UUID) -> V | None:
        """A small noun, an open ticket or its visit, as before this command."""
        return self._memory.get(kind, id)

    def need(self, kind: type[V], id: UUID) -> V:
        """A value as this command sees it. Raises `NotFound`."""
        value = self.get(kind, id)
        if value is None:
            raise NotFound(noun=kind_of(kind))
        return value

    def all(self, kind: type[V]) -> tuple[V, ...]:
        """Every value of a small noun, or every open ticket, as before this command."""
        return self._memory.all(kind)

    def visits_of(self, patient_id: UUID) -> Iterator[Visit]:
        """The open visits of a patient, as before this command."""
        return (visit for visit in self.all(Visit) if visit.patient_id == patient_id)

    def line(self, department_id: UUID) -> Line:
        """Who waits for a department, as before this command."""
        return self._memory.line(department_id)

    def waiting(self, department_id: UUID) -> Iterator[Visit]:
        """The visits that wait for a department in order of turn, as before this command."""
        return (self.need(Visit, id) for id in self._memory.line(department_id))

    def count(self, department_id: UUID, status: TicketStatus) -> int:
        """How many of a department's open tickets are in a state."""
        return self._memory.count(department_id, status)

    def place(self, ticket_id: UUID) -> int | None:
        """How many would be called before a waiting ticket; None when it does not wait."""
        return self._memory.place(ticket_id)

    def take_changed(self) -> set[UUID]:
        """The departments whose lines moved since this was last asked."""
        changed = set(self._memory.changed_departments)
        self._memory.changed_departments.clear()
        return changed

    def in_room(self, room_id: UUID) -> Ticket | None:
        """Who was called to a room or is seen there."""
        return self._memory.in_room(room_id)

    def series(self, department_id: UUID, day: date) -> Series | None:
        """A department's counter on a day."""
        return self._ledger.series(department_id, day)

    def same_person(self, phone: str, birth_date: date) -> Patient | None:
        """Who is known by a telephone and a birth date."""
        return self._ledger.same_person(phone, birth_date)

    def history(self, ticket_id: UUID) -> tuple[Event, ...]:
        """Every event about a ticket, oldest first."""
        return self._ledger.history(ticket_id)

    def visits(self, patient_id: UUID) -> tuple[Visit, ...]:
        """All visits of a patient, oldest first, as before this command."""
        return self._ledger.visits(patient_id)

    def erase(self, subject_ids: Sequence[UUID], remains: Callable[[Event], Event]) -> tuple[Rewritten, ...]:
        """Leave of the journal's rows about these only what remains, once this command is kept.

        The event that says why must carry the result, and be the only one of the command. Rows of erasures stay.
        """
        for seq, body in self._ledger.bodies(subject_ids).items():
            left = body if left_by(body) else _left(body, remains)
            if left != body:
                self.bodies[seq] = left
        return rewritten(self.bodies)

    def erase_rows(self, seqs: Sequence[int], remains: Callable[[Event], Event]) -> tuple[Rewritten, ...]:
        """As `erase`, of just these rows; each is marked, also where nothing had to go."""
        self.bodies |= {seq: _left(body, remains) for seq, body in self._ledger.bodies_of(seqs).items()}
        return rewritten(self.bodies)

    def forget(self, seqs: Sequence[int]) -> None:
        """Let the receipts of these rows go, once this command is kept."""
        self.forgotten += seqs

    def record(self, event: Event) -> None:
        """Say what has happened. Its values are what this command reads from now on."""
        self.events.append(event)
        self._recorded.update({(type(value), value.id): value for value in event.values()})

    def tell(self, value: Value) -> None:
        """Hand on what is known only while it lasts, to whoever may hear it, without keeping it."""
        self.told.append(value)

    def new_id(self) -> UUID:
        """An id for something made by this command."""
        return new_id()

    def new_key(self) -> str:
        """An unguessable key for a link."""
        return secrets.token_urlsafe(KEY_BYTES)


def _left(body: bytes, remains: Callable[[Event], Event]) -> bytes:
    """What remains of a body; what no server of today can read is nothing that could be left."""
    try:
        event = decode_event(body)
    except msgspec.DecodeError:
        return NOTHING_LEFT
    return encode_event(remains(event))
