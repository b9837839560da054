"""Windows: fonts, the QML engine with the `Clinic` module, opening a window and taking its picture."""

import logging
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from shared.ui.bridge import Bridge, Texts
from shared.ui.icon import IconProvider
from shared.ui.qr import QrProvider

logger = logging.getLogger(__name__)

IMPORT_PATH = Path(__file__).parent
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Bengali")


class BadQml(RuntimeError):
    """A QML file that does not load; the message is the engine's, with file and line."""


def set_fonts(application: QGuiApplication) -> None:
    """One family list for every script, digits of one width. A family that is missing is named in the log."""
    missing = sorted(set(FAMILIES) - set(QFontDatabase.families()))
    if missing:
        logger.warning("fonts not installed, some scripts will show as boxes: %s", ", ".join(missing))
    font = QFont(list(FAMILIES))
    font.setFeature(QFont.Tag("tnum"), 1)
    application.setFont(font)


class Windows:
    """The program's QML windows and the engine behind them. `close` before the application goes."""

    def __init__(self, application: QGuiApplication) -> None:
        set_fonts(application)
        self._engine = QQmlEngine()
        self._engine.addImportPath(str(IMPORT_PATH))
        self._icons = IconProvider()
        self._qr = QrProvider()
        self._engine.addImageProvider("icon", self._icons)
        self._engine.addImageProvider("qr", self._qr)
        self._open: list[QQuickWindow] = []
        # QML drops what only QML refers to; Python's reference keeps the objects a window was opened with.
        # The component too: PySide counts the window as its child.
        self._held: list[tuple[QQmlComponent, dict[str, object]]] = []

    def open(self, qml: Path, **properties: object) -> QQuickWindow:
        """Opens the Window at the root of `qml` with its required `properties`. Raises BadQml."""
        component = QQmlComponent(self._engine, QUrl.fromLocalFile(str(qml)))
        if component.isError():
            raise BadQml(component.errorString().strip())
        handed = {name: thing.qml if isinstance(thing, Bridge | Texts) else thing for name, thing in properties.items()}
        window = component.createWithInitialProperties(handed)
        if component.isError() or window is None:
            raise BadQml(component.errorString().strip())
        if not isinstance(window, QQuickWindow):
            raise BadQml(f"{qml}: the root is a {window.metaObject().className()}, not a Window")
        self._held.append((component, properties))
        self._open.append(window)
        return window

    def close_one(self, window: QQuickWindow) -> None:
        """Closes one of several windows. What it was opened with stays: its bindings may still read it."""
        self._open.remove(window)
        window.close()
        window.deleteLater()

    def close(self) -> None:
        """Closes every window and the engine, in the order that leaves no binding reading a dead object."""
        for window in self._open:
            window.close()
            window.deleteLater()
        self._open.clear()
        self._engine.collectGarbage()
        QGuiApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete: the windows go before the engine
        self._held.clear()
        self._engine.deleteLater()


def grab(window: QQuickWindow, path: Path) -> None:
    """Saves what `window` now shows as a picture. Raises OSError when the file cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grabWindow().save(str(path)):
        raise OSError(f"could not write {path}")
