"""Sheet: paper while it is drawn on. 8 dots are 1 mm; positions count from the reading side."""

from dataclasses import dataclass

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextLayout, QTextOption

from shared.ui.window import FAMILIES

BLACK, WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
LATIN_LINE, TALL_LINE = 1.25, 1.5
TALL_SCRIPTS = ("\u0590", "\u0eff")
"""From Hebrew to the scripts of India and beyond: they have marks above and below."""
QR_SMALLEST = 232
"""29 mm, which the oldest telephones still read at arm's length."""
QR_MASK = 3
"""Any of the eight masks is legal; trying all of them takes longer than drawing the slip."""
QUIET_MODULES = 4
TALLEST = 3200


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Where things are, in dots; from the reading side."""

    rail: int
    text: int
    margin: int
    ring: int
    rail_width: int
    label: int
    department: int
    value: int
    room: int
    small: int
    smallest: int
    plate: int
    door: tuple[int, int]


WIDE = Measures(
    rail=50, text=104, margin=12, ring=30, rail_width=12, label=120, department=38, value=54, room=34, small=29,
    smallest=24, plate=72, door=(60, 96),
)  # fmt: skip
NARROW = Measures(
    rail=26, text=60, margin=8, ring=20, rail_width=10, label=76, department=32, value=44, room=29, small=26,
    smallest=24, plate=56, door=(44, 70),
)  # fmt: skip
WIDE_FROM = 512


def measures_for(width: int) -> Measures:
    """80 mm paper has room for the large label; anything narrower takes the measures of 58 mm."""
    return WIDE if width >= WIDE_FROM else NARROW


class Sheet:
    """Paper while it is drawn on: positions count from the reading side, so right-to-left needs no second drawing."""

    def __init__(self, width: int, is_rtl: bool) -> None:
        self.width = width
        self.is_rtl = is_rtl
        self.measures = measures_for(width)
        self._image = QImage(width, TALLEST, QImage.Format.Format_Grayscale8)
        self._image.fill(WHITE)
        self.painter = QPainter(self._image)
        self.painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def x(self, from_start: float, width: float = 0.0) -> float:
        """The left edge of something `width` wide that begins `from_start` dots from the reading side."""
        return self.width - from_start - width if self.is_rtl else from_start

    def write(
        self, text: str, y: float, size: int, *, bold: bool = False, centred: bool = False, whole: bool = False
    ) -> float:
        """Write text below `y`, wrapped, at 85 % when it needs a third line. Returns where it ends."""
        at = self.measures
        start, end = (at.margin, at.margin) if centred or whole else (at.text, at.margin)
        wide = self.width - start - end
        block = lay_out(text, size, wide, bold=bold, is_rtl=self.is_rtl, centred=centred)
        self.painter.setPen(BLACK)
        block.draw(self.painter, self.x(start, wide), y)
        return y + block.height

    def fill(self, rectangle: QRectF, colour: QColor = BLACK) -> None:
        """A filled rectangle at absolute places, its edges on whole dots."""
        self.painter.fillRect(rectangle, colour)

    def separate(self, y: float) -> None:
        """The line between two parts of the text."""
        at = self.measures
        wide = self.width - at.text - at.margin
        self.fill(QRectF(self.x(at.text, wide), round(y), wide, 3))

    def rule(self, y: float) -> None:
        """The line across the whole slip."""
        self.fill(QRectF(24, round(y), self.width - 48, 3))

    def draw_qr(self, text: str, y: float) -> float:
        """A QR code in the middle, its modules whole dots, at least 29 mm where the paper has the width for it."""
        code = segno.make_qr(text, error="m", boost_error=False, mask=QR_MASK)
        modules = len(code.matrix)
        fits = self.width // (modules + 2 * QUIET_MODULES)
        scale = max(2, min(fits, -(-QR_SMALLEST // modules)))
        left, top = (self.width - modules * scale) // 2, round(y)
        dots = QImage(modules, modules, QImage.Format.Format_Grayscale8)
        for row, bits in enumerate(code.matrix):
            for column, bit in enumerate(bits):
                dots.setPixelColor(column, row, BLACK if bit else WHITE)
        self.painter.drawImage(left, top, dots.scaled(modules * scale, modules * scale))
        return top + modules * scale + QUIET_MODULES

    def finish(self, y: float) -> QImage:
        """The picture down to `y`, in one bit: 1 is black."""
        self.painter.end()
        cut = self._image.copy(0, 0, self.width, min(TALLEST, round(y)))
        one_bit = cut.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
        if QColor(one_bit.color(1)) != BLACK:
            one_bit.invertPixels()
            one_bit.setColorTable([WHITE.rgb(), BLACK.rgb()])
        return one_bit


def font(size: int, *, bold: bool = False) -> QFont:
    """The slip's font in dots."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(size)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@dataclass(frozen=True)
class Block:
    """Text laid out in lines of one height; `height` is that of all its lines."""

    layout: QTextLayout
    lines: int
    height: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its upper left corner there."""
        self.layout.draw(painter, QPointF(x, y))


def lay_out(text: str, size: int, width: float, *, bold: bool, is_rtl: bool, centred: bool = False) -> Block:
    """Text in lines of `width`; a text of three lines or more is set at 85 %."""
    block = _lines(text, size, width, bold, is_rtl, centred)
    return block if block.lines <= 2 else _lines(text, round(size * 0.85), width, bold, is_rtl, centred)


def _is_tall(text: str) -> bool:
    first, last = TALL_SCRIPTS
    return any(first <= letter <= last for letter in text)


def _lines(text: str, size: int, width: float, bold: bool, is_rtl: bool, centred: bool) -> Block:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font(size, bold=bold))
    layout.setTextOption(option)
    high = size * (TALL_LINE if _is_tall(text) else LATIN_LINE)
    layout.beginLayout()
    lines = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        spare = width - line.naturalTextWidth()
        x = spare / 2 if centred else spare if is_rtl else 0.0
        line.setPosition(QPointF(x, high * lines + (high - line.height()) / 2))
        lines += 1
    layout.endLayout()
    return Block(layout, lines, high * lines)
