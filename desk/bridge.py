"""Between the presenter and QML: the screen goes in, keys and clicks come out."""

from pathlib import Path

from PySide6.QtCore import Property, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from desk.presenter.desk import Desk
from shared.ui.bridge import Bridge, Texts

QML = Path(__file__).parent / "qml"
_KEYS = {
    Qt.Key.Key_Return.value: "Enter",
    Qt.Key.Key_Enter.value: "Enter",
    Qt.Key.Key_Delete.value: "Delete",
    Qt.Key.Key_Escape.value: "Escape",
    Qt.Key.Key_Up.value: "Up",
    Qt.Key.Key_Down.value: "Down",
    Qt.Key.Key_Home.value: "Home",
    Qt.Key.Key_End.value: "End",
    Qt.Key.Key_PageUp.value: "PageUp",
    Qt.Key.Key_PageDown.value: "PageDown",
    **{Qt.Key.Key_F1.value + number: f"F{number + 1}" for number in range(12)},
}
_TYPED = frozenset({"Delete", "Home", "End", "Ctrl+Z"})
"""Keys that belong to whoever is typing."""
_STIRRING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


def key_name(key: int, modifiers: int, text: str, is_typing: bool) -> str:
    """The presenter's name of a key: F2, Enter, Ctrl+Z, "/". Empty when it belongs to the field that has the cursor."""
    is_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier.value)
    if is_control and (
        Qt.Key.Key_A.value <= key <= Qt.Key.Key_Z.value or Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value
    ):
        name = f"Ctrl+{chr(key)}"
    elif modifiers & (Qt.KeyboardModifier.ControlModifier.value | Qt.KeyboardModifier.AltModifier.value):
        return ""
    else:
        name = _KEYS.get(key, text)
    return "" if is_typing and (name in _TYPED or len(name) == 1) else name


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


class Touch(QObject):
    """What is touched on every page, and what belongs to one page only: `doctor`, `reception`, `administrator`."""

    wants = Signal(str)
    """The cursor belongs into the field of this name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._doctor = DoctorTouch(desk, self)
        self._reception = ReceptionTouch(desk, self)
        self._administrator = AdministratorTouch(desk, self)
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

    @Slot(int, int, str, result=bool)
    def press(self, key: int, modifiers: int, text: str) -> bool:
        """A key that no field has taken. True: it did something."""
        name = key_name(key, modifiers, text, _is_typing())
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


class Presence(QObject):
    """Tells the desk of every key and every movement of the pointer: somebody is here."""

    def __init__(self, desk: Desk, window: QQuickWindow) -> None:
        super().__init__(window)
        self._desk = desk
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRRING:
            self._desk.lock.stir()
        return False


def connect(desk: Desk) -> tuple[Bridge, Texts, Touch]:
    """The three things every page is given; the screen and the texts follow the presenter from now on."""
    screen, texts, touch = Bridge(desk.screen), Texts(desk.words), Touch(desk)
    desk.changed, desk.worded = screen.show, texts.show
    return screen, texts, touch


def _is_typing() -> bool:
    focus: QObject | None = QGuiApplication.focusObject()
    return focus is not None and (focus.inherits("QQuickTextInput") or focus.inherits("QQuickTextEdit"))
