"""The colours keep the contrast they promise, in light, dark and high contrast (WCAG 2.2, relative luminance)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication

from shared.ui.window import Windows

PROBE = """
import QtQuick
import Clinic
Window {
    required property bool dark
    required property bool highContrast
    readonly property var theme: Theme
    function department(name: string): color { return Theme.department(name) }
    Look { dark: parent.dark; highContrast: parent.highContrast }
}
"""
DEPARTMENTS = ("blue", "orange", "sky", "forest", "rose", "brown", "mint", "slate")
TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "tint"),
    ("ink", "warnTint"),
    ("ink2", "paper"),
    ("ink2", "surface"),
    ("ink2", "sunken"),
    ("actInk", "act"),
    ("actInk", "actPress"),
    ("act", "surface"),
    ("callInk", "call"),
    ("good", "paper"),
    ("warn", "paper"),
    ("bad", "paper"),
    ("bad", "surface"),
]
SHAPES = [("edge", "paper"), ("edge", "surface"), ("act", "paper")]


@pytest.fixture(params=[(False, False), (True, False), (False, True)], ids=["light", "dark", "contrast"])
def theme(qapp: QGuiApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[QObject]:
    dark, high_contrast = request.param
    (tmp_path / "Probe.qml").write_text(PROBE.replace("parent.", "root.").replace("Window {", "Window {\n    id: root"))
    windows = Windows(qapp)
    window = windows.open(tmp_path / "Probe.qml", dark=dark, highContrast=high_contrast)
    found = window.property("theme")
    assert isinstance(found, QObject)
    yield found
    windows.close()


def luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_text_has_a_contrast_of_at_least_four_and_a_half(theme: QObject) -> None:
    ratios = {pair: contrast(theme.property(pair[0]), theme.property(pair[1])) for pair in TEXT}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def test_shapes_have_a_contrast_of_at_least_three(theme: QObject) -> None:
    ratios = {pair: contrast(theme.property(pair[0]), theme.property(pair[1])) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


def test_every_department_stands_out_from_the_page_and_its_icon_from_the_plate(theme: QObject) -> None:
    palette = theme.property("departments").toVariant()
    assert set(palette) == set(DEPARTMENTS)
    if theme.property("highContrast"):
        return
    for colour in map(QColor, palette.values()):
        assert contrast(colour, theme.property("paper")) >= 3
        assert contrast(colour, theme.property("departmentInk")) >= 3


def test_nothing_but_a_call_is_yellow(theme: QObject) -> None:
    roles = [name for pair in TEXT + SHAPES for name in pair if name not in ("call", "callInk")]
    hues = {name: theme.property(name).hsvHue() for name in roles if theme.property(name).hsvSaturation() > 120}
    assert {name: hue for name, hue in hues.items() if 40 <= hue <= 65} == {}
    assert theme.property("call").name() == "#ffc61a"
