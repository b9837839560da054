"""The clinic as one screen knows it: a snapshot plus the notices since, kept by `put` alone."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from shared.protocol.alert import Alert
from shared.protocol.broken_glass import BrokenGlass
from shared.protocol.call import Call, CallReason
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.envelope import Notice, Snapshot
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Value
from shared.protocol.patient import Patient
from shared.protocol.ticket import Ticket
from shared.protocol.visit import Visit

if TYPE_CHECKING:
    from datetime import datetime

V = TypeVar("V", bound=Value)


class Mirror:
    """Values by class and id. Reading is plain look-up; only the link writes."""

    def __init__(self) -> None:
        self.seq = 0
        self.at: datetime | None = None
        self._values: dict[type[Value], dict[UUID, Value]] = {}

    def get(self, kind: type[V], id: UUID | None) -> V | None:
        """The value of this class and id, or None when the mirror does not know it."""
        if id is None:
            return None
        return self._of(kind).get(id)

    def all(self, kind: type[V]) -> tuple[V, ...]:
        """Every value of a class, in the order they became known: a snapshot brings them oldest first."""
        return tuple(self._of(kind).values())

    @property
    def clinic(self) -> Clinic | None:
        """The clinic, or None before the first snapshot and on a box that is not a clinic yet."""
        return next(iter(self._of(Clinic).values()), None)

    @property
    def day(self) -> BusinessDay | None:
        """The open business day, or None when none is open."""
        return next((day for day in self._of(BusinessDay).values() if day.closed_at is None), None)

    def reset(self, snapshot: Snapshot) -> None:
        """Forget all and know what the snapshot says."""
        self._values = {}
        self.seq, self.at = snapshot.seq, snapshot.at
        self._put(snapshot.values)

    def apply(self, notice: Notice) -> None:
        """Take a notice's new values in. A new business day forgets what ended before it."""
        self.seq, self.at = notice.seq, notice.at
        self._put(notice.values)
        if any(isinstance(value, BusinessDay) and value.closed_at is None for value in notice.values):
            self._forget_ended()

    def _put(self, values: Iterable[Value]) -> None:
        for value in values:
            self._values.setdefault(type(value), {})[value.id] = value

    def _of(self, kind: type[V]) -> dict[UUID, V]:
        return self._values.get(kind, {})  # type: ignore[return-value]  # a class's dict holds that class only

    def _forget_ended(self) -> None:
        """What belongs to days gone by would make a screen grow for months."""
        self._keep(Ticket, lambda ticket: not ticket.status.is_final)
        tickets = self._of(Ticket)
        self._keep(Visit, lambda visit: visit.id in tickets)
        self._keep(Feedback, lambda feedback: feedback.id in tickets)
        self._keep(ClinicalNote, lambda note: note.id in tickets)
        self._keep(Call, lambda call: call.ticket_id in tickets)
        self._keep(CallReason, lambda reason: reason.ticket_id in tickets)
        self._keep(BrokenGlass, lambda glass: glass.ticket_id in tickets)
        patients = {visit.patient_id for visit in self._of(Visit).values()}
        self._keep(Patient, lambda patient: patient.id in patients)
        self._keep(Alert, lambda alert: alert.answered_at is None)
        self._keep(BusinessDay, lambda day: day.closed_at is None)

    def _keep(self, kind: type[V], is_kept: Callable[[V], bool]) -> None:
        if kind in self._values:
            self._values[kind] = {id: value for id, value in self._of(kind).items() if is_kept(value)}
