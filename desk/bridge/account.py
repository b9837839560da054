"""Touches of the page of one's own account."""

from PySide6.QtCore import QObject, Slot

from desk.presenter.desk import Desk


class AccountTouch(QObject):
    """What is touched on the page of one's own account."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(str)
    def open_part(self, part: str) -> None:
        self._desk.do(lambda: self._desk.account.open_part(part))

    @Slot()
    def close(self) -> None:
        self._desk.do(self._desk.account.close)

    @Slot(str)
    def type_new(self, password: str) -> None:
        self._desk.do(lambda: self._desk.account.type_new(password))

    @Slot(str, str)
    def change_password(self, password: str, new_password: str) -> None:
        self._desk.do(lambda: self._desk.account.change_password(password, new_password))

    @Slot(str, str)
    def set_pin(self, password: str, pin: str) -> None:
        self._desk.do(lambda: self._desk.account.set_pin(password, pin))

    @Slot(str)
    def remove_pin(self, password: str) -> None:
        self._desk.do(lambda: self._desk.account.remove_pin(password))

    @Slot()
    def start_totp(self) -> None:
        self._desk.do(self._desk.account.start_totp)

    @Slot(str, str)
    def confirm_totp(self, password: str, code: str) -> None:
        self._desk.do(lambda: self._desk.account.confirm_totp(password, code))

    @Slot(str)
    def remove_totp(self, password: str) -> None:
        self._desk.do(lambda: self._desk.account.remove_totp(password))

    @Slot()
    def keep_codes(self) -> None:
        self._desk.do(self._desk.account.keep_codes)

    @Slot(str)
    def end_session(self, key: str) -> None:
        self._desk.do(lambda: self._desk.account.end_session(key))
