"""The kiosk's window: real touches, targets that are large enough, and no word outside the screen, in every state."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.screen import Page
from tests.kiosk.clinic import department
from tests.kiosk.pictures import LOOKS, PX_PER_MM, STATES, Shown, showing

TRIED = ("landscape", "portrait-fr", "small", "portrait-ar", "landscape-larger-fr", "landscape-low", "portrait-bn")
STATE = {state.name: state for state in STATES}
LOOK = {look.name: look for look in LOOKS}


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every item that can be seen, from the outside in."""
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from items(child)


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def is_a(item: QObject, name: str) -> bool:
    return item.metaObject().className() == f"QQuick{name}" or item.inherits(f"QQuick{name}")


def is_clipped(item: QQuickItem | None) -> bool:
    """Whether it is drawn inside something that hides what is outside, as the paper in its slot."""
    return item is not None and (item.clip() or is_clipped(item.parentItem()))


def touched(window: QQuickWindow) -> dict[str, QRectF]:
    """Where things with a name are."""
    return {item.objectName(): place(item) for item in items(window.contentItem()) if item.objectName()}


@pytest.mark.parametrize("look", TRIED)
@pytest.mark.parametrize("state", STATE)
def test_every_word_is_on_the_screen_and_every_target_is_20_mm(qapp: QGuiApplication, state: str, look: str) -> None:
    shown, looked = STATE[state], LOOK[look]
    with showing(qapp, shown, looked) as kiosk:
        screen = QRectF(0, 0, *looked.size).adjusted(-1, -1, 1, 1)
        target = 20 * PX_PER_MM[looked.size] - 1
        for item in items(kiosk.window.contentItem()):
            if is_a(item, "Text") and item.property("text") and not is_clipped(item):
                assert screen.contains(place(item)), f"{item.property('text')!r} is outside: {place(item)}"
            if is_a(item, "MouseArea") and item.isEnabled():
                assert place(item).width() >= target, f"narrow: {place(item)}"
                assert place(item).height() >= target, f"low: {place(item)}"


def tap(window: QQuickWindow, name: str) -> None:
    """Touch the middle of something with a name."""
    middle = touched(window)[name].center().toPoint()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QGuiApplication.processEvents()


@pytest.fixture
def kiosk(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Shown]:
    state, look = request.param
    with showing(qapp, STATE[state], LOOK[look]) as shown:
        yield shown


def begins(state: str, *looks: str) -> pytest.MarkDecorator:
    """The test begins in this state, in each of these looks."""
    return pytest.mark.parametrize("kiosk", [(state, look) for look in looks], indirect=True, ids=looks)


@begins("welcome", "portrait", "landscape", "landscape-ar", "small")
def test_two_touches_of_a_department_are_one_number(kiosk: Shown) -> None:
    async def touch_twice() -> None:
        tap(kiosk.window, "take_number")
        for _ in range(2):
            tap(kiosk.window, f"tile_{department('GM').id}")
        await kiosk.stand.settle()

    kiosk.run(touch_twice())
    assert len(kiosk.stand.line.wishes()) == 1
    assert len(kiosk.stand.paper.printed) == 1
    assert kiosk.stand.screen.page is Page.TICKET


@begins("welcome", "portrait", "portrait-ar")
def test_a_touched_language_is_the_one_that_speaks(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    tap(window, "language_ar")
    assert stand.screen.is_rtl
    tap(window, "take_number")
    tap(window, "language")
    assert (stand.screen.page, stand.screen.language) == (Page.WELCOME, "ar")
    tap(window, "language_es")
    assert not stand.screen.is_rtl


@begins("departments", "portrait")
def test_a_closed_tile_answers_with_a_sentence(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    tap(window, f"tile_{department('TE').id}")
    assert "notice" in touched(window)
    tap(window, "notice")
    assert stand.screen.page is Page.DEPARTMENTS


@begins("departments", "landscape")
def test_back_leads_to_the_beginning(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    tap(window, "back")
    assert stand.screen.page is Page.WELCOME


@begins("ticket", "portrait", "landscape")
def test_more_time_and_done_are_two_buttons(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    tap(window, "more_time")
    assert stand.screen.ticket.left == 1.0
    assert not touched(window)["more_time"].intersects(touched(window)["done"])
    tap(window, "done")
    assert stand.screen.page is Page.WELCOME


@begins("idle", "portrait")
def test_a_touch_anywhere_ends_the_idle_warning(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 700))
    assert stand.screen.idle is None
    assert stand.screen.page is Page.DEPARTMENTS


@begins("phone", "portrait")
def test_the_keyboard_of_a_technician_works_too(kiosk: Shown) -> None:
    stand, window = kiosk.stand, kiosk.window
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.activeFocusItem() is not None
    assert stand.screen.page is Page.PHONE
