"""Pictures of the kiosk: every state it can be in, in portrait and landscape, in the languages that try it most."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.bridge import Touch
from kiosk.frame import Shape
from kiosk.screen import Page
from shared.protocol.department import DepartmentState
from shared.protocol.device import StrangeBox
from shared.protocol.grammar import Value
from shared.protocol.ticket import IssueTicket
from shared.ui.bridge import Bridge
from shared.ui.window import Windows, grab
from tests.kiosk.clinic import NOW, SIX, department, doctor, queue, slip, whole_clinic
from tests.kiosk.stand import NO_PAPER, PIN, Stand

QML = Path(__file__).parents[2] / "kiosk" / "qml" / "Main.qml"
ELEVEN = (*SIX, "PH", "HE", "XR", "CA", "PT")
PORTRAIT, LANDSCAPE, SMALL, LARGE = (1080, 1920), (1920, 1080), (1280, 800), (3840, 2160)
PX_PER_MM = {PORTRAIT: 4.03, LANDSCAPE: 4.03, SMALL: 3.81, LARGE: 5.42}
"""21.5-inch screens, a 15.6-inch and a 32-inch one."""
FADE_MILLISECONDS = 160


@dataclass(frozen=True)
class State:
    """One state: how the clinic is, and what somebody touched to come to it."""

    name: str
    reach: Callable[[Stand], Awaitable[None]]
    values: Callable[[], list[Value]] = whole_clinic


async def _start(stand: Stand) -> None:
    pass


async def _departments(stand: Stand) -> None:
    stand.presenter.take_number()


async def _many(stand: Stand) -> None:
    stand.presenter.take_number()


async def _last_tiles(stand: Stand) -> None:
    stand.presenter.take_number()
    stand.presenter.choosing.show_more()


async def _mixed(stand: Stand) -> None:
    stand.presenter.take_number()
    stand.hear(department("CH", state=DepartmentState.PAUSED, paused_until=NOW.replace(hour=11, minute=0)))
    stand.hear(queue("LA", is_taking=False, quota_left=0), department("EY", state=DepartmentState.CLOSED))


async def _notice(stand: Stand) -> None:
    stand.presenter.take_number()
    stand.presenter.choosing.choose_department(str(department("TE").id))


async def _busy(stand: Stand) -> None:
    stand.line.gate = asyncio.Event()
    stand.presenter.take_number()
    stand.presenter.choosing.choose_department(str(department("GM").id))


async def _doctors(stand: Stand) -> None:
    stand.presenter.take_number()
    stand.presenter.choosing.choose_department(str(department("EY").id))


async def _name(stand: Stand) -> None:
    await _departments(stand)
    stand.presenter.choosing.choose_department(str(department("GM").id))


async def _name_typed(stand: Stand) -> None:
    await _name(stand)
    for key in stand.screen.entry.letters[3:9]:
        stand.presenter.keys.type_key(key.key)


async def _phone(stand: Stand) -> None:
    await _name(stand)
    stand.presenter.keys.finish()
    for key in "9801234567":
        stand.presenter.keys.type_key(key)


async def _ticket(stand: Stand) -> None:
    await _name(stand)
    await stand.settle()
    stand.pass_time(12)


async def _printing(stand: Stand) -> None:
    stand.paper.gate = asyncio.Event()
    await _name(stand)
    await stand.until(Page.TICKET)


async def _next(stand: Stand) -> None:
    stand.line.answers[IssueTicket] = [slip("LA", 1, 0)]
    await _ticket(stand)


async def _crowd(stand: Stand) -> None:
    stand.line.answers[IssueTicket] = [slip("MB", 114, 26)]
    await _ticket(stand)


async def _unprinted(stand: Stand) -> None:
    stand.paper.state = NO_PAPER
    stand.line.answers[IssueTicket] = [slip("MB", 14, 9)]
    await _ticket(stand)


async def _help(stand: Stand) -> None:
    stand.presenter.aids.toggle("help")


async def _told(stand: Stand) -> None:
    await _help(stand)
    stand.presenter.aids.call_staff("help")
    await stand.settle()


async def _no_server(stand: Stand) -> None:
    stand.cut()
    stand.pass_time(5)


async def _strange(stand: Stand) -> None:
    stand.line.state = replace(stand.line.state, problem=StrangeBox())
    await _no_server(stand)


async def _idle(stand: Stand) -> None:
    await _departments(stand)
    stand.pass_time(52)


async def _pin(stand: Stand) -> None:
    stand.presenter.keys.open_staff_door()
    for digit in "123":
        stand.presenter.keys.type_key(digit)


async def _staff(stand: Stand) -> None:
    stand.presenter.keys.open_staff_door()
    for digit in PIN:
        stand.presenter.keys.type_key(digit)
    assert stand.screen.page is Page.STAFF


def _asking() -> list[Value]:
    return whole_clinic(asks_name=True, asks_phone=True)


def _with_doctors() -> list[Value]:
    names = ("Dr Amara Rao", "Dr Luis Ali", "Dr Chen", "Dr Mina Farouk")
    doctors = [doctor(number, name, "EY", specialisation="") for number, name in enumerate(names)]
    return [*whole_clinic(), department("EY", asks_doctor=True), *doctors]


def _without_page() -> list[Value]:
    return whole_clinic(page_address="")


STATES = (
    State("welcome", _start),
    State("departments", _departments),
    State("departments-two", _departments, lambda: whole_clinic(("GM", "CH"))),
    State("departments-nine", _many, lambda: whole_clinic(ELEVEN[:9])),
    State("departments-eleven", _many, lambda: whole_clinic(ELEVEN)),
    State("departments-last", _last_tiles, lambda: whole_clinic(ELEVEN)),
    State("departments-mixed", _mixed),
    State("departments-notice", _notice),
    State("departments-busy", _busy),
    State("doctors", _doctors, _with_doctors),
    State("name", _name, _asking),
    State("name-typed", _name_typed, _asking),
    State("phone", _phone, _asking),
    State("ticket", _ticket),
    State("ticket-printing", _printing),
    State("ticket-nobody-before", _next),
    State("ticket-crowd", _crowd),
    State("ticket-without-page", _ticket, _without_page),
    State("unprinted", _unprinted),
    State("unprinted-without-page", _unprinted, _without_page),
    State("help", _help),
    State("help-told", _told),
    State("out-of-service", _no_server),
    State("strange-box", _strange),
    State("idle", _idle),
    State("staff-pin", _pin),
    State("staff", _staff),
)


@dataclass(frozen=True)
class Look:
    """How a picture is taken."""

    name: str
    size: tuple[int, int] = LANDSCAPE
    language: str = "en"
    aids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A kiosk that is shown; `run` lets what it has begun go on."""

    stand: Stand
    window: QQuickWindow
    run: Callable[[Coroutine[Any, Any, None]], None]  # Any: as asyncio declares it


LOOKS = (
    Look("landscape"),
    Look("portrait", PORTRAIT),
    Look("small", SMALL),
    Look("landscape-es", language="es"),
    Look("portrait-fr", PORTRAIT, "fr"),
    Look("landscape-ar", language="ar"),
    Look("portrait-ar", PORTRAIT, "ar"),
    Look("portrait-bn", PORTRAIT, "bn"),
    Look("landscape-contrast", aids=("contrast",)),
    Look("portrait-larger", PORTRAIT, aids=("larger",)),
    Look("landscape-larger-fr", language="fr", aids=("larger",)),
    Look("landscape-low", aids=("low_reach",)),
    Look("4k-hi", LARGE, "hi"),
)


def take(folder: Path) -> None:
    """Save a picture of every state in every look into `folder`."""
    for state, look in _all():
        take_one(state, look, folder / look.name / f"{state.name}.png")


def take_one(state: State, look: Look, path: Path) -> None:
    """Save one picture."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication), "somebody starts the application first"
    with showing(application, state, look) as shown:
        if look.aids:
            _let_fade(application)
        grab(shown.window, path)


@contextmanager
def showing(application: QGuiApplication, state: State, look: Look) -> Iterator["Shown"]:
    """The kiosk's window in one state, as it looks at first."""
    with asyncio.Runner() as runner:
        stand = runner.run(_reach(state, look))
        width, height = look.size
        bridge, touch = Bridge(stand.screen), Touch(stand.presenter, PX_PER_MM[look.size])
        stand.presenter.changed = bridge.show
        windows = Windows(application)
        try:
            window = windows.open(QML, view=bridge, touch=touch)
            window.resize(width, height)
            window.show()
            application.processEvents()
            yield Shown(stand, window, runner.run)
        finally:
            windows.close()
            runner.run(stand.end())


def _let_fade(application: QGuiApplication) -> None:
    """Colours that just changed take a moment to arrive."""
    fading = QElapsedTimer()
    fading.start()
    while fading.elapsed() < FADE_MILLISECONDS:
        application.processEvents()


async def _reach(state: State, look: Look) -> Stand:
    stand = Stand(state.values())
    width, height = look.size
    stand.presenter.is_calm = True
    stand.presenter.set_shape(Shape(width=width, height=height, px_per_mm=PX_PER_MM[look.size]))
    stand.presenter.choose_language(look.language)
    for aid in look.aids:
        stand.presenter.aids.toggle(aid)
    await state.reach(stand)
    return stand


def _all() -> Iterator[tuple[State, Look]]:
    return ((state, look) for look in LOOKS for state in STATES)
