"""Approved pictures of slips. `python -m tests.kiosk.golden` draws them anew, to be looked at before they are kept."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from kiosk.presenter import TRANSLATIONS
from kiosk.slip import SlipText, write_slip
from kiosk.slip_picture import draw_slip
from shared.words import LANGUAGES, Words
from tests.kiosk.clinic import clinic, department, doctor, slip

FOLDER = Path(__file__).parent / "golden_slips"
CASES = (*(f"{width}-{language}" for width in (576, 384) for language in LANGUAGES), "576-es-copy", "384-ar-crowd")


def case_text(name: str) -> tuple[int, SlipText]:
    """Width and words of one case."""
    width, language, *how = name.split("-")
    words = Words(TRANSLATIONS, language)
    ahead = 26 if "crowd" in how else 6
    asked = doctor(1, "Dr Rao", "GM") if "copy" in how else None
    said = write_slip(slip("GM", 7, ahead), clinic=clinic(), department=department("GM"), doctor=asked, words=words)
    return int(width), replace(said, copy_mark=words("slip.copy")) if "copy" in how else said


def difference(one: QImage, other: QImage) -> float:
    """The share of dots that differ; another build of a font moves an edge here and there."""
    ones, others = _bits(one), _bits(other)
    differing = sum((a ^ b).bit_count() for a, b in zip(ones, others, strict=True))
    return differing / (one.width() * one.height())


def _bits(image: QImage) -> bytes:
    mono = image.convertToFormat(QImage.Format.Format_Grayscale8)
    stride, width = mono.bytesPerLine(), mono.width()
    data = bytes(mono.constBits())
    return bytes(data[y * stride + x] >> 7 for y in range(mono.height()) for x in range(width))


def main() -> None:
    """Draw every case into the folder of approved pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    FOLDER.mkdir(exist_ok=True)
    for name in CASES:
        width, said = case_text(name)
        draw_slip(said, width).save(str(FOLDER / f"{name}.png"))
    del application


if __name__ == "__main__":
    main()
