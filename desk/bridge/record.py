"""Touches of what an administrator sees of the record."""

from PySide6.QtCore import QObject, Slot

from desk.presenter.desk import Desk


class RecordTouch(QObject):
    """What is touched among the record and the people it is about."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(str, str)
    def choose(self, field: str, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.record.choose(field, key))

    @Slot(str, str)
    def look(self, from_day: str, until_day: str) -> None:
        self._desk.do(lambda: self._desk.administrator.record.look(from_day, until_day))

    @Slot()
    def look_further(self) -> None:
        self._desk.do(self._desk.administrator.record.look_further)

    @Slot()
    def forget_person(self) -> None:
        self._desk.do(lambda: self._desk.administrator.record.about(None))

    @Slot()
    def open_report(self) -> None:
        self._desk.do(self._desk.administrator.record.open_report)

    @Slot(str, str, str)
    def find(self, name: str, phone: str, birth_date: str) -> None:
        self._desk.do(lambda: self._desk.administrator.people.find(name, phone, birth_date))

    @Slot(str)
    def open_person(self, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.people.open(key))
