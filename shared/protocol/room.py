"""Rooms: where a doctor calls a patient to."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Command, Event, Value


class RoomWord(StrEnum):
    """The word before the number; each has its translation and is spoken."""

    ROOM = "room"
    LABORATORY = "laboratory"
    COUNTER = "counter"


class Room(Value, frozen=True, kw_only=True, tag="room"):
    """A door. `zone` names the screens that call it."""

    audience: ClassVar = Audience.EVERYONE

    number: str
    word: RoomWord = RoomWord.ROOM
    zone: str = "main"
    position: int = 0


class AddRoom(Command[Room], frozen=True, kw_only=True, tag="room.add"):
    """Add a room to the clinic."""

    number: str
    word: RoomWord = RoomWord.ROOM
    zone: str = "main"


class FreeRoom(Command[Room], frozen=True, kw_only=True, tag="room.free"):
    """Take a doctor who is not there any more out of a room, for the next one."""

    room_id: UUID


class RoomAdded(Event, frozen=True, kw_only=True, tag="room.added"):
    """The clinic has a new room."""

    room: Room
