"""Icons: the drawings in `icons/`, painted in any colour and size as `image://icon/<name>/<rrggbb>`.

The software renderer has no shader to tint a picture with, so the colour goes into the drawing before it is painted.
"""

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "icons"


class UnknownIcon(LookupError):
    """No drawing of that name; the message lists the names there are."""


def icon_names() -> tuple[str, ...]:
    """Every icon by name, department icons first (`heart`), then those of the interface (`ui-check`)."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.svg")), key=lambda name: (name.startswith("ui-"), name)))


@lru_cache(maxsize=64)
def paint_icon(name: str, colour: str, side: int) -> QImage:
    """`name` in `colour` (`#rrggbb`) as a transparent square of `side` pixels. Raises UnknownIcon."""
    drawing = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return image


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(f"{name!r}; there are {', '.join(icon_names())}")
    return path.read_text(encoding="utf-8")


class IconProvider(QQuickImageProvider):
    """Serves `image://icon/<name>/<rrggbb>` to QML; `Icon.qml` writes the address."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803 (Qt's names)
        name, _, colour = id.rpartition("/")
        side = max(requestedSize.width(), requestedSize.height(), 1)
        size.setWidth(side)
        size.setHeight(side)
        try:
            return paint_icon(name, f"#{colour}", side)
        except UnknownIcon as unknown:
            # An exception cannot pass through Qt; a page with a hole and an error in the log is what is left.
            logger.error("QML asks for the icon %s", unknown)
            hole = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
            hole.fill(Qt.GlobalColor.transparent)
            return hole
