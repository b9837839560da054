"""The audit: who did and who read what, from which device, when and why; read from the journal, page by page."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Command, Event


class Reading(StrEnum):
    """How somebody came to read."""

    SCREEN = "screen"
    """A signed-in screen shows it, from the row on until its `ReadingEnded`, or until the server stopped."""
    ANSWER = "answer"
    """It was asked for."""
    EXPORT = "export"
    """All that is kept of one person was handed out."""
    AUDIT = "audit"
    """The audit itself was looked through."""


class AuditRow(Struct, frozen=True, kw_only=True):
    """One row of the journal, for people. `kind` names what has happened, as the protocol's events are called."""

    seq: int
    at: datetime
    kind: str
    role: str
    """Of the one who asked; `box`: the server itself."""
    staff_id: UUID | None = None
    staff_name: str = ""
    device_id: UUID | None = None
    device_name: str = ""
    subject_id: UUID | None = None
    """The ticket or the patient that it is about, when it is about one."""
    label: str = ""
    """The ticket's."""
    why: str = ""
    """The reason that was given."""
    how: Reading | None = None
    read: tuple[str, ...] = ()
    """What kinds of values were read."""
    read_ids: tuple[UUID, ...] = ()
    """Whose: tickets and patients. Empty for a screen: everybody it may show."""


class AuditPage(Struct, frozen=True, kw_only=True):
    """Rows, the newest first. Go on with `before=next_before`; None: there is nothing older.

    A page may be short, or empty, while there is more: so many rows of the journal are looked through at a time.
    """

    rows: tuple[AuditRow, ...]
    next_before: int | None = None


class ListAudit(Command[AuditPage], frozen=True, kw_only=True, tag="audit.list"):
    """Look the audit through; all that is given must fit. That somebody looked is recorded too."""

    route: ClassVar = "POST /audit"

    subject_id: UUID | None = None
    """A ticket, or a patient with all their tickets; with who read of them, and what screens may have shown them."""
    staff_id: UUID | None = None
    device_id: UUID | None = None
    kind: str = ""
    """An event's name such as `ticket.cancelled`, or how it begins: `audit.`."""
    from_at: datetime | None = None
    until_at: datetime | None = None
    before: int | None = None
    most: int = 100


class PersonalDataRead(Event, frozen=True, kw_only=True, tag="audit.read"):
    """Somebody was shown personal data, which is not repeated here."""

    how: Reading
    kinds: tuple[str, ...]
    subject_ids: tuple[UUID, ...] = ()
    """Whose: patients and tickets. Empty for a screen: everybody it may show."""
    department_ids: tuple[UUID, ...] = ()
    """For a screen: of these departments alone."""
    reason: str = ""

    @property
    def about(self) -> UUID | None:
        """Whose data it was, when it was one person's."""
        return self.subject_ids[0] if len(self.subject_ids) == 1 else None


class ReadingEnded(Event, frozen=True, kw_only=True, tag="audit.read_ended"):
    """A screen no longer shows personal data."""

    kinds: tuple[str, ...]
    since: datetime
