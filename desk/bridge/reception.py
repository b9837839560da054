"""Touches of the reception's page."""

from PySide6.QtCore import QObject, Slot

from desk.presenter.desk import Desk


class ReceptionTouch(QObject):
    """What is touched on the reception's page."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(str)
    def act(self, action: str) -> None:
        self._desk.do(lambda: self._desk.reception.act(action))

    @Slot(str)
    def act_on_chosen(self, action: str) -> None:
        self._desk.do(lambda: self._desk.reception.act_on_chosen(action))

    @Slot(str, str)
    def write(self, field: str, text: str) -> None:
        self._desk.do(lambda: self._desk.reception.form.write(field, text))

    @Slot(str, str)
    def choose(self, field: str, key: str) -> None:
        self._desk.do(lambda: self._desk.reception.form.choose(field, key))

    @Slot(str)
    def choose_department(self, key: str) -> None:
        self._desk.do(lambda: self._desk.reception.choose_department(key))

    @Slot(str)
    def open_twin(self, key: str) -> None:
        self._desk.do(lambda: self._desk.reception.open_twin(key))

    @Slot(str)
    def answer(self, key: str) -> None:
        self._desk.do(lambda: self._desk.reception.answer(key))
