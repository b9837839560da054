"""Aids: the access bar, low reach, and calling a person."""

from typing import TYPE_CHECKING

from kiosk.help import call_staff
from kiosk.screen import Page
from kiosk.session import HelpCall
from shared.protocol.alert import AlertKind

if TYPE_CHECKING:
    from kiosk.presenter import Presenter


class Aids:
    """What makes the kiosk usable for everybody, the same on every page."""

    def __init__(self, presenter: "Presenter") -> None:
        self._presenter = presenter

    def toggle(self, key: str) -> None:
        """`larger`, `contrast`, `read`, `low_reach`, or `help`."""
        presenter = self._presenter
        session = presenter.session
        if not presenter.touch():
            return
        match key:
            case "larger":
                session.is_larger, session.first_tile = not session.is_larger, 0
            case "contrast":
                session.is_high_contrast = not session.is_high_contrast
            case "low_reach":
                session.is_low_reach = not session.is_low_reach
            case "read":
                session.is_reading = not session.is_reading
                presenter.reading.stop()
            case "help" if session.page is Page.HELP:
                presenter.go_back()
                return
            case "help":
                session.before_help, session.help = session.page, HelpCall()
                presenter.go(Page.HELP)
        presenter.show()

    def call_staff(self, kind: str) -> None:
        """Ask a person to come to this kiosk: `help` or `unwell`."""
        presenter = self._presenter
        call = presenter.session.help
        if presenter.touch() and not call.is_busy:
            call.is_busy, call.answer = True, ""
            presenter.spawn(self._call(call, AlertKind(kind), presenter.session.language), "call staff")
            presenter.show()

    async def _call(self, call: HelpCall, kind: AlertKind, language: str) -> None:
        await call_staff(call, kind, language, self._presenter.line)
        self._presenter.show()
