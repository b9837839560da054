"""What a kiosk tells of its page when asked to."""

import json

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.trace import Trace
from tests.kiosk.pictures import LOOKS, STATES, showing

STATE = {state.name: state for state in STATES}
LOOK = {look.name: look for look in LOOKS}


@pytest.mark.parametrize("look", ["portrait", "landscape-ar"])
def test_it_tells_the_page_and_where_each_target_is(qapp: QGuiApplication, qtbot: QtBot, look: str) -> None:
    told: list[str] = []
    with showing(qapp, STATE["welcome"], LOOK[look]) as kiosk:
        Trace(kiosk.window, lambda: kiosk.stand.screen, told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        last = json.loads(told[-1])
        screen = QRectF(0, 0, kiosk.window.width(), kiosk.window.height())
    assert last["page"] == "welcome"
    assert {"take_number", "language_en", "language_ar", "access_bar"} <= last["targets"].keys()
    # It may be told while the page still glides in; a finger in the middle of a target meets it all the same.
    assert all(screen.contains(QRectF(*place).center()) for place in last["targets"].values())


def test_it_tells_a_number_once_it_is_shown_and_nothing_of_the_person(qapp: QGuiApplication, qtbot: QtBot) -> None:
    told: list[str] = []
    with showing(qapp, STATE["ticket"], LOOK["portrait"]) as kiosk:
        Trace(kiosk.window, lambda: kiosk.stand.screen, told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        label = kiosk.stand.screen.ticket.label
    last = json.loads(told[-1])
    assert (last["page"], last["label"]) == ("ticket", label)
    assert last.keys() == {"at", "page", "language", "label", "paper", "targets"}
