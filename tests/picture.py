"""A picture of what the ledger knows, to be compared with another one."""

from dataclasses import dataclass
from uuid import UUID

from clinic_server.store.ledger import Ledger
from clinic_server.store.memory import KEPT
from shared.protocol.clinic import BusinessDay
from shared.protocol.department import Department
from shared.protocol.grammar import Value
from shared.protocol.room import Room
from shared.protocol.ticket import TicketStatus


@dataclass(frozen=True)
class Picture:
    """Everything that handlers can ask of the memory."""

    seq: int
    day: BusinessDay | None
    values: dict[type[Value], dict[UUID, Value]]
    waiting: dict[UUID, list[UUID]]
    in_rooms: dict[UUID, UUID]
    counts: dict[tuple[UUID, TicketStatus], int]


def picture_of(ledger: Ledger) -> Picture:
    """How things are in memory now."""
    memory = ledger.memory
    departments = [department.id for department in memory.all(Department)]
    present = {room.id: memory.in_room(room.id) for room in memory.all(Room)}
    return Picture(
        seq=ledger.seq,
        day=memory.day,
        values={kind: {value.id: value for value in memory.all(kind)} for kind in KEPT},
        waiting={id: list(memory.line(id)) for id in departments},
        in_rooms={room_id: ticket.id for room_id, ticket in present.items() if ticket is not None},
        counts={(id, status): memory.count(id, status) for id in departments for status in TicketStatus},
    )
