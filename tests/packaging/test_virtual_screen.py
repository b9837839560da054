"""A screen where there is none: windows in it, pictures of it, a finger and keys before it."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from children import Child, ChildEnded, children
from demo_clinic import own_environment
from framebuffer import Framebuffer
from PIL import Image
from virtual_screen import open_screen

WINDOW = """
import sys, json
from PySide6.QtGui import QGuiApplication, QRasterWindow, QPainter, QColor
class Window(QRasterWindow):
    def paintEvent(self, event):
        QPainter(self).fillRect(0, 0, 64, 48, QColor("#FFC61A"))
        print(json.dumps("drawn"), flush=True)
    def mousePressEvent(self, event):
        print(json.dumps(["touched", event.position().x(), event.position().y()]), flush=True)
    def keyPressEvent(self, event):
        print(json.dumps(["pressed", event.key()]), flush=True)
application = QGuiApplication(sys.argv)
window = Window()
window.setGeometry(0, 0, 64, 48)
window.show()
application.exec()
"""


async def heard(child: Child, pattern: str) -> list[float]:
    """What it says next, after its name."""
    return list(json.loads((await child.said(pattern))[0])[1:])


async def test_what_is_drawn_there_is_seen_and_what_is_touched_is_felt(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        screen = await open_screen(group, "test", 128, 96, tmp_path)
        assert screen.size == (128, 96)
        environment = screen.environment(own_environment())
        window = await group.start("window", (sys.executable, "-c", WINDOW), layer=1, environment=environment)
        await window.said("drawn")
        felt = asyncio.create_task(heard(window, r'\["touched".*'))
        await screen.touch(20, 10)
        assert await felt == [20, 10]
        felt = asyncio.create_task(heard(window, r'\["pressed".*'))
        await screen.press("F2")
        assert await felt == [0x01000031]

        # The X server has drawn what came before it handed out a touch and a key.
        assert screen.picture().getpixel((32, 24)) == (0xFF, 0xC6, 0x1A)
        assert screen.picture().getpixel((100, 80)) == (0, 0, 0)

        screen.keep(tmp_path / "kept.png")
        with Image.open(tmp_path / "kept.png") as kept:
            assert kept.size == (128, 96)
            assert kept.getpixel((1, 1)) == (0xFF, 0xC6, 0x1A)


async def test_a_screen_that_cannot_be_is_told(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        with pytest.raises(ChildEnded, match="test-screen ended"):
            await open_screen(group, "test", 128, 96, tmp_path / "nowhere")


def test_another_kind_of_file_is_no_framebuffer(tmp_path: Path) -> None:
    file = tmp_path / "other"
    file.write_bytes(bytes(200))
    with pytest.raises(ValueError, match="cannot be read"):
        Framebuffer(file)
