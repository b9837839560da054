"""The reception's page: a form for a new number, everybody's queue, kiosks and screens."""

from dataclasses import dataclass

from desk.screen.notice import FigureShown, NoticeShown
from desk.screen.queue import ChosenShown, QueueShown
from desk.screen.sheet import ChoiceShown


@dataclass(frozen=True, kw_only=True)
class CardShown:
    """A department in one card. `state` is open, paused, closed or full."""

    key: str
    code: str
    name: str
    icon: str
    colour: str
    count: str
    side: str
    text: str
    is_late: bool
    state: str
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

    name: str
    phone: str
    reason: str
    departments: tuple[ChoiceShown, ...]
    languages: tuple[ChoiceShown, ...]
    doctors: tuple[ChoiceShown, ...]
    priorities: tuple[ChoiceShown, ...]
    asks_reason: bool
    """An emergency needs a reason in words."""
    priority_reason: str
    twins: tuple[TwinShown, ...]
    is_busy: bool


@dataclass(frozen=True, kw_only=True)
class NumberShown:
    """A number that was just given: to be said or shown. `code` is a picture as a data address, or empty."""

    label: str
    name: str
    department: str
    icon: str
    colour: str
    ahead: str
    code: str
    code_text: str


@dataclass(frozen=True, kw_only=True)
class DeviceShown:
    """A kiosk or screen. `state` is live, away or alarm."""

    key: str
    name: str
    icon: str
    state: str
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

    name: str
    clinic: str
    can_administer: bool
    figures: tuple[FigureShown, ...]
    cards: tuple[CardShown, ...]
    form: FormShown
    number: NumberShown | None
    queue: QueueShown
    chosen: ChosenShown | None
    alerts: tuple[AlertShown, ...]
    devices: tuple[DeviceShown, ...]
    notice: NoticeShown | None
