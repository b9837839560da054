"""Examples: one frame of each kind, as the documentation shows them. The clinic and its people are invented."""

from datetime import UTC, datetime
from uuid import UUID

from msgspec import Raw, Struct

from shared.protocol.clinic import Clinic
from shared.protocol.department import Department, QueuePaused
from shared.protocol.envelope import (
    DERIVED,
    Answer,
    Hello,
    Join,
    Notice,
    Request,
    Snapshot,
    encode,
    refused,
)
from shared.protocol.queue import Queue
from shared.protocol.room import Room
from shared.protocol.ticket import IssueTicket, Slip, Ticket
from shared.protocol.version import LOWEST_VERSION, PROTOCOL_VERSION

CLINIC_ID = UUID("019ed4c0-7a10-7c3e-8d11-5b2f6f0c9a01")
DEPARTMENT_ID = UUID("019ed4c1-1f4a-7b52-9c07-2ad1c3f8e002")
ROOM_ID = UUID("019ed4c1-9b03-7d18-a6e4-71f0b5d2c003")
REQUEST_ID = UUID("019ed5f3-52d1-7a94-8e3b-64c8d90b1005")
SECOND_REQUEST_ID = UUID("019ed5f4-0e77-7f21-9ab6-d5037c2e4006")
SERIES_ID = UUID("019ed5a0-0001-7c00-8000-3f6a9b1d2007")
TICKET_ID = UUID("019ed5f3-52d6-7b08-a4c1-98e2f7b3d008")
AT = datetime(2026, 4, 14, 7, 41, 12, tzinfo=UTC)

CLINIC = Clinic(
    id=CLINIC_ID,
    name="Riverside Clinic",
    time_zone="Europe/Madrid",
    languages=("es", "en", "ar"),
    page_address="http://192.0.2.7:8480",
)
DEPARTMENT = Department(
    id=DEPARTMENT_ID,
    code="GM",
    names={"en": "General medicine", "es": "Medicina general"},
)
TICKET = Ticket(
    id=TICKET_ID,
    label="GM-007",
    number=7,
    series_id=SERIES_ID,
    business_day=AT.date(),
    department_id=DEPARTMENT_ID,
    issued_at=AT,
    waiting_since=AT,
    ahead_at_issue=4,
)

FRAMES: tuple[Struct, ...] = (
    Hello(
        version=PROTOCOL_VERSION,
        lowest_version=LOWEST_VERSION,
        product_version="0.1.0",
        clinic_id=CLINIC_ID,
        epoch=1,
        at=AT,
    ),
    Join(version=PROTOCOL_VERSION, token="dqd0C6TnUyFb0Y4q0tcYp2Vp3rDcWkCkzqO2m1xg5nE"),  # noqa: S106  # of nobody
    Snapshot(
        seq=118,
        at=AT,
        values=(
            CLINIC,
            DEPARTMENT,
            Room(id=ROOM_ID, number="3"),
            Queue(id=DEPARTMENT_ID, waiting=4, next_labels=("GM-003", "GM-004", "GM-005", "GM-006"), is_taking=True),
        ),
    ),
    Notice(
        number=1,
        seq=119,
        at=AT,
        kind=DERIVED,
        values=(
            Queue(
                id=DEPARTMENT_ID,
                waiting=5,
                next_labels=("GM-003", "GM-004", "GM-005", "GM-006", "GM-007"),
                is_taking=True,
            ),
        ),
    ),
    Request(id=REQUEST_ID, command=IssueTicket(department_id=DEPARTMENT_ID, language="es")),
    Answer(id=REQUEST_ID, value=Raw(encode(Slip(ticket=TICKET, page="/t/vVxQ3n0yTz6Jm2eKcR8LdA")))),
    refused(SECOND_REQUEST_ID, QueuePaused(until=datetime(2026, 4, 14, 8, 0, tzinfo=UTC))),
)
