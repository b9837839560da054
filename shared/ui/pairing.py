"""The pairing window: what a kiosk, a display or a desk shows until it is one of the clinic's screens."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from shared.client.link import Link, LinkState
from shared.pairing.box import Box
from shared.pairing.presenter import PairingPage
from shared.protocol.device import DeviceKind, DeviceRevoked, NotPaired
from shared.protocol.grammar import Refusal
from shared.trust.identity import Identity
from shared.ui.app import Context
from shared.ui.bridge import Bridge

if TYPE_CHECKING:
    from shared.ui.tasks import Running

QML = Path(__file__).parent / "Pairing.qml"
AGAIN = (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
"""The keys that ask for a new pairing on a screen that is paired."""


@dataclass(frozen=True, kw_only=True)
class PairingLook:
    """How the window looks: dark or light, with a keypad to touch or without, pixels a millimetre for its targets."""

    is_dark: bool = False
    has_keys: bool = True
    px_per_mm: float = 4.0


class PairingTouch(QObject):
    """What can be touched or typed on the pairing page. One slot a touch; the decision is the presenter's."""

    def __init__(self, page: PairingPage) -> None:
        super().__init__()
        self._page = page
        self._line = ""
        """What was typed since the last Enter."""

    @Slot(str)
    def choose_language(self, key: str) -> None:
        """A language."""
        self._page.choose_language(key)

    @Slot(str)
    def choose_box(self, key: str) -> None:
        """One of the boxes that announce themselves."""
        self._page.choose_box(key)

    @Slot(str)
    def type(self, key: str) -> None:
        """A key of the keypad."""
        self._page.type(key)

    @Slot()
    def erase(self) -> None:
        """The backspace key."""
        self._page.erase()

    @Slot()
    def go_on(self) -> None:
        """The main button."""
        self._page.go_on()

    @Slot()
    def go_back(self) -> None:
        """The second button."""
        self._page.go_back()

    @Slot(int, str, result=bool)
    def press(self, key: int, text: str) -> bool:
        """A key of a keyboard, a remote control or a scanner. True: it did something."""
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._end_line()
            case Qt.Key.Key_Escape | Qt.Key.Key_Back:
                self._line = ""
                self._page.go_back()
            case Qt.Key.Key_Backspace:
                self._line = ""
                self._page.erase()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                is_forward = (key == Qt.Key.Key_Right) is not self._page.shown.is_rtl
                self._page.turn_language(1 if is_forward else -1)
            case _ if text.isprintable() and text:
                self._type(text)
            case _:
                return False
        return True

    def _type(self, text: str) -> None:
        shown = self._page.shown
        is_scanned = shown.step == "code" and self._line.isdecimal() and not text.isdecimal()
        self._line = text if is_scanned else self._line + text
        if shown.step == "box" and text.isdecimal() and 1 <= int(text) <= len(shown.boxes):
            self._page.choose_box(shown.boxes[int(text) - 1].key)
        elif shown.step == "address" or self._line.isdecimal():
            # A line that does not begin with a digit comes from a scanner: its digits are not the code's.
            self._page.type(text)

    def _end_line(self) -> None:
        line, self._line = self._line, ""
        if not self._page.scan(line) and self._page.shown.step in ("address", "words"):
            self._page.go_on()


class PairingDoor(QObject):
    """Stands before a program's window: while the box does not know this screen, it shows the pairing page instead.

    `paired` hears the code of a pairing that came about.
    """

    def __init__(
        self,
        context: Context,
        link: Link,
        box: Box,
        window: QQuickWindow,
        *,
        kind: DeviceKind,
        look: PairingLook,
        language: str,
        address: str = "",
        paired: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(window)
        self.context = context
        self._link, self._box, self._window = link, box, window
        self._kind, self._look, self._language, self._address = kind, look, language, address
        self._heard_code = paired
        self.page: PairingPage | None = None
        """What the pairing window shows, while it is there."""
        self._shown: QQuickWindow | None = None
        self._looking: Running | None = None
        window.installEventFilter(self)
        link.on_state(self._see)
        self._see(link.state)

    @property
    def window(self) -> QQuickWindow | None:
        """The pairing window, while it is shown."""
        return self._shown

    def open(self, problem: Refusal | None = None) -> None:
        """Show the pairing page; without a problem somebody who is paired may leave it as it was."""
        if self._shown is not None:
            return
        may_leave = problem is None and self._link.identity is not None
        page = self.page = PairingPage(
            self._box,
            self.context.tasks.spawn,
            self._take,
            kind=self._kind,
            language=self._language,
            address=self._address,
            problem=problem,
            left=self.close if may_leave else None,
        )
        self._shown = open_pairing(page, self.context.open_window, self._look)
        self._shown.setGeometry(self._window.geometry())
        self._shown.setWindowState(self._window.windowState())
        self._shown.show()
        self._window.hide()
        self._looking = self.context.tasks.spawn(page.look(), "boxes")

    def close(self) -> None:
        """Show the program's own window again."""
        if self._shown is None or self.page is None or self._looking is None:
            return
        self._window.show()
        self.page.give_up()
        self._looking.cancel()
        self.context.close_window(self._shown)
        self._shown = self.page = self._looking = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = isinstance(event, QKeyEvent) and (event.key(), event.modifiers()) == AGAIN
        if is_asked and event.type() == QEvent.Type.KeyPress:
            self.open()
        return is_asked

    def _see(self, state: LinkState) -> None:
        if self._link.identity is None:
            self.open()
        elif isinstance(state.problem, NotPaired | DeviceRevoked):
            self.open(state.problem)

    def _take(self, identity: Identity, code: str) -> None:
        self.close()
        self._heard_code(code)
        self.context.tasks.spawn(self._link.pair(identity), "paired")


def open_pairing(page: PairingPage, open_window: Callable[..., QQuickWindow], look: PairingLook) -> QQuickWindow:
    """The page's window, not yet shown; it follows the presenter from now on."""
    bridge, touch = Bridge(page.shown), PairingTouch(page)
    page.changed = bridge.show
    return open_window(QML, view=bridge, touch=touch, dark=look.is_dark, hasKeys=look.has_keys, pxPerMm=look.px_per_mm)
