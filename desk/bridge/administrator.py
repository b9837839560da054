"""Touches of the administrator's page."""

from PySide6.QtCore import QObject, Slot

from desk.presenter.desk import Desk


class AdministratorTouch(QObject):
    """What is touched on the administrator's page."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(str)
    def open_section(self, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.open_section(key))

    @Slot(str)
    def take_preset(self, code: str) -> None:
        self._desk.do(lambda: self._desk.administrator.take_preset(code))

    @Slot(str, str)
    def add_department(self, code: str, name: str) -> None:
        self._desk.do(lambda: self._desk.administrator.add_department(code, name))

    @Slot(str, str)
    def change_department(self, key: str, action: str) -> None:
        self._desk.do(lambda: self._desk.administrator.change_department(key, action))

    @Slot(str, str)
    def add_room(self, number: str, zone: str) -> None:
        self._desk.do(lambda: self._desk.administrator.add_room(number, zone))

    @Slot(str, str)
    def type_password(self, password: str, login: str) -> None:
        self._desk.do(lambda: self._desk.administrator.accounts.type_password(password, login))

    @Slot(str, str, str, str)
    def add_staff(self, name: str, login: str, password: str, specialisation: str) -> None:
        self._desk.do(lambda: self._desk.administrator.accounts.add(name, login, password, specialisation))

    @Slot(str, str)
    def choose(self, field: str, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.choose(field, key))

    @Slot(str, str, str)
    def write_line(self, field: str, language: str, text: str) -> None:
        self._desk.do(lambda: self._desk.administrator.write_line(field, language, text))

    @Slot(str)
    def keep(self, field: str) -> None:
        self._desk.do(lambda: self._desk.administrator.keep(field))

    @Slot(str)
    def open_account(self, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.accounts.open(key))

    @Slot(str)
    def free_room(self, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.free_room(key))

    @Slot(str)
    def choose_device_kind(self, key: str) -> None:
        self._desk.do(lambda: self._desk.administrator.devices.choose_kind(key))

    @Slot(str, str)
    def add_device(self, name: str, place: str) -> None:
        self._desk.do(lambda: self._desk.administrator.devices.add(name, place))

    @Slot(str, str)
    def act_on_device(self, key: str, action: str) -> None:
        self._desk.do(lambda: self._desk.administrator.devices.act(key, action))

    @Slot(bool)
    def confirm_pairing(self, is_same: bool) -> None:
        self._desk.do(lambda: self._desk.administrator.devices.pairing.confirm(is_same=is_same))

    @Slot()
    def renew_pairing(self) -> None:
        self._desk.do(self._desk.administrator.devices.pairing.renew)

    @Slot()
    def close_pairing(self) -> None:
        self._desk.do(self._desk.administrator.devices.pairing.close)
