"""Touches of the doctor's page."""

from PySide6.QtCore import QObject, Slot

from desk.presenter.desk import Desk


class DoctorTouch(QObject):
    """What is touched on the doctor's page."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(str)
    def act(self, action: str) -> None:
        self._desk.do(lambda: self._desk.doctor.act(action))

    @Slot(str)
    def act_on_chosen(self, action: str) -> None:
        self._desk.do(lambda: self._desk.doctor.act_on_chosen(action))

    @Slot(str, str)
    def write_notes(self, key: str, text: str) -> None:
        self._desk.do(lambda: self._desk.doctor.write_notes(key, text))
