"""Devices as the administrator sees them, and the pairing of one that is about to be let in."""

from dataclasses import dataclass, field

from desk.screen.notice import ActionShown
from desk.screen.sheet import ChoiceShown


@dataclass(frozen=True, kw_only=True)
class DeviceLineShown:
    """A kiosk, screen or desk, whether it is here, and what can be done about it."""

    key: str
    name: str
    icon: str
    detail: str
    is_live: bool
    state_text: str
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True, kw_only=True)
class WordShown:
    """One of the six words to compare, with its place."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PairingShown:
    """A pairing that is under way. `step` is empty (none), code, words or over."""

    step: str = ""
    title: str = ""
    sentence: str = ""
    code: str = ""
    qr: str = ""
    address: str = ""
    left: str = ""
    """How long the code is good, in words."""
    words: tuple[WordShown, ...] = ()
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True)
class DevicesShown:
    """The section of devices: what there is, and the form to add one."""

    lines: tuple[DeviceLineShown, ...] = ()
    kinds: tuple[ChoiceShown, ...] = ()
    kind: str = ""
    pairing: PairingShown = field(default_factory=PairingShown)
