"""Retention: what is kept for how long; what is older goes every night, and only that."""

from uuid import UUID

from msgspec import Struct

from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.erasure import Rewritten
from shared.protocol.feedback import Feedback
from shared.protocol.grammar import Event
from shared.protocol.patient import Patient
from shared.protocol.visit import Visit


class Gone(Struct, frozen=True, kw_only=True):
    """A value that is not kept any more: its kind and id."""

    kind: str
    id: UUID


class RecordsExpired(Event, frozen=True, kw_only=True, tag="retention.expired"):
    """The time of some records was up. `counts` says of each class how many; the values are what is left of them."""

    counts: dict[str, int]
    patients: tuple[Patient, ...] = ()
    visits: tuple[Visit, ...] = ()
    notes: tuple[ClinicalNote, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    gone: tuple[Gone, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
