"""The display's window: each state is drawn without a complaint of Qt's; a call is yellow, and nothing else is."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from display.bridge import open_display
from shared.ui.window import Windows
from tests.display.pictures import SCENES, Scene, presenter_of
from tests.display.soak import CALLS_A_DAY, soak

YELLOW = QColor("#FFC61A").rgb()
PATIENCE_MILLISECONDS = 20_000


@pytest.fixture
def windows(qapp: QGuiApplication) -> Iterator[Windows]:
    windows = Windows(qapp)
    yield windows
    windows.close()


def yellow_share(image: QImage) -> float:
    """How much of a picture is the call's yellow, looked at in a grid."""
    places = [(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)]
    return sum(image.pixel(x, y) == YELLOW for x, y in places) / len(places)


def open_scene(scene: Scene, windows: Windows, size: tuple[int, int]) -> QQuickWindow:
    """The window of a scene, at the beginning of its call if it has one."""
    presenter, call = presenter_of(scene)
    presenter.refresh()
    window = open_display(presenter, windows.open, windowed=size)
    if call is not None:
        presenter.show_call(call)
    return window


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES if not scene.after_milliseconds], ids=lambda scene: scene.name
)
def test_every_state_is_drawn_and_only_a_call_is_yellow(scene: Scene, windows: Windows, qtbot: QtBot) -> None:
    width, height = scene.size
    longest = max(width, height)
    window = open_scene(scene, windows, (width * 640 // longest, height * 640 // longest))
    is_called_door = scene.name in ("door", "door-ar", "door-portrait")
    if scene.call is not None or is_called_door:
        qtbot.waitUntil(lambda: yellow_share(window.grabWindow()) > 0.3, timeout=PATIENCE_MILLISECONDS)
    elif scene.name.startswith(("blank", "connecting", "unfounded", "strange", "board-as-of", "board-empty", "door")):
        qtbot.waitUntil(lambda: is_drawn(window.grabWindow()), timeout=PATIENCE_MILLISECONDS)
        assert yellow_share(window.grabWindow()) == 0
    else:
        qtbot.waitUntil(lambda: 0 < yellow_share(window.grabWindow()) < 0.1, timeout=PATIENCE_MILLISECONDS)


def test_the_board_is_back_after_the_moment_of_a_call(windows: Windows, qtbot: QtBot) -> None:
    presenter, call = presenter_of(next(scene for scene in SCENES if scene.name == "calling"))
    presenter.refresh()
    window = open_display(presenter, windows.open, windowed=(640, 360))
    presenter.show_call(call)
    qtbot.waitUntil(lambda: yellow_share(window.grabWindow()) > 0.3, timeout=PATIENCE_MILLISECONDS)
    presenter.show_call(None)
    qtbot.waitUntil(lambda: yellow_share(window.grabWindow()) < 0.1, timeout=PATIENCE_MILLISECONDS)


@pytest.mark.parametrize(
    ("name", "side"),
    [("calling", "right"), ("calling-left", "left"), ("calling-ar", "right"), ("calling-ar-left", "left")],
)
def test_the_door_of_a_call_is_on_the_side_where_the_room_is(
    name: str, side: str, windows: Windows, qtbot: QtBot
) -> None:
    """In every language: it is about the building."""
    window = open_scene(next(scene for scene in SCENES if scene.name == name), windows, (960, 540))
    qtbot.waitUntil(lambda: door_side(window.grabWindow()) == side, timeout=PATIENCE_MILLISECONDS)


def door_side(image: QImage) -> str:
    """Which side is dark between the label and the line, where the other one is yellow."""
    y = round(image.height() * 0.45)
    left, right = (image.pixel(round(image.width() * x), y) == YELLOW for x in (0.08, 0.92))
    return "none" if left == right else "right" if left else "left"


def is_drawn(image: QImage) -> bool:
    """Whether there is more than one colour in it."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}) > 1


def test_a_language_change_redraws_while_it_runs(windows: Windows, qtbot: QtBot) -> None:
    clinic_scene = next(scene for scene in SCENES if scene.name == "board")
    presenter, _ = presenter_of(clinic_scene)
    presenter.refresh()
    window = open_display(presenter, windows.open, windowed=(640, 360))
    before = window.grabWindow()
    other, _ = presenter_of(next(scene for scene in SCENES if scene.name == "board-ar"))
    other.refresh()
    presenter.changed(other.screen)
    qtbot.waitUntil(lambda: window.grabWindow() != before, timeout=PATIENCE_MILLISECONDS)


def test_days_of_calls_leave_no_row_and_no_item_behind(qapp: QGuiApplication) -> None:
    grown = soak(qapp, 3 * CALLS_A_DAY)
    assert grown.most_rows <= 8
    assert grown.items[1] <= grown.items[0] + 20
    assert grown.values[1] <= grown.values[0]


def test_pictures_are_named_apart() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)
