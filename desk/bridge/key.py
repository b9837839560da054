"""Keys as the presenter names them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

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


def is_typing() -> bool:
    """Whether a field has the cursor."""
    focus: QObject | None = QGuiApplication.focusObject()
    return focus is not None and (focus.inherits("QQuickTextInput") or focus.inherits("QQuickTextEdit"))
