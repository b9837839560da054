"""Raster: a one-bit picture as the bytes a slip printer wants (ESC/POS, GS v 0), in bands."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Raster:
    """Rows of dots, eight to a byte, the leftmost in the highest bit, 1 is black. `width` is a multiple of 8."""

    width: int
    height: int
    dots: bytes

    def __post_init__(self) -> None:
        if self.width % 8 or len(self.dots) != self.row_bytes * self.height:
            raise ValueError(f"{len(self.dots)} bytes are not {self.width} x {self.height} dots")

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        return self.width // 8

    def bands(self, rows: int) -> Iterator[bytes]:
        """The commands that print it, each with at most `rows` rows."""
        for top in range(0, self.height, rows):
            high = min(rows, self.height - top)
            dots = self.dots[top * self.row_bytes : (top + high) * self.row_bytes]
            yield b"\x1dv0\x00" + self.row_bytes.to_bytes(2, "little") + high.to_bytes(2, "little") + dots
