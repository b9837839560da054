"""Devices: kiosks, displays and desks, where they stand, how they are, and how they prove who they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value


class DeviceKind(StrEnum):
    """What kind of screen it is."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    DESK = "desk"


class Direction(StrEnum):
    """The way to walk from this very screen to a room, as somebody facing the screen sees it."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Device(Value, frozen=True, kw_only=True, tag="device"):
    """A paired kiosk, display or desk. A display shows the calls of its `zones`; empty means all of them."""

    audience: ClassVar = Audience.EVERYONE

    kind: DeviceKind
    name: str
    place: str = ""
    zones: tuple[str, ...] = ()
    arrows: dict[str, Direction] = {}
    """By room id (text)."""
    is_revoked: bool = False
    """It was shut out, until it is paired again."""


class DeviceCredential(Value, frozen=True, kw_only=True, tag="device_credential"):
    """How a device proves itself: by a key of its own, whose SHA-256 lies here; has the id of its `Device`."""

    audience: ClassVar = Audience.NOBODY

    key_hash: str
    paired_at: datetime
    paired_by: str = ""
    """Who confirmed it, as the journal names them."""
    revoked_at: datetime | None = None


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


class ChangeDevice(Command[Device], frozen=True, kw_only=True, tag="device.change"):
    """Say where a device stands and which way its arrows point; what is left out stays."""

    device_id: UUID
    name: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    zones: tuple[str, ...] | UnsetType = UNSET
    arrows: dict[str, Direction] | UnsetType = UNSET


class RevokeDevice(Command[Device], frozen=True, kw_only=True, tag="device.revoke"):
    """A device may not come in any more, from now on; what it is stays on record, and it may be paired again."""

    device_id: UUID
    reason: str = ""


class ReportHealth(Command[None], frozen=True, kw_only=True, tag="device.report"):
    """A device says how it is, whenever that changes."""

    route: ClassVar = ""

    problems: tuple[Problem, ...]
    version: str = ""


class DeviceRegistered(Event, frozen=True, kw_only=True, tag="device.registered"):
    """A device made itself known. Boxes that knew no pairing wrote this; today `device.paired` takes its place."""

    device: Device


class DevicePaired(Event, frozen=True, kw_only=True, tag="device.paired"):
    """A device was let in, for the first time or again."""

    device: Device
    credential: DeviceCredential


class DeviceBarred(Event, frozen=True, kw_only=True, tag="device.revoked"):
    """A device was shut out. Its connections end at once."""

    device: Device
    credential: DeviceCredential
    reason: str = ""


class DeviceChanged(Event, frozen=True, kw_only=True, tag="device.changed"):
    """A device's settings changed."""

    device: Device


class HealthReported(Event, frozen=True, kw_only=True, tag="device.reported"):
    """A device got better or worse."""

    health: DeviceHealth


@dataclass(kw_only=True, eq=False)
class NotPaired(Refusal):
    """This device has not been let in, or another one was in its place: pair it at the desk or on the box."""


@dataclass(kw_only=True, eq=False)
class DeviceRevoked(Refusal):
    """This device was shut out by an administrator. Whoever wants it back pairs it again."""


@dataclass(kw_only=True, eq=False)
class StrangeBox(Refusal):
    """Whoever answers is not the box that this device was paired with. Raised on the screen, never sent.

    Either somebody pretends to be the box, or it was set up anew: ask whoever runs the clinic, and then pair again.
    """
