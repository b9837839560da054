"""A frozen screen as QML sees it: only what changed is announced, lists keep their rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from shared.ui.bridge import Bridge, Texts
from shared.ui.rows import Rows
from shared.ui.window import Windows
from shared.words import Words
from shared.words.words import SHARED


class Page(Enum):
    WELCOME = "welcome"
    TICKET = "ticket"


@dataclass(frozen=True, kw_only=True)
class TicketShown:
    label: str
    before: int


@dataclass(frozen=True, kw_only=True)
class TileShown:
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Screen:
    page: Page = Page.WELCOME
    title: str = ""
    ticket: TicketShown | None = None
    tiles: tuple[TileShown, ...] = ()
    needs: tuple[str, ...] = ()


READER = """
import QtQuick
Window {
    id: root
    required property var screen
    required property var log
    property string page: screen.page
    property string title: screen.title
    property string label: screen.ticket ? screen.ticket.label : "none"
    property int before: screen.ticket ? screen.ticket.before : -1
    property int tiles: screen.tiles.count
    property int needs: screen.needs.length
    onPageChanged: log.add("page " + page)
    onTitleChanged: log.add("title " + title)
    onLabelChanged: log.add("label " + label)
    onBeforeChanged: log.add("before " + before)
    onTilesChanged: log.add("tiles " + tiles)
    onNeedsChanged: log.add("needs " + needs)
}
"""


class Log(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @Slot(str)
    def add(self, line: str) -> None:
        self.lines.append(line)

    def take(self) -> list[str]:
        lines, self.lines = self.lines, []
        return lines


@pytest.fixture
def windows(qapp: QGuiApplication) -> Iterator[Windows]:
    opened = Windows(qapp)
    yield opened
    opened.close()


def test_qml_is_told_of_the_fields_that_changed_and_of_no_other(windows: Windows, tmp_path: Path) -> None:
    (tmp_path / "Reader.qml").write_text(READER)
    screen = Screen(title="Welcome")
    bridge, log = Bridge(screen), Log()
    windows.open(tmp_path / "Reader.qml", screen=bridge, log=log)
    log.take()

    bridge.show(screen := replace(screen, title="Hello"))
    assert log.take() == ["title Hello"]
    bridge.show(screen := replace(screen, page=Page.TICKET, ticket=TicketShown(label="GM-007", before=6)))
    assert sorted(log.take()) == ["before 6", "label GM-007", "page ticket"]
    bridge.show(screen := replace(screen, ticket=TicketShown(label="GM-007", before=5)))
    assert log.take() == ["before 5"]
    bridge.show(screen := replace(screen, tiles=(TileShown(key="gm", name="Medicine"),), needs=("ui-phone", "ui-chat")))
    assert sorted(log.take()) == ["needs 2", "tiles 1"]
    bridge.show(screen := replace(screen, ticket=None))
    assert sorted(log.take()) == ["before -1", "label none"]
    bridge.show(replace(screen))
    assert log.take() == []


def test_rows_with_a_key_stay_the_same_model(qapp: QGuiApplication) -> None:
    bridge = Bridge(Screen())
    tiles = bridge.qml.value("tiles")
    bridge.show(Screen(tiles=(TileShown(key="gm", name="Medicine"),)))
    assert bridge.qml.value("tiles") is tiles
    assert isinstance(tiles, Rows)
    assert tiles.values() == (TileShown(key="gm", name="Medicine"),)


def test_a_value_qml_cannot_read_is_refused(qapp: QGuiApplication) -> None:
    @dataclass(frozen=True)
    class Dated:
        day: date

    with pytest.raises(TypeError, match="cannot read a date"):
        Bridge(Dated(date(2026, 4, 14)))


def test_a_field_that_qml_would_not_see_is_refused(qapp: QGuiApplication) -> None:
    @dataclass(frozen=True)
    class Shadowed:
        keys: str

    with pytest.raises(TypeError, match="keys"):
        Bridge(Shadowed("F2"))


def test_another_kind_of_screen_is_refused(qapp: QGuiApplication) -> None:
    bridge = Bridge(Screen())
    with pytest.raises(TypeError, match="shows Screen"):
        bridge.show(TicketShown(label="GM-007", before=0))


def test_texts_follow_the_language(qapp: QGuiApplication) -> None:
    texts = Texts(Words(SHARED, "en"))
    assert texts.qml.value("minutes_unknown") == "Time not known"
    texts.show(Words(SHARED, "fr"))
    assert texts.qml.value("minutes_unknown") == "Durée inconnue"
