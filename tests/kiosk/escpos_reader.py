"""What a slip printer makes of the bytes it is sent: dots on paper, cuts, answers. As much of ESC/POS as slips need."""

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Paper:
    """One piece of paper as it leaves the printer: rows of dots, 1 is black."""

    width: int = 0
    rows: list[bytes] = field(default_factory=list)

    def image(self) -> Image.Image:
        """The paper as a one-bit picture, black on white."""
        width, height = max(self.width, 8), max(len(self.rows), 1)
        dots = b"".join(row.ljust(width // 8, b"\0") for row in self.rows) or bytes(width // 8)
        return Image.frombytes("1", (width, height), bytes(byte ^ 0xFF for byte in dots))


@dataclass(frozen=True)
class Step:
    """One thing that the mechanism does, in its turn."""

    kind: str
    """`rows`, `feed`, `cut`, `initialize` or `word` (an answer that is due in its turn)."""
    rows: tuple[bytes, ...] = ()
    width: int = 0
    count: int = 0


REAL_TIME_LENGTHS = {b"\x10\x04": 3, b"\x10\x05": 3, b"\x10\x14\x08": 10}
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


def find_questions(data: bytes) -> list[int]:
    """The n of every DLE EOT n. A printer scans for them everywhere, in the dots of a picture too."""
    return [data[at + 2] for at in range(len(data) - 2) if data[at : at + 2] == b"\x10\x04" and 1 <= data[at + 2] <= 4]


def next_step(buffer: bytearray) -> Step | None:
    """Take the next whole command from the buffer; None when it is not there yet. Unknown bytes are dropped."""
    while buffer:
        if buffer[0] == 0x10:
            length = next((n for head, n in REAL_TIME_LENGTHS.items() if buffer.startswith(head)), None)
            if length is None and len(buffer) < 3:
                return None
            if length is not None and len(buffer) < length:
                return None
            del buffer[: length or 1]  # answered when it arrived
        elif buffer[0] == 0x1B and len(buffer) < 2:
            return None
        elif buffer[:2] == b"\x1b@":
            del buffer[:2]
            return Step("initialize")
        elif bytes(buffer[:2]) in (b"\x1bd", b"\x1bJ"):
            if len(buffer) < 3:
                return None
            dots = buffer[2] * (30 if buffer[1] == 0x64 else 1)
            del buffer[:3]
            return Step("feed", count=dots)
        elif buffer[0] == 0x1D:
            if len(buffer) < 3:
                return None
            found = _after_gs(buffer)
            if found is None:
                return None
            if found.kind:
                return found
        else:
            del buffer[:1]
    return None


def _after_gs(buffer: bytearray) -> Step | None:
    """A command that begins with GS. One of no kind was not understood and is dropped."""
    if buffer[1:3] == b"v0":
        if len(buffer) < 8:
            return None
        row_bytes, height = int.from_bytes(buffer[4:6], "little"), int.from_bytes(buffer[6:8], "little")
        end = 8 + row_bytes * height
        if len(buffer) < end:
            return None
        dots = bytes(buffer[8:end])
        del buffer[:end]
        rows = tuple(dots[at : at + row_bytes] for at in range(0, len(dots), row_bytes))
        return Step("rows", rows=rows, width=row_bytes * 8)
    if buffer[1:2] == b"V":
        length = 4 if buffer[2] in (65, 66) else 3
        if len(buffer) < length:
            return None
        del buffer[:length]
        return Step("cut")
    if buffer[1:3] == b"r\x01":
        del buffer[:3]
        return Step("word")
    del buffer[:1]
    return Step("")
