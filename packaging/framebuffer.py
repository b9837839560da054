"""Framebuffer: what an Xvfb shows, read from the file that it keeps its pixels in (an X window dump, version 7)."""

import mmap
import os
import struct
from pathlib import Path

from PIL import Image

HEADER = struct.Struct(">25I")
"""Always the most significant byte first, whatever the machine; the fields used are named below."""
DUMP_VERSION = 7
BITS_PER_PIXEL = 32
COLOUR_BYTES = 12


class Framebuffer:
    """Looks at one screen. Needs no connection to its X server, so it never keeps a program waiting."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            self._pixels = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        fields = HEADER.unpack_from(self._pixels)
        header_size, version, width, height = fields[0], fields[1], fields[4], fields[5]
        bits_per_pixel, row_bytes, colours = fields[11], fields[12], fields[19]
        if (version, bits_per_pixel) != (DUMP_VERSION, BITS_PER_PIXEL):
            raise ValueError(f"{file}: version {version} with {bits_per_pixel} bits a pixel cannot be read")
        self.size = (width, height)
        self._row_bytes = row_bytes
        self._start = header_size + colours * COLOUR_BYTES

    def shown(self) -> bytes:
        """The pixels as they are now."""
        return self._pixels[self._start : self._start + self._row_bytes * self.size[1]]

    def picture(self, shown: bytes | None = None) -> Image.Image:
        """What is shown now (or was, when its pixels are given) as a picture."""
        pixels = self.shown() if shown is None else shown
        return Image.frombuffer("RGB", self.size, pixels, "raw", "BGRX", self._row_bytes, 1)


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture so that whoever opens the file sees the old or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}")
    picture.save(part, format="PNG", compress_level=1)
    os.replace(part, path)
