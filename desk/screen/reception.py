"""The reception's page: a form for a new number, everybody's queue, kiosks and screens."""

from dataclasses import dataclass, field

from desk.screen.notice import FigureShown, NoticeShown
from desk.screen.queue import ChosenShown, QueueShown
from desk.screen.sheet import ChoiceShown, Option


@dataclass(frozen=True, kw_only=True)
class CardShown:
    """A department in one card. `state_word` is open, paused, closed or full."""

    key: str
    code: str
    name: str
    icon: str
    colour: str
    count: str
    side: str
    text: str
    is_late: bool
    state_word: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class TwinShown:
    """Somebody who may be the one at the counter and has a number already."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FormShown:
    """A new number: what is typed and what can be chosen."""

    name: str = ""
    phone: str = ""
    reason: str = ""
    departments: tuple[Option, ...] = ()
    department: str = ""
    languages: tuple[Option, ...] = ()
    language: str = ""
    doctors: tuple[Option, ...] = ()
    doctor: str = ""
    priorities: tuple[ChoiceShown, ...] = ()
    priority: str = ""
    asks_reason: bool = False
    """An emergency needs a reason in words."""
    priority_reason: str = ""
    twins: tuple[TwinShown, ...] = ()
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class NumberShown:
    """A number that was just given, to be said or shown. `code` is the address of the patient's page, or empty."""

    label: str = ""
    name: str = ""
    department: str = ""
    icon: str = ""
    colour: str = ""
    ahead: str = ""
    code: str = ""
    code_text: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceShown:
    """A kiosk or screen. `state_word` is live, away or alarm."""

    key: str
    name: str
    icon: str
    state_word: str
    state_text: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AlertShown:
    """Somebody at a kiosk needs a person."""

    key: str
    title: str
    text: str
    is_busy: bool


@dataclass(frozen=True, kw_only=True)
class ReceptionShown:
    """The reception's page."""

    name: str = ""
    clinic: str = ""
    can_administer: bool = False
    figures: tuple[FigureShown, ...] = ()
    cards: tuple[CardShown, ...] = ()
    form: FormShown = field(default_factory=FormShown)
    number: NumberShown = field(default_factory=NumberShown)
    queue: QueueShown = field(default_factory=QueueShown)
    chosen: ChosenShown = field(default_factory=ChosenShown)
    alerts: tuple[AlertShown, ...] = ()
    has_alarm: bool = False
    devices: tuple[DeviceShown, ...] = ()
    notice: NoticeShown = field(default_factory=NoticeShown)
