"""Icons and QR codes come out in the colour, size and sharpness asked for."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from shared.ui.icon import IconProvider, UnknownIcon, icon_names, paint_icon
from shared.ui.qr import DARK, LIGHT, paint_qr


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_its_colour_and_in_no_other(qapp: QGuiApplication, name: str) -> None:
    image = paint_icon(name, "#a5306f", 48)
    dots = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    strong = [dot for dot in dots if dot.alpha() == 255]
    assert strong
    assert all(abs(dot.red() - 0xA5) + abs(dot.green() - 0x30) + abs(dot.blue() - 0x6F) <= 3 for dot in strong)


def test_an_unknown_icon_names_those_there_are(qapp: QGuiApplication) -> None:
    with pytest.raises(UnknownIcon, match="heart"):
        paint_icon("hart", "#000000", 24)


def test_the_provider_reads_name_and_colour(qapp: QGuiApplication) -> None:
    size = QSize()
    image = IconProvider().requestImage("ui-check/1b7a4b", size, QSize(32, 32))
    assert (image.width(), size.width()) == (32, 32)


def test_a_qr_code_has_whole_modules_and_a_quiet_zone(qapp: QGuiApplication) -> None:
    image = paint_qr("http://192.168.1.10:8470/t/0192f0c4a7e2", 300, 4)
    assert image.width() <= 300
    modules = next(count for count in range(21 + 8, 60) if image.width() % count == 0)
    module = image.width() // modules
    assert {image.pixelColor(x, module * 2).name() for x in range(image.width())} == {LIGHT.name()}
    assert {image.pixelColor(x, module * 4).name() for x in range(module * 4, module * 11)} == {DARK.name()}


@pytest.mark.expects_warnings("QML asks for the icon 'hart'")
def test_a_page_that_asks_for_an_unknown_icon_shows_a_hole_and_says_so(qapp: QGuiApplication) -> None:
    image = IconProvider().requestImage("hart/1b7a4b", QSize(), QSize(32, 32))
    assert image.pixelColor(16, 16).alpha() == 0
