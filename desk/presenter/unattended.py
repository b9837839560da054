"""A desk that signs in by itself, for demonstrations: once when it starts, never again after a sign-out."""

from desk.presenter.desk import Desk
from desk.screen.desk import Screen


class Unattended:
    """Signs in with the given account and chooses its room; then it leaves the desk to people."""

    def __init__(self, desk: Desk, login: str, password: str, room: str) -> None:
        self._desk, self._login, self._password, self._room = desk, login, password, room
        self._has_signed_in = self._has_chosen = False

    def see(self, screen: Screen) -> None:
        """Do what the page asks for, if it was not done yet."""
        is_free = self._desk.link.state.is_live and not self._desk.seat.busy
        if screen.page == "signin" and is_free and not self._has_signed_in:
            self._has_signed_in = True
            self._desk.signin.sign_in(self._login, self._password)
        elif screen.page == "rooms" and is_free and self._room and not self._has_chosen:
            self._has_chosen = True
            self._desk.rooms.choose_named(self._room)
