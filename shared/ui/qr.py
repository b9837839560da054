"""QR codes: an address as whole modules of whole pixels, served to QML as `image://qr/<quiet>/<encoded text>`."""

from urllib.parse import unquote

import segno
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

DARK = QColor("#0C2B33")
LIGHT = QColor("#FFFFFF")


def paint_qr(text: str, side: int, quiet: int) -> QImage:
    """`text` as a QR code (ISO/IEC 18004, error correction M or better) at most `side` pixels wide.

    `quiet` modules of white surround it; a module is a whole number of pixels, so a camera meets sharp edges.
    """
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    count = len(rows) + 2 * quiet
    module = max(1, side // count)
    image = QImage(count * module, count * module, QImage.Format.Format_RGB32)
    image.fill(LIGHT)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect((x + quiet) * module, (y + quiet) * module, module, module, DARK)
    painter.end()
    return image


class QrProvider(QQuickImageProvider):
    """Serves `QrCode.qml`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803 (Qt's names)
        quiet, _, text = id.partition("/")
        image = paint_qr(unquote(text), max(requestedSize.width(), 1), int(quiet))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
