"""Virtual screen: an X server without a monitor (Xvfb), with the finger and the keyboard before it (xdotool)."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from children import Child, Children
from framebuffer import Framebuffer, save
from PIL import Image

FRAME = "Xvfb_screen0"
"""How Xvfb names the file of its only screen."""
LAYER = 0
"""Programs need their screens to the last."""


class VirtualScreen:
    """One screen for one program."""

    def __init__(self, child: Child, display: str, folder: Path) -> None:
        self.child = child
        self.display = display
        self._framebuffer = Framebuffer(folder / FRAME)
        self._kept: bytes | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height."""
        return self._framebuffer.size

    def environment(self, own: Mapping[str, str]) -> dict[str, str]:
        """The environment of a program that shall appear here."""
        kept = {name: value for name, value in own.items() if name not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def shown(self) -> bytes:
        """The pixels that it shows now."""
        return self._framebuffer.shown()

    def picture(self, shown: bytes | None = None) -> Image.Image:
        """What it shows now, or showed with these pixels."""
        return self._framebuffer.picture(shown)

    def keep(self, path: Path) -> None:
        """Write what it shows now to a file; where nothing has changed the file only becomes younger."""
        shown = self._framebuffer.shown()
        if shown == self._kept and path.exists():
            os.utime(path)
        else:
            save(self._framebuffer.picture(shown), path)
            self._kept = shown

    async def touch(self, x: int, y: int, times: int = 1) -> None:
        """Put a finger there and lift it, so many times in a row."""
        await self._do("mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay", "60", "1")

    async def point(self, x: int, y: int) -> None:
        """Lay the pointer there."""
        await self._do("mousemove", str(x), str(y))

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, by their X names: F2, ctrl+3, Down."""
        await self._do("key", "--delay", "20", *keys)

    async def _do(self, *what: str) -> None:
        environment = {**os.environ, "DISPLAY": self.display}
        hand = await asyncio.create_subprocess_exec(
            "xdotool", *what, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, said = await hand.communicate()
        if hand.returncode:
            raise RuntimeError(f"xdotool {' '.join(what)}: {said.decode(errors='replace').strip()}")


async def open_screen(group: Children, name: str, width: int, height: int, folder: Path) -> VirtualScreen:
    """Start an Xvfb of this size on a number that nobody uses; its pixels lie in `folder`, which exists."""
    reading, writing = os.pipe()
    try:
        child = await group.start(
            f"{name}-screen",
            (
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"),
                *("-fbdir", folder, "-nocursor", "-nolisten", "tcp", "-noreset"),
            ),
            layer=LAYER,
            keep_open=(writing,),
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    with os.fdopen(reading) as numbers:
        number = (await asyncio.to_thread(numbers.readline)).strip()
    if not number:
        await group.failed()
    return VirtualScreen(child, f":{number}", folder)
