"""Rooms: add one."""

from clinic_server.domain.text import needed_line
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.refusal import BadValue
from shared.protocol.room import AddRoom, Room, RoomAdded


@handles(AddRoom)
def add_room(unit: Unit, command: AddRoom) -> Room:
    """A door is named once: two rooms 3 would send a patient to the wrong one."""
    present = unit.all(Room)
    number = needed_line(command.number, "number", 8)
    if any(room.word is command.word and room.number == number for room in present):
        raise BadValue(field="number", why="taken")
    zone = needed_line(command.zone, "zone", 32)
    room = Room(id=unit.new_id(), number=number, word=command.word, zone=zone, position=len(present))
    unit.record(RoomAdded(room=room))
    return room
