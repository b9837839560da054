"""Visits: one person's stay today, private to staff and self, and where the visit stands in line."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.grammar import Audience, Value
from shared.protocol.priority import Priority


class Source(StrEnum):
    """How the visit began."""

    KIOSK = "kiosk"
    RECEPTION = "reception"
    APPOINTMENT = "appointment"


class Step(Struct, frozen=True, kw_only=True):
    """One stop of the journey that lies behind: a department and room, by whom, from when until when."""

    department_id: UUID
    room_id: UUID | None
    staff_id: UUID | None = None
    arrived_at: datetime
    called_at: datetime | None = None
    started_at: datetime | None = None
    left_at: datetime


class Visit(Value, frozen=True, kw_only=True, tag="visit"):
    """The private side of a ticket (FHIR: Encounter); has the id of its `Ticket`."""

    audience: ClassVar = Audience.STAFF
    personal: ClassVar = ("status_reason",)

    patient_id: UUID | None = None
    language: str
    doctor_id: UUID | None = None
    """The doctor asked for; None: any doctor of the department."""
    priority: Priority = Priority.NORMAL
    source: Source = Source.KIOSK
    device_id: UUID | None = None
    arrived_at: datetime
    effective_arrival_at: datetime
    due_at: datetime
    """Effective arrival + target wait of the class: the earliest due is called first."""
    status_reason: str = ""
    """Why it is on hold or cancelled."""
    steps: tuple[Step, ...] = ()

    @property
    def turn(self) -> tuple[bool, datetime, UUID]:
        """Who is next sorts first: emergencies in order of arrival, then all by due time, then the older ticket."""
        is_emergency = self.priority is Priority.EMERGENCY
        return (not is_emergency, self.effective_arrival_at if is_emergency else self.due_at, self.id)
