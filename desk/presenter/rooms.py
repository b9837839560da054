"""In which room a doctor works."""

from uuid import UUID

from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.screen.rooms import RoomShown, RoomsShown
from shared.protocol.grammar import Refusal
from shared.protocol.room import Room
from shared.protocol.staff import ChooseRoom, Doctor


class RoomsPage:
    """In which room a doctor works today."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.is_open = False
        """Whether a doctor who has a room wants another one."""
        self.problem = ""

    def choose(self, key: str) -> None:
        """Take a room."""
        self.problem = ""
        if not self._seat.link.state.is_live:
            self.problem = self._seat.wording.words("refused.offline")
            self._seat.changed()
            return
        self._seat.ask("room", ChooseRoom(room_id=UUID(key)), "rooms", done=self._taken, refused=self._refuse)

    def choose_number(self, number: int) -> None:
        """Take the room at this place, counted from 1."""
        rooms = self._rooms()
        if 1 <= number <= len(rooms):
            self.choose(str(rooms[number - 1].id))

    def choose_named(self, name: str) -> bool:
        """Take the room with this number, such as "3" or "B2". False when there is none."""
        room = next((room for room in self._rooms() if room.number == name), None)
        if room is not None:
            self.choose(str(room.id))
        return room is not None

    def shown(self) -> RoomsShown:
        """The page as it is now."""
        seat, wording = self._seat, self._seat.wording
        doctor, staff = seat.doctor, seat.staff
        own = doctor.room_id if doctor is not None else None
        others = {each.room_id: each.name for each in seat.mirror.all(Doctor) if each.id != seat.staff_id}
        return RoomsShown(
            name=staff.name if staff is not None else "",
            rooms=tuple(
                RoomShown(
                    key=str(room.id),
                    number=room.number,
                    word=wording.words(f"desk.room.word.{room.word}"),
                    taken_by=others.get(room.id, ""),
                    is_chosen=room.id == own,
                )
                for room in self._rooms()
            ),
            problem=self.problem,
            is_busy=seat.busy == "room",
            can_go_back=own is not None,
        )

    def _rooms(self) -> list[Room]:
        return sorted(self._seat.mirror.all(Room), key=lambda room: (room.position, room.number))

    def _taken(self, _: Room) -> None:
        self.is_open = False

    def _refuse(self, refusal: Refusal) -> None:
        self.problem = sentence(refusal, self._seat.wording)
