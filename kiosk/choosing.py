"""Choosing: touches on departments and doctors."""

from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.departments import here_today, tile_of, why_not
from kiosk.screen import Notice, Page
from shared.protocol.department import Department

if TYPE_CHECKING:
    from kiosk.presenter import Presenter


class Choosing:
    """The pages with tiles."""

    def __init__(self, presenter: "Presenter") -> None:
        self._presenter = presenter

    def choose_department(self, key: str) -> None:
        """This department, if it takes people; else say why not."""
        presenter = self._presenter
        if not presenter.touch():
            return
        session, mirror = presenter.session, presenter.line.mirror
        words = presenter.words(session.language)
        department = mirror.get(Department, UUID(key))
        if department is None:
            presenter.refuse(Notice(icon="ui-door", text=words("notice.gone")))
            return
        tile = tile_of(department, mirror, presenter.line.now, words)
        if tile.kind != "open":
            presenter.refuse(why_not(tile, words))
            return
        session.department_id, session.doctor_id = department.id, None
        if department.asks_doctor and here_today(department, mirror):
            presenter.go(Page.DOCTORS)
        else:
            presenter.go_on_from(Page.DOCTORS)

    def choose_doctor(self, key: str) -> None:
        """This doctor, or any (empty key)."""
        if self._presenter.touch():
            self._presenter.session.doctor_id = UUID(key) if key else None
            self._presenter.go_on_from(Page.DOCTORS)

    def show_more(self) -> None:
        """The next page of tiles, or of letters."""
        presenter = self._presenter
        if presenter.touch():
            is_name = presenter.session.page is Page.NAME
            presenter.session.first_tile += 1 if is_name else max(1, presenter.screen.grid.places - 1)
            presenter.session.is_forward = True
            presenter.show()
