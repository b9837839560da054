"""The screen: what is to be drawn, as frozen values in words. The presenter makes it, QML reads it."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What fills the screen."""

    BOARD = "board"
    DOOR = "door"
    BLANK = "blank"
    """Nothing true is left to show: one sentence instead."""


class DoorState(StrEnum):
    """A small screen at a door: who is to come in, who is in, or nobody."""

    FREE = "free"
    CALLED = "called"
    INSIDE = "inside"


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """One call on the board. `is_live`: this person goes now, so it may be yellow."""

    key: str
    label: str
    icon: str
    tone: str
    room_word: str
    room_number: str
    way: str
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class NextRow:
    """Somebody whose turn is near."""

    key: str
    label: str
    icon: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class AlsoRow:
    """Somebody called before who may still be on the way."""

    key: str
    label: str
    room: str


@dataclass(frozen=True, kw_only=True)
class SayLine:
    """What to do, in one language."""

    text: str
    rtl: bool


@dataclass(frozen=True, kw_only=True)
class Banner:
    """The moment of a call. It keeps its words while it fades out (`is_shown` False)."""

    is_shown: bool = False
    key: str = ""
    label: str = ""
    icon: str = "help"
    department: str = ""
    room_word: str = ""
    room_number: str = ""
    way: str = "none"
    tag: str = ""
    lines: tuple[SayLine, ...] = ()
    also: tuple[AlsoRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Door:
    """What the small screen at a door shows."""

    state: DoorState = DoorState.FREE
    key: str = ""
    label: str = ""
    icon: str = "help"
    tone: str = "blue"
    room_word: str = ""
    room_number: str = ""


@dataclass(frozen=True, kw_only=True)
class TickerPage:
    """One message of the clinic, or all of them in a row where the ticker scrolls."""

    text: str = ""
    rtl: bool = False
    scrolls: bool = False


@dataclass(frozen=True, kw_only=True)
class Connection:
    """Whether what is shown is live: "hidden" (it is), "as_of", or "blank"."""

    kind: str = "hidden"
    title: str = ""
    text: str = ""
    icon: str = "ui-link-off"


@dataclass(frozen=True, kw_only=True)
class Screen:
    """Everything that is drawn."""

    mode: Mode = Mode.BLANK
    rtl: bool = False
    tall: bool = False
    calm: bool = False
    clinic: str = ""
    day: str = ""
    clock: str = ""
    connection: Connection = Connection()
    heading: str = ""
    newest: CallRow | None = None
    recent: tuple[CallRow, ...] = ()
    empty: str = ""
    shows_next: bool = False
    next_title: str = ""
    next_note: str = ""
    next: tuple[NextRow, ...] = ()
    ticker: TickerPage = TickerPage()
    also_word: str = ""
    banner: Banner = Banner()
    door: Door = Door()
