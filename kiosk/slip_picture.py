"""The slip's picture: drawn by Qt, so that every script is shaped right, and turned into one-bit dots.

The line runs in from the top edge: a ring at the number, a disc for each person before, a door.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPen, QTextLayout

from kiosk.printer import Raster
from kiosk.sheet import BLACK, WHITE, WIDE, Sheet, font, lay_out
from kiosk.slip import SlipText
from shared.ui.icon import paint_icon

MOST_DISCS = 12
CAPITALS = 0.714
"""Height of Noto Sans's capitals, of its size."""


def draw_slip(slip: SlipText, width: int) -> QImage:
    """The slip as a one-bit picture, `width` dots wide and as high as it needs."""
    sheet = Sheet(width, slip.is_rtl)
    at = sheet.measures
    y = 24.0
    if slip.copy_mark:
        y = _copy_mark(sheet, slip.copy_mark, y)
    y = sheet.write(slip.clinic_name, y, at.small - 2, bold=True) + at.small * 0.4
    y = sheet.write(slip.heading, y, at.small)
    ring_y, y = _label(sheet, slip.label, y)
    y = _department(sheet, slip, y + 26) + 22
    sheet.separate(y)
    y = sheet.write(slip.ahead_heading, y + 16, at.small)
    y = sheet.write(slip.ahead_text, y, at.value, bold=True) + 14
    sheet.separate(y)
    door_top = y + 24
    y = sheet.write(slip.room, y + 18, at.room, bold=True) + 4
    if slip.place:
        y = sheet.write(slip.place, y, at.small - 2)
    y = max(y, door_top + at.door[1])
    _line(sheet, slip.ahead, ring_y, door_top)
    y += 24
    if slip.page:
        y = sheet.draw_qr(slip.page, y + 20) + 8
        y = sheet.write(slip.page_text, y, at.small - 2, bold=True, centred=True) + 10
    sheet.rule(y + 4)
    y = sheet.write(slip.printed_at, y + 14, at.smallest, centred=True)
    if slip.line:
        y = sheet.write(slip.line, y + 2, at.smallest, centred=True)
    return sheet.finish(y + 28)


def draw_calibration(width: int, samples: tuple[str, ...], printed_at: str) -> QImage:
    """A slip that shows what the printer can do: its edges, a rule in mm, fine lines, a code, every script."""
    sheet = Sheet(width, is_rtl=False)
    painter, right = sheet.painter, float(width)
    sheet.fill(QRectF(0, 0, width, 4))
    y = sheet.write(f"{width} dots", 20, 34, bold=True, centred=True)
    for dot in range(0, width + 1, 8):
        high = 40 if dot % 80 == 0 else 26 if dot % 40 == 0 else 14
        sheet.fill(QRectF(min(dot, width - 2), y, 2, high))
    y += 48
    for thickness in (1, 2, 3, 4):
        for column in range(width // 4 * (thickness - 1), width // 4 * thickness, thickness * 2):
            sheet.fill(QRectF(column, y, thickness, 40))
    y += 52
    sheet.fill(QRectF(0, y, right, 60))
    painter.setPen(WHITE)
    y += 76
    for number in (120, 54, 34, 24):
        y = sheet.write("GM-007" if number == 120 else f"{number} 0123456789", y, number, bold=number > 34, whole=True)
    for sample in samples:
        y = sheet.write(sample, y + 4, 29, whole=True)
    y = sheet.draw_qr("https://calibration.invalid/0123456789", y + 24) + 16
    y = sheet.write(printed_at, y, 24, centred=True)
    sheet.fill(QRectF(0, y + 12, right, 4))
    sheet.fill(QRectF(0, 0, 2, y + 16))
    sheet.fill(QRectF(right - 2, 0, 2, y + 16))
    return sheet.finish(y + 16)


def to_raster(picture: QImage) -> Raster:
    """The dots of a one-bit picture, as the printer takes them."""
    width, height, row_bytes = picture.width(), picture.height(), picture.width() // 8
    stride, bits = picture.bytesPerLine(), bytes(picture.constBits())
    rows = (bits[row * stride : row * stride + row_bytes] for row in range(height))
    return Raster(width, height, b"".join(rows))


def _label(sheet: Sheet, label: str, y: float) -> tuple[float, float]:
    """The number, as large as the paper allows; always written left to right. Returns the ring's place and the end."""
    at = sheet.measures
    size, room = at.label, sheet.width - at.text - at.margin
    made = font(size, bold=True)
    while True:
        made.setPixelSize(size)
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -size * 0.025)
        layout = QTextLayout(label, made)
        layout.beginLayout()
        layout.createLine().setLineWidth(10_000)
        layout.endLayout()
        wide = layout.lineAt(0).naturalTextWidth()
        if wide <= room:
            break
        size -= 2
    line = layout.lineAt(0)
    capitals = size * CAPITALS
    baseline = y + 22 * size / 120 + capitals
    sheet.painter.setPen(BLACK)
    layout.draw(sheet.painter, QPointF(sheet.x(at.text, wide), baseline - line.ascent()))
    return baseline - capitals / 2, baseline


def _department(sheet: Sheet, slip: SlipText, y: float) -> float:
    at = sheet.measures
    box = QRectF(sheet.x(at.text, at.plate), y, at.plate, at.plate)
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(BLACK)
    sheet.painter.drawRoundedRect(box, at.plate * 0.16, at.plate * 0.16)
    icon = round(at.plate * 0.7)
    sheet.painter.drawImage(
        QPointF(box.x() + (at.plate - icon) / 2, y + (at.plate - icon) / 2), paint_icon(slip.icon, "#ffffff", icon)
    )
    start = at.text + at.plate + 20
    wide = sheet.width - start - at.margin
    name = lay_out(slip.department, at.department, wide, bold=True, is_rtl=sheet.is_rtl)
    doctor = lay_out(slip.doctor, at.small - 2, wide, bold=False, is_rtl=sheet.is_rtl)
    high = name.height + (doctor.height if slip.doctor else 0.0)
    top = y + max(0.0, (at.plate - high) / 2)
    sheet.painter.setPen(BLACK)
    name.draw(sheet.painter, sheet.x(start, wide), top)
    doctor.draw(sheet.painter, sheet.x(start, wide), top + name.height)
    return max(y + at.plate, top + high)


def _line(sheet: Sheet, ahead: int, ring_y: float, door_top: float) -> None:
    """The queue as a line down the reading side: in from the top edge, ring, discs, door."""
    at, painter = sheet.measures, sheet.painter
    x = sheet.x(at.rail)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(BLACK)
    painter.drawRect(QRectF(x - at.rail_width / 2, 0, at.rail_width, door_top + 4))
    _discs(sheet, ahead, ring_y + at.ring, door_top, x)
    stroke = at.ring * 0.42
    painter.setPen(QPen(BLACK, stroke))
    painter.setBrush(WHITE)
    radius = at.ring - stroke / 2
    painter.drawEllipse(QPointF(x, ring_y), radius, radius)
    wide, high = at.door
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(BLACK)
    painter.drawRoundedRect(QRectF(x - wide / 2, door_top, wide, high), wide * 0.08, wide * 0.08)
    painter.setBrush(WHITE)
    knob = QPointF(x + (wide * 0.27 if sheet.is_rtl else -wide * 0.27), door_top + high * 0.55)
    painter.drawEllipse(knob, wide * 0.095, wide * 0.095)


def _discs(sheet: Sheet, ahead: int, top: float, bottom: float, x: float) -> None:
    """At most twelve discs, next to the door; of more people eleven, and how many more."""
    shown = ahead if ahead <= MOST_DISCS else MOST_DISCS - 1
    if shown == 0:
        return
    at, painter = sheet.measures, sheet.painter
    more = ahead - shown
    note = at.smallest * 1.5 if more else 0.0
    step = min(at.ring * 1.34, (bottom - top - at.ring - note) / shown)
    radius = min(at.ring * 0.47, step * 0.42)
    for number in range(shown):
        painter.drawEllipse(QPointF(x, bottom - step * (number + 0.9)), radius, radius)
    if more:
        box = QRectF(x - at.rail, bottom - step * (shown + 0.4) - note, at.rail * 2, note)
        painter.fillRect(box.adjusted(0, 0, 0, -2), WHITE)
        painter.setPen(BLACK)
        painter.setFont(font(at.smallest if more < 100 or at is WIDE else 20, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{more}")
        painter.setPen(Qt.PenStyle.NoPen)


def _copy_mark(sheet: Sheet, text: str, y: float) -> float:
    """COPY, white on black across the text, so that nobody takes it for the first slip."""
    at = sheet.measures
    wide = sheet.width - at.text - at.margin
    block = lay_out(text, at.department, wide - 24, bold=True, is_rtl=sheet.is_rtl, centred=True)
    sheet.fill(QRectF(sheet.x(at.text, wide), y, wide, block.height + 4))
    sheet.painter.setPen(WHITE)
    block.draw(sheet.painter, sheet.x(at.text + 12, wide - 24), y + 2)
    return y + block.height + 18
