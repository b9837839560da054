"""Trace: which page is shown and where it can be touched, as JSON lines; for support, bench and demo."""

import json
import sys
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.screen import Screen

SETTLE_MS = 30
"""Frames within this time are told as one."""


class Trace(QObject):
    """Tells of every page, and whenever a target has another place: `{"page": …, "targets": {name: [x, y, w, h]}}`.

    Places are pixels of the screen. Of a person it tells the language and the number on the screen, nothing else.
    """

    def __init__(
        self, window: QQuickWindow, screen: Callable[[], Screen], write: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._screen = screen
        self._write = write or _print
        self._told: dict[str, object] = {}
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._tell)
        window.frameSwapped.connect(self._soon)
        self._soon()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        screen = self._screen()
        facts: dict[str, object] = {
            "page": screen.page.value,
            "language": screen.language,
            "label": screen.ticket.label,
            "paper": screen.ticket.paper,
            "targets": dict(targets(self._window)),
        }
        if facts != self._told:
            self._told = facts
            self._write(json.dumps({"at": round(time.time(), 3), **facts}))


def targets(window: QQuickWindow) -> Iterator[tuple[str, list[int]]]:
    """Every item with a name that can be touched now, with its place on the screen."""
    scale, corner = window.devicePixelRatio(), window.position()
    inside = QRectF(0, 0, window.width(), window.height())
    waiting = [window.contentItem()]
    while waiting:
        item: QQuickItem = waiting.pop()
        if not (item.isVisible() and item.isEnabled()):
            continue
        place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        if item.objectName() and inside.intersects(place):
            x, y = corner.x() + place.x(), corner.y() + place.y()
            yield item.objectName(), [round(each * scale) for each in (x, y, place.width(), place.height())]
        waiting += item.childItems()


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
