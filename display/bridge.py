"""The bridge: the presenter's screen where QML can read it, and the window that shows it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow

from display.presenter import Presenter
from shared.ui.bridge import Bridge

QML = Path(__file__).parent / "qml"


def open_display(
    presenter: Presenter, open_window: Callable[..., QQuickWindow], *, windowed: tuple[int, int] | None
) -> QQuickWindow:
    """Opens the display's window, of this size or over the full screen, and keeps it showing the presenter's screen."""
    bridge = Bridge(presenter.screen)
    presenter.changed = bridge.show
    window = open_window(QML / "Main.qml", shown=bridge)
    if windowed is None:
        window.setCursor(Qt.CursorShape.BlankCursor)  # a wall has no mouse
        screen = window.screen()
        window.setGeometry(screen.geometry())  # where there is no window manager nobody else would
        screen.geometryChanged.connect(window.setGeometry)
        window.showFullScreen()
    else:
        window.resize(*windowed)
        window.show()
    return window
