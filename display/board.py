"""The board: which calls still stand, and who is next, read from the mirror. Pure functions."""

from collections.abc import Collection
from itertools import chain, zip_longest
from uuid import UUID

from display.screen import CallRow, Door, DoorState, NextRow
from shared.client.mirror import Mirror
from shared.protocol.call import Call
from shared.protocol.department import Department
from shared.protocol.device import Direction
from shared.protocol.queue import Queue
from shared.protocol.room import Room
from shared.protocol.ticket import Ticket, TicketStatus
from shared.words import Words

LONGEST_BOARD = 9
LONGEST_NEXT = 8
UNKNOWN_ICON = "help"

_IN_A_ROOM = frozenset({TicketStatus.CALLED, TicketStatus.IN_PROGRESS, TicketStatus.IN_CALL, TicketStatus.LEFT_CALL})
_STANDING = _IN_A_ROOM | {TicketStatus.DONE}


def stands(call: Call, mirror: Mirror) -> bool:
    """Whether the call still says where its ticket is or was: not taken back, moved on, held, missed or cancelled."""
    ticket = mirror.get(Ticket, call.ticket_id)
    return ticket is not None and ticket.status in _STANDING and ticket.room_id == call.room_id


def is_for(call: Call, zones: Collection[str]) -> bool:
    """Whether a screen of these zones calls it; no zones means all of them."""
    return not zones or call.zone in zones


def standing_calls(mirror: Mirror, zones: Collection[str]) -> tuple[Call, ...]:
    """The newest call of each ticket that still stands, the latest first."""
    latest: dict[UUID, Call] = {}
    for call in sorted(mirror.all(Call), key=lambda call: (call.called_at, call.id), reverse=True):
        if call.ticket_id not in latest and is_for(call, zones) and stands(call, mirror):
            latest[call.ticket_id] = call
            if len(latest) == LONGEST_BOARD:
                break
    return tuple(latest.values())


def is_live(call: Call, mirror: Mirror) -> bool:
    """Whether this person goes now: called and not yet seen."""
    ticket = mirror.get(Ticket, call.ticket_id)
    return ticket is not None and ticket.status is TicketStatus.CALLED


def call_row(call: Call, mirror: Mirror, arrows: dict[str, Direction], words: Words) -> CallRow:
    """One call as a row of the board."""
    department, room = mirror.get(Department, call.department_id), mirror.get(Room, call.room_id)
    return CallRow(
        key=str(call.ticket_id),
        label=call.label,
        icon=department.icon if department else UNKNOWN_ICON,
        tone=department.colour.value if department else "slate",
        room_word=words(f"room.{room.word.value}") if room else "",
        room_number=room.number if room else "",
        way=way_to(call.room_id, arrows),
        is_live=is_live(call, mirror),
    )


def way_to(room_id: UUID, arrows: dict[str, Direction]) -> str:
    """The way from this screen to a room, "none" where nobody has said."""
    way = arrows.get(str(room_id))
    return way.value if way else "none"


def next_rows(mirror: Mirror) -> tuple[NextRow, ...]:
    """Who is near: the first of every department, then the second of each. Across departments there is no order."""
    departments = sorted(mirror.all(Department), key=lambda department: (department.position, department.code))
    lines: list[list[NextRow]] = []
    for department in departments:
        queue = mirror.get(Queue, department.id)
        labels = queue.next_labels if queue else ()
        lines.append(
            [
                NextRow(key=label, label=label, icon=department.icon, tone=department.colour.value)
                for label in dict.fromkeys(labels)
            ]
        )
    in_turn = {row.key: row for row in chain.from_iterable(zip_longest(*lines)) if row is not None}
    return tuple(in_turn.values())[:LONGEST_NEXT]


def door(mirror: Mirror, number: str, words: Words) -> Door:
    """Who is called to, or is in, the room of this number."""
    room = next(
        (room for room in mirror.all(Room) if number.casefold() in (room.number.casefold(), str(room.id))), None
    )
    if room is None:
        return Door(room_number=number, room_word=words("room.room"))
    inside = [ticket for ticket in mirror.all(Ticket) if ticket.room_id == room.id and ticket.status in _IN_A_ROOM]
    word = words(f"room.{room.word.value}")
    if not inside:
        return Door(room_number=room.number, room_word=word)
    ticket = max(inside, key=lambda ticket: (ticket.called_at or ticket.issued_at, ticket.id))
    department = mirror.get(Department, ticket.department_id)
    return Door(
        state=DoorState.CALLED if ticket.status is TicketStatus.CALLED else DoorState.INSIDE,
        key=f"{ticket.id} {ticket.calls}",
        label=ticket.label,
        icon=department.icon if department else UNKNOWN_ICON,
        tone=department.colour.value if department else "slate",
        room_word=word,
        room_number=room.number,
    )
