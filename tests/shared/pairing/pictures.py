"""Pictures of the pairing page: every step and refusal, as a kiosk, a display and a desk show it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from shared.pairing.presenter import PairingPage
from shared.protocol.device import DeviceRevoked, StrangeBox
from shared.protocol.grammar import Refusal
from shared.protocol.pairing import PairingOver, PairingRejected, WrongPairingCode
from shared.ui.pairing import PairingLook, open_pairing
from shared.ui.tasks import Tasks
from shared.ui.window import Windows, grab
from tests.shared.pairing.hand_box import HERE, ROGUE, HandBox, type_code

LOOKS: dict[str, tuple[str, tuple[int, int], PairingLook]] = {
    "kiosk-portrait": ("kiosk", (1080, 1920), PairingLook(px_per_mm=4.03)),
    "kiosk-landscape": ("kiosk", (1920, 1080), PairingLook(px_per_mm=4.03)),
    "kiosk-small": ("kiosk", (1280, 800), PairingLook(px_per_mm=3.81)),
    "display": ("display", (1920, 1080), PairingLook(is_dark=True, has_keys=False)),
    "display-portrait": ("display", (1080, 1920), PairingLook(is_dark=True, has_keys=False)),
    "desk": ("desk", (1366, 768), PairingLook(has_keys=False, px_per_mm=2.0)),
}
LANGUAGES = ("en", "es", "ar", "bn")

SETTLE_MILLISECONDS = 140


@dataclass(frozen=True)
class State:
    """One step, and how it was reached."""

    name: str
    reach: Callable[[PairingPage, HandBox], None]
    problem: Refusal | None = None
    is_paired: bool = False


def _nothing(_: PairingPage, box: HandBox) -> None:
    box.announced = ()


def _several(_: PairingPage, box: HandBox) -> None:
    box.announced = (HERE, ROGUE)


def _address(page: PairingPage, box: HandBox) -> None:
    box.announced = ()
    page.go_back()
    for sign in "192.0.2.7:84":
        page.type(sign)


def _typed(page: PairingPage, _: HandBox) -> None:
    page.choose_box(HERE)
    type_code(page, "12345")


def _refused(refusal: Refusal) -> Callable[[PairingPage, HandBox], None]:
    def reach(page: PairingPage, box: HandBox) -> None:
        box.refusal = refusal
        _words(page, box)

    return reach


def _words(page: PairingPage, _: HandBox) -> None:
    page.choose_box(HERE)
    type_code(page)


def _same(page: PairingPage, _: HandBox) -> None:
    page.go_on()


def _different(page: PairingPage, _: HandBox) -> None:
    page.go_back()


STATES = (
    State("box", _nothing),
    State("boxes", _several),
    State("address", _address),
    State("code", _typed),
    State("words", _words),
    State("waiting", _words),
    State("different", _words),
    State("wrong-code", _refused(WrongPairingCode(tries_left=3))),
    State("over", _refused(PairingOver())),
    State("rejected", _refused(PairingRejected())),
    State("revoked", _nothing, DeviceRevoked()),
    State("strange", _nothing, StrangeBox()),
    State("again", _typed, is_paired=True),
)
_AFTER = {"waiting": _same, "different": _different}
"""What is touched once the words stand there."""


def take(folder: Path) -> None:
    """Draw every state in every look into `folder`, named `<look>/<state>.<language>.png`."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication), "somebody starts the application first"
    for look in LOOKS:
        for state in STATES:
            for language in LANGUAGES if look in ("kiosk-portrait", "display") else ("en", "es"):
                asyncio.run(_draw(application, look, state, language, folder / look / f"{state.name}.{language}.png"))


async def _draw(application: QGuiApplication, look: str, state: State, language: str, path: Path) -> None:
    kind, size, how = LOOKS[look]
    tasks, box = Tasks(), HandBox(HERE)
    page = PairingPage(
        box,
        tasks.spawn,
        lambda _identity, _code: None,
        kind=kind,
        language=language,
        problem=state.problem,
        left=(lambda: None) if state.is_paired else None,
    )
    windows = Windows(application)
    window = open_pairing(page, windows.open, how)
    window.resize(*size)
    window.show()
    state.reach(page, box)
    tasks.spawn(page.look(), "look")
    for _ in range(8):
        await asyncio.sleep(0)
    _AFTER.get(state.name, lambda _page, _box: None)(page, box)
    QTest.qWait(SETTLE_MILLISECONDS)
    grab(window, path)
    windows.close()
    await tasks.end()
