"""Touches that every page has."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from desk.bridge.account import AccountTouch
from desk.bridge.administrator import AdministratorTouch
from desk.bridge.doctor import DoctorTouch
from desk.bridge.key import is_typing, key_name
from desk.bridge.reception import ReceptionTouch
from desk.bridge.record import RecordTouch
from desk.presenter.desk import Desk


class Touch(QObject):
    """What is touched on every page; `doctor`, `reception`, `administrator`, `account`, `record` belong to one page."""

    wants = Signal(str)
    """The cursor belongs into the field of this name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._doctor = DoctorTouch(desk, self)
        self._reception = ReceptionTouch(desk, self)
        self._administrator = AdministratorTouch(desk, self)
        self._account = AccountTouch(desk, self)
        self._record = RecordTouch(desk, self)
        desk.seat.wants = self.wants.emit

    @Property(QObject, constant=True)
    def doctor(self) -> QObject:
        return self._doctor

    @Property(QObject, constant=True)
    def reception(self) -> QObject:
        return self._reception

    @Property(QObject, constant=True)
    def administrator(self) -> QObject:
        return self._administrator

    @Property(QObject, constant=True)
    def account(self) -> QObject:
        return self._account

    @Property(QObject, constant=True)
    def record(self) -> QObject:
        return self._record

    @Slot(int, int, str, result=bool)
    def press(self, key: int, modifiers: int, text: str) -> bool:
        """A key that no field has taken. True: it did something."""
        name = key_name(key, modifiers, text, is_typing())
        return bool(name) and self._desk.press(name)

    @Slot(str)
    def press_named(self, name: str) -> None:
        """A key cap that was clicked."""
        self._desk.press({"Del": "Delete"}.get(name, name))

    @Slot(str, str)
    def sign_in(self, login: str, password: str) -> None:
        self._desk.do(lambda: self._desk.signin.sign_in(login, password))

    @Slot(str)
    def type_login(self, login: str) -> None:
        self._desk.do(lambda: self._desk.signin.type(login))

    @Slot(str)
    def give_proof(self, text: str) -> None:
        self._desk.do(lambda: self._desk.signin.give(text))

    @Slot(str)
    def type_new_password(self, text: str) -> None:
        self._desk.do(lambda: self._desk.signin.type_new(text))

    @Slot()
    def use_recovery(self) -> None:
        self._desk.do(self._desk.signin.use_recovery)

    @Slot()
    def back_to_sign_in(self) -> None:
        self._desk.do(self._desk.signin.go_back)

    @Slot()
    def pair_again(self) -> None:
        self._desk.pair_again()

    @Slot(str)
    def unlock(self, secret: str) -> None:
        self._desk.do(lambda: self._desk.lock.unlock(secret))

    @Slot()
    def leave_locked(self) -> None:
        self._desk.do(self._desk.sign_out)

    @Slot(str)
    def choose_language(self, language: str) -> None:
        self._desk.choose_language(language)

    @Slot(str)
    def choose_room(self, key: str) -> None:
        self._desk.do(lambda: self._desk.rooms.choose(key))

    @Slot()
    def leave_rooms(self) -> None:
        self._desk.do(self._desk.leave_rooms)

    @Slot(str, str, str)
    def type_setup(self, field: str, text: str, login: str) -> None:
        self._desk.do(lambda: self._desk.setup.type(field, text, login))

    @Slot(str)
    def choose_clinic_language(self, language: str) -> None:
        self._desk.do(lambda: self._desk.setup.choose_language(language))

    @Slot("QVariantMap")
    def found(self, fields: dict[str, str]) -> None:
        self._desk.do(lambda: self._desk.setup.found(fields))

    @Slot(str)
    def open_tab(self, key: str) -> None:
        self._desk.do(lambda: self._desk.queue_do(lambda queue: queue.open_tab(key)))

    @Slot(str)
    def find(self, text: str) -> None:
        self._desk.do(lambda: self._desk.queue_do(lambda queue: queue.find(text)))

    @Slot(str)
    def choose_row(self, key: str) -> None:
        self._desk.do(lambda: self._desk.queue_do(lambda queue: queue.choose(key)))

    @Slot(bool)
    def hold_still(self, is_held: bool) -> None:
        self._desk.do(lambda: self._desk.queue_do(lambda queue: queue.hold_still(is_held)))

    @Slot()
    def open_menu(self) -> None:
        self._desk.do(self._desk.open_menu)

    @Slot(str)
    def open_page(self, page: str) -> None:
        self._desk.do(lambda: self._desk.open_page(page))

    @Slot()
    def confirm_date(self) -> None:
        self._desk.do(self._desk.seat.confirm_date)

    @Slot(str)
    def choose_in_sheet(self, key: str) -> None:
        self._desk.do(lambda: self._desk.sheet_do(lambda sheet: sheet.choose(key)))

    @Slot(str)
    def type_in_sheet(self, text: str) -> None:
        self._desk.do(lambda: self._desk.sheet_do(lambda sheet: sheet.type(text)))

    @Slot()
    def confirm_sheet(self) -> None:
        self._desk.do(self._desk.confirm_sheet)

    @Slot()
    def close_sheet(self) -> None:
        self._desk.do(self._desk.close_sheet)
