"""The rooms that a doctor can choose from."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RoomShown:
    """A room to work in; `taken_by` names the doctor who is in it."""

    key: str
    number: str
    word: str
    taken_by: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class RoomsShown:
    """The page to choose a room."""

    name: str = ""
    rooms: tuple[RoomShown, ...] = ()
    problem: str = ""
    is_busy: bool = False
    can_go_back: bool = False
