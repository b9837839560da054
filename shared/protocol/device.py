"""Devices: kiosks and displays, where they stand, and how they are."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.grammar import Audience, Command, Event, Value


class DeviceKind(StrEnum):
    """What kind of screen it is."""

    KIOSK = "kiosk"
    DISPLAY = "display"


class Direction(StrEnum):
    """The way to walk from this very screen to a room, as somebody facing the screen sees it."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Device(Value, frozen=True, kw_only=True, tag="device"):
    """A kiosk or display. A display shows the calls of its `zones`; empty means all of them."""

    audience: ClassVar = Audience.EVERYONE

    kind: DeviceKind
    name: str
    place: str = ""
    zones: tuple[str, ...] = ()
    arrows: dict[str, Direction] = {}
    """By room id (text)."""


class ProblemCode(StrEnum):
    """What can be wrong with a device; staff read it in words."""

    NO_PAPER = "no_paper"
    PAPER_LOW = "paper_low"
    COVER_OPEN = "cover_open"
    PRINTER_UNREACHABLE = "printer_unreachable"
    PRINTER_SILENT = "printer_silent"
    PRINTER_ERROR = "printer_error"
    NO_SOUND = "no_sound"
    NO_VOICE = "no_voice"


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `detail` is a name such as the language without a voice."""

    code: ProblemCode
    since: datetime
    detail: str = ""


class DeviceHealth(Value, frozen=True, kw_only=True, tag="device_health"):
    """How a device says it is; has the id of its `Device`."""

    audience: ClassVar = Audience.STAFF

    problems: tuple[Problem, ...] = ()
    version: str = ""
    reported_at: datetime


class Presence(Value, frozen=True, kw_only=True, tag="presence"):
    """Whether a device is connected now. Known while it lasts, never journalled; has the id of its `Device`."""

    audience: ClassVar = Audience.STAFF

    is_live: bool
    at: datetime


class RegisterDevice(Command[Device], frozen=True, kw_only=True, tag="device.register"):
    """A device makes itself known when it joins; its id is its own and stays the same for life."""

    route: ClassVar = ""

    device_id: UUID
    kind: DeviceKind
    name: str


class ChangeDevice(Command[Device], frozen=True, kw_only=True, tag="device.change"):
    """Say where a device stands and which way its arrows point; what is left out stays."""

    device_id: UUID
    name: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    zones: tuple[str, ...] | UnsetType = UNSET
    arrows: dict[str, Direction] | UnsetType = UNSET


class ReportHealth(Command[None], frozen=True, kw_only=True, tag="device.report"):
    """A device says how it is, whenever that changes."""

    route: ClassVar = ""

    problems: tuple[Problem, ...]
    version: str = ""


class DeviceRegistered(Event, frozen=True, kw_only=True, tag="device.registered"):
    """A device joined for the first time."""

    device: Device


class DeviceChanged(Event, frozen=True, kw_only=True, tag="device.changed"):
    """A device's settings changed."""

    device: Device


class HealthReported(Event, frozen=True, kw_only=True, tag="device.reported"):
    """A device got better or worse."""

    health: DeviceHealth
