"""Slip code: reads the QR code on the picture of a slip, as a phone would, or else finds which of some codes it is."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import segno
from PIL import Image

from kiosk.sheet import QR_MASK

SCALES = range(2, 16)


def read_code(picture: Path, possible: Iterable[str]) -> str | None:
    """What the code says; None when there is none. Without zbarimg it must be one of `possible`."""
    if shutil.which("zbarimg"):
        return read_by_zbar(picture)
    return find_code(picture, possible)


def read_by_zbar(picture: Path) -> str | None:
    """What zbarimg reads."""
    read = subprocess.run(
        ("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=30,
        check=False,
    )
    lines = read.stdout.decode().splitlines()
    return lines[0] if len(lines) == 1 else None


def find_code(picture: Path, possible: Iterable[str]) -> str | None:
    """Which of these codes stands on the slip, dot for dot."""
    with Image.open(picture) as image:
        grey = image.convert("L")
    width, dots = grey.width, grey.tobytes()
    rows = [dots[at : at + width] for at in range(0, len(dots), width)]
    return next((text for text in possible if _stands(text, rows)), None)


def _stands(text: str, rows: list[bytes]) -> bool:
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=QR_MASK).matrix
    for scale in SCALES:
        lines = [b"".join((b"\0" if bit else b"\xff") * scale for bit in line) for line in matrix]
        for top, row in enumerate(rows[: len(rows) - scale * len(matrix) + 1]):
            left = row.find(lines[0])
            if left >= 0 and all(
                rows[top + number * scale].startswith(line, left) for number, line in enumerate(lines)
            ):
                return True
    return False
