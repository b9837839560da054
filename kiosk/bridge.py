"""Bridge: the presenter's screen to QML, and QML's touches to the presenter."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from kiosk.frame import USUAL_PX_PER_MM, Shape
from kiosk.presenter import Presenter

FEWEST_PX_PER_MM, MOST_PX_PER_MM = 1.5, 12.0
"""From 65 inches with 1920 pixels to 15 inches with 3840: what lies outside is a screen that misreports itself."""


class Touch(QObject):
    """What can be touched. One slot a touch; the decision is the presenter's."""

    def __init__(self, presenter: Presenter, px_per_mm: float | None = None) -> None:
        super().__init__()
        self._presenter = presenter
        self._px_per_mm = px_per_mm

    @Slot(int, int)
    def resize(self, width: int, height: int) -> None:
        """The window has another size."""
        if width > 0 and height > 0:
            px_per_mm = self._px_per_mm or screen_px_per_mm()
            self._presenter.set_shape(Shape(width=width, height=height, px_per_mm=px_per_mm))

    @Slot(str)
    def choose_language(self, key: str) -> None:
        """A language."""
        self._presenter.choose_language(key)

    @Slot()
    def change_language(self) -> None:
        """Back to the languages."""
        self._presenter.change_language()

    @Slot()
    def take_number(self) -> None:
        """The large button."""
        self._presenter.take_number()

    @Slot(str)
    def choose_department(self, key: str) -> None:
        """A department's tile."""
        self._presenter.choosing.choose_department(key)

    @Slot(str)
    def choose_doctor(self, key: str) -> None:
        """A doctor, or any (empty)."""
        self._presenter.choosing.choose_doctor(key)

    @Slot()
    def show_more(self) -> None:
        """The next page of tiles."""
        self._presenter.choosing.show_more()

    @Slot(str)
    def type_key(self, key: str) -> None:
        """A letter or digit."""
        self._presenter.keys.type_key(key)

    @Slot()
    def erase(self) -> None:
        """The backspace key."""
        self._presenter.keys.erase()

    @Slot()
    def switch_letters(self) -> None:
        """Other letters."""
        self._presenter.keys.switch_letters()

    @Slot()
    def finish_entry(self) -> None:
        """Name or number is complete."""
        self._presenter.keys.finish()

    @Slot()
    def finish(self) -> None:
        """Done."""
        self._presenter.finish()

    @Slot()
    def need_more_time(self) -> None:
        """More time, or a touch that means nothing else."""
        self._presenter.need_more_time()

    @Slot(str)
    def toggle(self, key: str) -> None:
        """An aid of the access bar."""
        self._presenter.aids.toggle(key)

    @Slot(str)
    def call_staff(self, kind: str) -> None:
        """A person, please."""
        self._presenter.aids.call_staff(kind)

    @Slot()
    def go_back(self) -> None:
        """Back."""
        self._presenter.go_back()

    @Slot()
    def open_staff_door(self) -> None:
        """The clinic's mark was held."""
        self._presenter.keys.open_staff_door()

    @Slot(str)
    def use_staff(self, key: str) -> None:
        """An action of the staff page."""
        self._presenter.keys.use_staff(key)


def screen_px_per_mm() -> float:
    """What the screen says of itself, unless that cannot be true."""
    measured = QGuiApplication.primaryScreen().physicalDotsPerInch() / 25.4
    return measured if FEWEST_PX_PER_MM <= measured <= MOST_PX_PER_MM else USUAL_PX_PER_MM
