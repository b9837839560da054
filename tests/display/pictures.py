"""Pictures of the display in every state, from a mirror filled by hand: `take(folder)` writes them as PNGs."""

import os
import sys
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from display.bridge import open_display
from display.presenter import Presenter, View
from shared.client.link import LinkState
from shared.client.mirror import Mirror
from shared.protocol.call import Call
from shared.protocol.device import Direction, StrangeBox
from shared.protocol.identity import new_id
from shared.ui.app import create_application
from shared.ui.window import Windows, grab
from tests.display.clinic import NOW, morning

BOARD_MILLISECONDS = 400
MOMENT_MILLISECONDS = 3800
"""A call's frame has flashed three times and everything has arrived."""
LIVE = LinkState(is_live=True, has_clinic=True)
LOST = LinkState(has_clinic=True, as_of=NOW - timedelta(seconds=70))
GONE = LinkState(has_clinic=True, as_of=NOW - timedelta(seconds=150))
ARABIC = ("ar", "en")
UPRIGHT = (1080, 1920)
SMALL = (1024, 600)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One picture: the morning's board, or with `call` (changes to it, perhaps none) the moment of its newest call."""

    name: str
    languages: tuple[str, ...] = ("en", "ar")
    size: tuple[int, int] = (1920, 1080)
    view: View = field(default_factory=View)
    state: LinkState = LIVE
    call: dict[str, Any] | None = None
    way: Direction | None = Direction.RIGHT
    is_empty: bool = False
    is_unknown: bool = False
    after_milliseconds: int = field(default=0)


SCENES = (
    Scene(name="board"),
    *(Scene(name=f"board-{language}", languages=(language, "en")) for language in ("es", "fr", "ar", "hi", "bn", "ne")),
    Scene(name="board-4k", size=(3840, 2160)),
    Scene(name="board-1280x800", size=(1280, 800)),
    Scene(name="board-portrait", size=UPRIGHT),
    Scene(name="board-portrait-ar", size=UPRIGHT, languages=ARABIC),
    Scene(name="board-empty", is_empty=True),
    Scene(name="board-scroll", view=View(scrolls=True), after_milliseconds=9000),
    Scene(name="board-as-of", state=LOST),
    Scene(name="board-as-of-ar", state=LOST, languages=ARABIC),
    Scene(name="board-as-of-fr", state=LOST, languages=("fr", "en")),
    Scene(name="board-as-of-portrait", state=LOST, size=UPRIGHT),
    Scene(name="blank", state=GONE),
    Scene(name="blank-ar", state=GONE, languages=ARABIC),
    Scene(name="connecting", is_unknown=True, state=LinkState()),
    Scene(name="unfounded", is_unknown=True, state=LinkState(is_live=True, has_clinic=False)),
    Scene(name="strange-box", is_unknown=True, state=LinkState(problem=StrangeBox())),
    Scene(name="strange-box-later", state=replace(GONE, problem=StrangeBox()), languages=("es", "en")),
    Scene(name="calling", call={}),
    Scene(name="calling-arriving", call={}, after_milliseconds=420),
    Scene(name="calling-left", call={}, way=Direction.LEFT),
    Scene(name="calling-up", call={}, way=Direction.UP),
    Scene(name="calling-down", call={}, way=Direction.DOWN),
    Scene(name="calling-no-way", call={}, way=None),
    Scene(name="calling-again", call={"number": 2}),
    Scene(name="calling-emergency", call={"is_emergency": True}),
    Scene(name="calling-ar", call={}, languages=ARABIC),
    Scene(name="calling-ar-left", call={"number": 2}, languages=ARABIC, way=Direction.LEFT),
    Scene(name="calling-ar-no-way", call={}, languages=ARABIC, way=None),
    Scene(name="calling-fr-es", call={"number": 2, "language": "fr"}, languages=("fr", "es")),
    Scene(name="calling-bn-ne", call={"number": 3, "language": "bn"}, languages=("bn", "ne")),
    Scene(name="calling-portrait", call={}, size=UPRIGHT),
    Scene(name="calling-portrait-left-ar", call={}, size=UPRIGHT, languages=ARABIC, way=Direction.LEFT),
    Scene(name="calling-4k", call={}, size=(3840, 2160)),
    Scene(name="door", view=View(door="3"), size=SMALL),
    Scene(name="door-inside", view=View(door="4"), size=SMALL),
    Scene(name="door-free", view=View(door="9"), size=SMALL),
    Scene(name="door-ar", view=View(door="3"), size=SMALL, languages=("ar",)),
    Scene(name="door-portrait", view=View(door="3"), size=(600, 1024)),
    Scene(name="door-as-of", view=View(door="3"), size=SMALL, state=LOST),
)


def take(folder: Path) -> None:
    """Draw every scene and save it as `<name>.png` in the folder."""
    application = QGuiApplication.instance() or create_application("pictures")
    assert isinstance(application, QGuiApplication)
    for scene in SCENES:
        draw(application, scene, folder / f"{scene.name}.png")


def draw(application: QGuiApplication, scene: Scene, path: Path) -> None:
    """Draw one scene in a window of its own and save what it shows once it has settled."""
    windows = Windows(application)
    presenter, call = presenter_of(scene)
    presenter.refresh()
    window = open_display(presenter, windows.open, windowed=scene.size)
    if call is not None:
        presenter.show_call(call)
    QTest.qWait(scene.after_milliseconds or (MOMENT_MILLISECONDS if call else BOARD_MILLISECONDS))
    grab(window, path)
    windows.close()


def presenter_of(scene: Scene) -> tuple[Presenter, Call | None]:
    """The presenter of a scene, and the call that is at its moment."""
    if scene.is_unknown:
        presenter = Presenter(Mirror(), scene.view, device_id=new_id(), now=lambda: NOW)
        presenter.link_state = scene.state
        return presenter, None
    clinic = morning(scene.languages, is_empty=scene.is_empty)
    arrows = {room: way for room, way in clinic.device.arrows.items() if room != str(clinic.rooms["3"].id)}
    if scene.way is not None:
        arrows[str(clinic.rooms["3"].id)] = scene.way
    clinic.tell(msgspec.structs.replace(clinic.device, arrows=arrows))
    presenter = Presenter(clinic.mirror, scene.view, device_id=clinic.device.id, now=lambda: NOW)
    presenter.link_state = scene.state
    if scene.call is None:
        return presenter, None
    return presenter, msgspec.structs.replace(clinic.calls["GM-012"], **scene.call)


if __name__ == "__main__":
    take(Path(sys.argv[1] if len(sys.argv) > 1 else "var/pictures/display"))
