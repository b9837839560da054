"""Between the presenter and QML: the screen goes in, keys and clicks come out."""

from pathlib import Path

from desk.bridge.hand_out import QtHandOut
from desk.bridge.presence import Presence as Presence
from desk.bridge.touch import Touch
from desk.presenter.desk import Desk
from shared.ui.bridge import Bridge, Texts

QML = Path(__file__).parent.parent / "qml"


def connect(desk: Desk) -> tuple[Bridge, Texts, Touch]:
    """The three things every page is given; the screen and the texts follow the presenter from now on."""
    screen, texts, touch = Bridge(desk.screen), Texts(desk.words), Touch(desk)
    desk.seat.hand_out = QtHandOut()
    desk.changed, desk.worded = screen.show, texts.show
    return screen, texts, touch
