"""The parts do what they promise: every state draws without a warning, touches and keys arrive, none comes twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shared.ui.window import Windows, grab
from tests.shared.ui.gallery.looks import LOOKS

GALLERY = Path(__file__).parent / "gallery"


class Log(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @Slot(str)
    def add(self, line: str) -> None:
        self.lines.append(line)


class Opened:
    """One window with one part in it, and what the part has said."""

    def __init__(self, window: QQuickWindow, log: Log) -> None:
        self.window = window
        self.log = log
        part = window.findChild(QObject, "part")
        assert part is not None
        self.part = part

    def click(self, x: int, y: int) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)


Open = Callable[..., Opened]


@pytest.fixture
def windows(qapp: QGuiApplication) -> Iterator[Windows]:
    opened = Windows(qapp)
    yield opened
    opened.close()


@pytest.fixture
def show(windows: Windows, qtbot: QtBot, tmp_path: Path) -> Open:
    def open_part(part: str, rtl: bool = False) -> Opened:
        path = tmp_path / "Part.qml"
        path.write_text(
            "import QtQuick\nimport Clinic\n"
            "Window { id: root; width: 800; height: 600; visible: true; required property var log;"
            f" Look {{ rtl: {str(rtl).lower()}; calm: true }}"
            " Item { anchors.fill: parent; LayoutMirroring.enabled: Theme.mirrored;"
            f" LayoutMirroring.childrenInherit: true; {part} }} }}"
        )
        log = Log()
        window = windows.open(path, log=log)
        with qtbot.waitActive(window):
            window.requestActivate()
        return Opened(window, log)

    return open_part


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("page", sorted(GALLERY.glob("*.qml")), ids=lambda page: page.stem)
def test_every_state_of_every_part_is_drawn_without_a_warning(
    windows: Windows, qtbot: QtBot, tmp_path: Path, page: Path, look: str
) -> None:
    window = windows.open(page, **LOOKS[look])
    with qtbot.waitSignal(window.frameSwapped):
        window.update()
    grab(window, tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 5_000


def test_a_big_button_says_that_it_was_touched(show: Open) -> None:
    opened = show(
        'BigButton { objectName: "part"; width: 600; text: "Take a number"; onTouched: root.log.add("touched") }'
    )
    opened.click(300, 100)
    assert opened.log.lines == ["touched"]


@pytest.mark.parametrize("state", ["locked: true", "busy: true", 'reason: "Opens at 08:00"'])
def test_a_button_that_is_locked_busy_or_disabled_takes_no_touch(show: Open, state: str) -> None:
    opened = show(
        f'BigButton {{ objectName: "part"; width: 600; text: "Go"; {state}; onTouched: root.log.add("touched") }}'
    )
    opened.click(300, 100)
    opened.press(Qt.Key.Key_Space)
    assert opened.log.lines == []


@pytest.mark.parametrize(
    ("kind", "heard"),
    [("open", ["touched"]), ("unknown", ["touched"]), ("closed", []), ("paused", []), ("quota", [])],
    ids=["open", "unknown", "closed", "paused", "quota"],
)
def test_only_an_open_tile_takes_a_touch(show: Open, kind: str, heard: list[str]) -> None:
    opened = show(
        f'Tile {{ objectName: "part"; kind: "{kind}"; name: "Eyes"; icon: "eyes"; tone: "sky";'
        ' onTouched: root.log.add("touched") }'
    )
    opened.click(100, 100)
    assert opened.log.lines == heard


@pytest.mark.parametrize("rtl", [False, True], ids=["left-to-right", "right-to-left"])
def test_the_keypad_runs_left_to_right_in_every_language(show: Open, rtl: bool) -> None:
    opened = show(
        'Keypad { objectName: "part"; key: 100; backspaceWord: "Delete"; onDigit: number => root.log.add(number);'
        ' onBackspace: root.log.add("back") }',
        rtl,
    )
    step = opened.part.property("width") / 3
    for column in range(3):
        opened.click(int(step * (column + 0.5)), 50)
    opened.click(int(step * 0.5), int(opened.part.property("height")) - 50)
    assert opened.log.lines == ["1", "2", "3", "back"]


@pytest.mark.parametrize(
    ("count", "discs", "rest"), [(0, 0, ""), (1, 1, ""), (12, 12, ""), (13, 11, "+2"), (40, 11, "+29")]
)
def test_the_line_shows_twelve_at_most_and_counts_the_rest(show: Open, count: int, discs: int, rest: str) -> None:
    opened = show(f'QueueLine {{ objectName: "part"; width: 500; count: {count}; color: "blue" }}')
    assert opened.part.property("shown") == discs
    assert opened.part.property("restText") == rest


def test_an_unknown_line_shows_nobody(show: Open) -> None:
    opened = show('QueueLine { objectName: "part"; width: 500; count: 5; kind: "unknown"; color: "blue" }')
    assert opened.part.property("shown") == 0


@pytest.mark.parametrize(
    ("width", "text", "share"),
    [
        (700, "Take a number", 1.0),
        (130, "Take a number at reception", 0.85),
        (130, "Take a much longer number today", 0.85),
    ],
    ids=["fits", "smaller", "short form"],
)
def test_text_for_patients_shrinks_and_then_says_it_shorter(show: Open, width: int, text: str, share: float) -> None:
    opened = show(f'FitText {{ objectName: "part"; width: {width}; px: 30; full: "{text}"; brief: "A number" }}')
    assert opened.part.property("share") == share
    assert opened.part.property("text") == ("A number" if opened.part.property("isBrief") else text)
    assert opened.part.property("lineCount") <= 2


@pytest.mark.parametrize("text", ["GM-007", "العربية", "हिन्दी", "বাংলা"])
def test_a_line_of_any_script_has_the_same_box(show: Open, text: str) -> None:
    opened = show(f'TextBlock {{ objectName: "part"; px: 100; text: "{text}" }}')
    assert opened.part.property("height") == 136


@pytest.mark.parametrize(
    ("way", "rtl", "on_left", "headed"),
    [
        ("right", False, False, True),
        ("right", True, False, True),
        ("left", False, True, True),
        ("left", True, True, True),
        ("none", False, False, False),
        ("up", False, False, False),
    ],
)
def test_the_call_points_to_where_the_room_is_whatever_the_language(
    show: Open, way: str, rtl: bool, on_left: bool, headed: bool
) -> None:
    opened = show(
        'CallBanner { objectName: "part"; anchors.fill: parent; still: true; label: "GM-012"; icon: "heart";'
        f' department: "Heart"; roomWord: "Room"; roomNumber: "3"; way: "{way}"; lines: [] }}',
        rtl,
    )
    assert opened.part.property("isLeft") is on_left
    assert opened.part.property("isSide") is headed


def test_a_call_arrives_by_itself_and_leaves(show: Open, qtbot: QtBot) -> None:
    opened = show(
        'CallBanner { objectName: "part"; anchors.fill: parent; label: "GM-012"; icon: "heart";'
        ' department: "Heart"; roomWord: "Room"; roomNumber: "3"; way: "left"; lines: [] }'
    )
    qtbot.waitUntil(lambda: opened.part.property("doorShown") == 1)
    assert opened.part.property("opacity") == 1
    opened.part.setProperty("shown", False)
    qtbot.waitUntil(lambda: opened.part.property("visible") is False)


def test_a_list_opens_moves_and_chooses_by_keyboard_alone(show: Open) -> None:
    opened = show(
        'Select { objectName: "part"; label: "Doctor"; current: "a"; onChosen: key => root.log.add(key);'
        ' options: [{key: "a", text: "Any"}, {key: "b", text: "Dr Ali"}, {key: "c", text: "Dr Sen"}] }'
    )
    opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_Space)
    assert opened.part.property("isOpen") is True
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.log.lines == ["c"]
    assert opened.part.property("isOpen") is False


def test_a_list_is_chosen_from_by_pointer_and_closes_beside_it(show: Open) -> None:
    opened = show(
        'Select { objectName: "part"; current: "a"; onChosen: key => root.log.add(key);'
        ' options: [{key: "a", text: "Any"}, {key: "b", text: "Dr Ali"}] }'
    )
    opened.click(100, 18)
    opened.click(700, 500)
    assert opened.part.property("isOpen") is False
    opened.click(100, 18)
    opened.click(100, 95)
    assert opened.log.lines == ["b"]


@pytest.mark.parametrize(("rtl", "chosen"), [(False, "h"), (True, "n")], ids=["left-to-right", "right-to-left"])
def test_a_choice_moves_the_way_the_arrow_points(show: Open, rtl: bool, chosen: str) -> None:
    opened = show(
        'Choice { objectName: "part"; width: 300; current: "m"; onChosen: key => root.log.add(key); model: ListModel {'
        ' ListElement { key: "n"; text: "Normal" } ListElement { key: "m"; text: "Middle" }'
        ' ListElement { key: "h"; text: "High" } } }',
        rtl,
    )
    opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_Right)
    assert opened.log.lines == [chosen]


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        ([Qt.Key.Key_Right], ["done"]),
        ([Qt.Key.Key_Left], ["waiting"]),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right], ["done"] * 2),
    ],
    ids=["forward", "back", "current is the page's to change"],
)
def test_tabs_move_by_arrow_keys(show: Open, keys: list[Qt.Key], heard: list[str]) -> None:
    opened = show(
        'TabRow { objectName: "part"; width: 600; current: "held"; onChosen: key => root.log.add(key);'
        " model: ListModel {"
        ' ListElement { key: "waiting"; text: "Waiting 10" } ListElement { key: "held"; text: "On hold 2" }'
        ' ListElement { key: "done"; text: "Done 14" } } }'
    )
    opened.press(Qt.Key.Key_Tab)
    for key in keys:
        opened.press(key)
    assert opened.log.lines == heard


def test_a_field_tells_what_is_typed_and_when_it_is_done(show: Open) -> None:
    opened = show(
        'Field { objectName: "part"; label: "Name"; onEdited: text => root.log.add(text);'
        ' onAccepted: root.log.add("done") }'
    )
    opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_A)
    opened.press(Qt.Key.Key_L)
    opened.press(Qt.Key.Key_Return)
    assert opened.log.lines == ["a", "al", "done"]


@pytest.mark.parametrize(("locked", "heard"), [("false", ["clicked"]), ("true", [])], ids=["free", "locked"])
def test_a_row_that_somebody_else_has_claimed_takes_no_click(show: Open, locked: str, heard: list[str]) -> None:
    opened = show(
        f'QueueRow {{ objectName: "part"; width: 700; columns: QueueColumns {{}} label: "GM-012"; locked: {locked};'
        ' onClicked: root.log.add("clicked") }'
    )
    opened.click(100, 20)
    assert opened.log.lines == heard
