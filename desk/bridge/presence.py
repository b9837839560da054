"""Whether somebody is at the desk."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtQuick import QQuickWindow

from desk.presenter.desk import Desk

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
