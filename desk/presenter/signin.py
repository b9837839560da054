"""Signing in, choosing a room, signing out."""

from collections.abc import Callable
from uuid import UUID

from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.screen.signin import LanguageShown, RoomShown, RoomsShown, SignInShown
from shared.protocol.grammar import Refusal
from shared.protocol.room import Room
from shared.protocol.session import SignedIn, SignIn, SignOut
from shared.protocol.staff import ChooseRoom, Doctor
from shared.words import LANGUAGES, own_name


class SignInPage:
    """Who sits down at this desk. The password is handed on and kept nowhere."""

    def __init__(self, seat: Seat, signed_in: Callable[[SignedIn], None]) -> None:
        self._seat = seat
        self._signed_in = signed_in
        self.login = ""
        self.problem = ""
        self.note = ""

    def type(self, login: str) -> None:
        """Take what is typed as the login."""
        self.login, self.problem = login, ""

    def sign_in(self, login: str, password: str) -> None:
        """Ask to be let in."""
        words = self._seat.wording.words
        self.login, self.problem = login.strip(), ""
        if not self._seat.link.state.is_live:
            self.problem = words("refused.offline")
        elif not self.login or not password:
            self.problem = words("desk.signin.lacks")
        else:
            command = SignIn(login=self.login, password=password)
            self._seat.ask("sign_in", command, "form", done=self._welcome, refused=self._refuse)
        self._seat.changed()

    def sign_out(self, signed_out: Callable[[], None]) -> None:
        """End the session; whether or not the server hears of it, this desk forgets it."""

        def refused(_: Refusal) -> None:
            signed_out()

        def done(_: None) -> None:
            signed_out()

        if self._seat.link.state.is_live:
            self._seat.ask("sign_out", SignOut(), "queue", done=done, refused=refused)
        else:
            signed_out()

    def expire(self) -> None:
        """The session ended on its own: say so, and that nothing typed is lost."""
        self.note = self._seat.wording.words("desk.signin.expired")

    def shown(self) -> SignInShown:
        """The page as it is now."""
        clinic = self._seat.mirror.clinic
        return SignInShown(
            clinic=clinic.name if clinic is not None else "",
            login=self.login,
            problem=self.problem,
            note=self.note,
            is_busy=self._seat.busy in ("sign_in", "joining"),
            languages=languages_shown((self._seat.wording.words.language,)),
        )

    def _welcome(self, answer: SignedIn) -> None:
        self.note = ""
        self._signed_in(answer)

    def _refuse(self, refusal: Refusal) -> None:
        self.problem = sentence(refusal, self._seat.wording)
        self._seat.wants("password")


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


def languages_shown(chosen: tuple[str, ...]) -> tuple[LanguageShown, ...]:
    """Every language by its own name."""
    return tuple(LanguageShown(key=code, text=own_name(code), is_chosen=code in chosen) for code in LANGUAGES)
