"""Screen: all that the kiosk shows at one moment, as words and numbers ready to be drawn. Made by the presenter."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.frame import Frame, Grid


class Page(StrEnum):
    """What a person is asked, one thing at a time."""

    WELCOME = "welcome"
    DEPARTMENTS = "departments"
    DOCTORS = "doctors"
    NAME = "name"
    PHONE = "phone"
    TICKET = "ticket"
    HELP = "help"
    SERVICE = "service"
    PIN = "pin"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class AccessItem:
    """One of the four aids in the access bar, at the same place on every page."""

    key: str
    icon: str
    text: str
    is_on: bool = False


@dataclass(frozen=True, kw_only=True)
class LanguageItem:
    """One language, in its own script."""

    key: str
    name: str
    hint: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class TileItem:
    """One department to choose; `kind` is open, closed, paused or quota. `is_next` leads to the next page of them."""

    key: str
    name: str
    icon: str = ""
    tone: str = ""
    kind: str = "open"
    count: int = 0
    note: str = ""
    detail: str = ""
    is_busy: bool = False
    is_next: bool = False


@dataclass(frozen=True, kw_only=True)
class DoctorItem:
    """One doctor, or any of them (key empty)."""

    key: str
    name: str
    detail: str = ""
    icon: str = ""
    is_busy: bool = False
    is_next: bool = False


@dataclass(frozen=True, kw_only=True)
class KeyItem:
    """One key of the letters: what it shows and, as `key`, what it writes."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WelcomePage:
    """One touch on a language, one on the large button."""

    title: str = ""
    subtitle: str = ""
    take: str = ""
    languages: tuple[LanguageItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """A name or a phone number, as far as it is typed."""

    prompt: str = ""
    text: str = ""
    letters: tuple[KeyItem, ...] = ()
    is_full: bool = False
    space: str = ""
    backspace: str = ""
    other_letters: str = ""
    more: str = ""
    """The word on the key that leads to more letters; empty: all are shown."""
    done: str = ""
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketPage:
    """The number. `paper` is printing, out (take it) or none (unprinted)."""

    label: str = ""
    heading: str = ""
    department: str = ""
    doctor: str = ""
    icon: str = ""
    tone: str = ""
    ahead: int = 0
    ahead_heading: str = ""
    ahead_text: str = ""
    room: str = ""
    place: str = ""
    paper: str = "printing"
    paper_text: str = ""
    paper_ahead: str = ""
    paper_milliseconds: int = 0
    page: str = ""
    page_title: str = ""
    page_text: str = ""
    alternative: str = ""
    reception_title: str = ""
    reception_text: str = ""
    done: str = ""
    more_time: str = ""
    left: float = 1.0
    left_text: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpPage:
    """Somebody to come, or the kiosk made easier."""

    call: str = ""
    call_text: str = ""
    unwell: str = ""
    answer: str = ""
    """What became of the call; empty before it."""
    is_told: bool = False
    is_busy: bool = False
    low_reach: str = ""
    is_low_reach: bool = False


@dataclass(frozen=True, kw_only=True)
class ServicePage:
    """Why no number can be had here now, and what to do instead."""

    title: str = ""
    text: str = ""
    detail: str = ""
    icon: str = "ui-link-off"
    others: tuple[str, ...] = ()
    """What to do, in the clinic's other languages: here nobody can choose one."""


@dataclass(frozen=True, kw_only=True)
class StaffPage:
    """For whoever looks after the kiosk. `pin_length` is how many digits were typed, never which."""

    pin_length: int = 0
    pin_text: str = ""
    printer: str = ""
    printer_text: str = ""
    server: str = ""
    version: str = ""
    test: str = ""
    calibration: str = ""
    pair: str = ""
    leave: str = ""
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One sentence that says what happened and what to do now."""

    icon: str
    text: str
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class IdleWarning:
    """Nobody has touched for a while: whoever is still there says so."""

    title: str
    text: str
    more_time: str
    left: float


@dataclass(frozen=True, kw_only=True)
class Screen:
    """Everything to draw. Pages that are not shown are empty, so nothing personal stays behind."""

    page: Page
    is_forward: bool
    frame: Frame
    language: str
    is_rtl: bool
    is_tall: bool
    is_larger: bool
    is_high_contrast: bool
    is_calm: bool
    clinic_name: str
    clock: str
    title: str
    back: str
    """The word on Back; empty: there is no way back."""
    language_name: str
    """The word on the language button; empty: there is none on this page."""
    access: tuple[AccessItem, ...]
    grid: Grid
    welcome: WelcomePage
    tiles: tuple[TileItem, ...]
    doctors: tuple[DoctorItem, ...]
    entry: EntryPage
    ticket: TicketPage
    help: HelpPage
    service: ServicePage
    staff: StaffPage
    notice: Notice | None
    idle: IdleWarning | None
