"""Pairing: how a new device is let in. A code opens the conversation, six words on both screens end it.

The administrator opens it and reads the code to the device (or shows it as a QR code). The device claims it with a key
of its own. Both sides then show six words, made from the box's authority, the device's key and a nonce of each; only
when somebody has seen that they are the same is the device let in. The conversation lives in the server's memory; its
end alone is journalled, as `device.paired`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Audience, Command, Refusal, Value


class PairingStatus(StrEnum):
    """How far a pairing has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    PAIRED = "paired"
    REJECTED = "rejected"
    CLOSED = "closed"


class Pairing(Value, frozen=True, kw_only=True, tag="pairing"):
    """One device that is about to be let in. Known while it lasts, never journalled."""

    audience: ClassVar = Audience.ADMIN

    kind: DeviceKind
    name: str
    place: str = ""
    device_id: UUID | None = None
    """The device that is paired again; None for a new one."""
    expires_at: datetime
    status: PairingStatus = PairingStatus.OPEN
    words: tuple[str, ...] = ()
    """Six words, once a device has claimed the code: the same must stand on that device's screen."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.status in (PairingStatus.PAIRED, PairingStatus.REJECTED, PairingStatus.CLOSED)


class OpenedPairing(Struct, frozen=True, kw_only=True):
    """The answer to opening a pairing. The code is told once, to the one who asked; `qr` says code and address."""

    pairing: Pairing
    code: str
    address: str
    qr: str


class ClaimedPairing(Struct, frozen=True, kw_only=True):
    """The answer to the right code: the box's nonce (base64) and its authority's certificate (PEM), not yet trusted."""

    pairing_id: UUID
    nonce: str
    authority: str
    kind: DeviceKind
    name: str
    clinic_name: str


class PairedDevice(Struct, frozen=True, kw_only=True):
    """What a device is, once it has been let in, with its certificate (PEM)."""

    device_id: UUID
    kind: DeviceKind
    name: str
    certificate: str
    authority: str


class OpenPairing(Command[OpenedPairing], frozen=True, kw_only=True, tag="pairing.open"):
    """Let a new device in, or a known one (`device_id`) again: for ten minutes, once, as what is said here."""

    route: ClassVar = "POST /pairings"

    kind: DeviceKind
    name: str
    place: str = ""
    device_id: UUID | None = None


class ClosePairing(Command[None], frozen=True, kw_only=True, tag="pairing.close"):
    """Think better of it: the code is worth nothing any more."""

    refusals: ClassVar = ("pairing_over",)

    pairing_id: UUID


class ClaimPairing(Command[ClaimedPairing], frozen=True, kw_only=True, tag="pairing.claim"):
    """A device says the code that was read to it, with 32 random bytes (base64) and its own public key (PEM, P-256)."""

    route: ClassVar = ""
    refusals: ClassVar = ("wrong_pairing_code", "pairing_over")

    code: str
    nonce: str
    public_key: str


class ConfirmPairing(Command[None], frozen=True, kw_only=True, tag="pairing.confirm"):
    """Say whether the same six words stand on both screens. When they do not, nobody is let in."""

    refusals: ClassVar = ("pairing_over", "pairing_not_claimed")

    pairing_id: UUID
    is_same: bool


class CollectPairing(Command[PairedDevice], frozen=True, kw_only=True, tag="pairing.collect"):
    """A device asks for its certificate; `pairing_not_confirmed` until somebody has compared the words."""

    route: ClassVar = ""
    refusals: ClassVar = ("pairing_not_confirmed", "pairing_rejected", "pairing_over")

    pairing_id: UUID


@dataclass(kw_only=True, eq=False)
class WrongPairingCode(Refusal):
    """No open pairing has this code. Five wrong codes close every pairing that is open."""

    tries_left: int


@dataclass(kw_only=True, eq=False)
class PairingOver(Refusal):
    """The code is used, too old, or was closed; ask for a new one."""


@dataclass(kw_only=True, eq=False)
class PairingNotClaimed(Refusal):
    """No device has said the code yet, so that there is nothing to compare."""


@dataclass(kw_only=True, eq=False)
class PairingNotConfirmed(Refusal):
    """Nobody has compared the six words yet: ask again in a moment."""


@dataclass(kw_only=True, eq=False)
class PairingRejected(Refusal):
    """Somebody saw other words on the other screen: this device was not let in."""
