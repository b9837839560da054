"""The desk's real window, driven by keys and clicks."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from desk.bridge import QML, Presence, connect
from desk.presenter.desk import Desk
from shared.ui.window import Windows


class Window:
    """A window that is open. Keys go to whatever has the focus, as on a real desk."""

    def __init__(self, window: QQuickWindow) -> None:
        self.window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release one key."""
        QTest.keyClick(self.window, key, modifiers)
        QGuiApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letters one after another."""
        for letter in text:
            QTest.keyClick(self.window, letter)  # type: ignore[call-overload]  # its stub knows widgets only
        QGuiApplication.processEvents()

    def click(self, item: QQuickItem) -> None:
        """Click into the middle of an item."""
        QGuiApplication.processEvents()
        middle = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle))
        QGuiApplication.processEvents()

    def click_into(self, label: str) -> None:
        """Click into the field that has this label above it. Raises AssertionError when it is not shown."""
        found = [
            item for item in self.items() if item.property("label") == label and item.property("secret") is not None
        ]
        assert found, f"no field is called {label!r}"
        box = found[-1].childItems()[1]
        self.click(box)

    def named(self, name: str) -> QQuickItem:
        """The visible item with this accessible name or text. Raises AssertionError when it is not shown."""
        found = [item for item in self.items() if name in (item.property("text"), item.property("label"))]
        assert found, f"nothing says {name!r}"
        return found[-1]

    def says(self, text: str) -> bool:
        """Whether a visible text contains this."""
        return any(text in str(item.property("text") or "") for item in self.items())

    def items(self) -> list[QQuickItem]:
        """Every visible item."""
        QGuiApplication.processEvents()
        found: list[QQuickItem] = []
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting += item.childItems()
        return found

    @property
    def typed(self) -> str:
        """What stands in the field that has the cursor."""
        return str(self.window.activeFocusItem().property("text") or "")


@contextmanager
def opened(desk: Desk) -> Iterator[Window]:
    """The window of a desk, at 1366x768; closed at the end."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    screen, texts, touch = connect(desk)
    windows = Windows(application)
    window = windows.open(QML / "Main.qml", shown=screen, texts=texts, touch=touch, startWidth=1366, startHeight=768)
    Presence(desk, window)
    window.requestActivate()
    QGuiApplication.processEvents()
    try:
        yield Window(window)
    finally:
        windows.close()
