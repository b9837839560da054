"""Keys: touches on the kiosk's own keys, for a name, a phone number or the staff's PIN."""

from typing import TYPE_CHECKING

from kiosk.letters import erase, write
from kiosk.screen import Page

if TYPE_CHECKING:
    from kiosk.presenter import Presenter


class Keys:
    """The pages with keys, and the staff page behind the PIN."""

    def __init__(self, presenter: "Presenter") -> None:
        self._presenter = presenter

    def type_key(self, key: str) -> None:
        """One letter of the name, or one digit of the phone number or the PIN."""
        presenter = self._presenter
        if presenter.touch():
            if presenter.session.page is Page.PIN:
                presenter.staff.type_digit(presenter.session, key)
            else:
                write(presenter.session, key)
            presenter.show()

    def erase(self) -> None:
        """The last letter or digit goes."""
        presenter = self._presenter
        if presenter.touch():
            erase(presenter.session)
            presenter.show()

    def switch_letters(self) -> None:
        """Between the language's own letters and Latin ones."""
        presenter = self._presenter
        if presenter.touch():
            presenter.session.is_latin, presenter.session.first_tile = not presenter.session.is_latin, 0
            presenter.show()

    def finish(self) -> None:
        """What is typed is right, or nothing is told."""
        presenter = self._presenter
        if presenter.touch():
            if presenter.session.page is Page.PIN:
                presenter.staff.try_pin(presenter.session)
                presenter.show()
            else:
                presenter.go_on_from(presenter.session.page)

    def open_staff_door(self) -> None:
        """The hidden gesture: the clinic's mark was held."""
        presenter = self._presenter
        if presenter.touch():
            presenter.session.pin, presenter.session.staff_note = "", ""
            presenter.go(Page.PIN)

    def use_staff(self, key: str) -> None:
        """One of the staff page's actions: `test`, `calibration`, `pair` or `leave`."""
        presenter = self._presenter
        session = presenter.session
        if presenter.touch() and session.page is Page.STAFF and not session.is_staff_busy:
            session.is_staff_busy = key not in ("leave", "pair")
            presenter.spawn(presenter.staff.do(key, session, presenter.show), f"staff: {key}")
