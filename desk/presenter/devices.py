"""The administrator's devices: who was let in, letting in another one, and shutting one out."""

from collections.abc import Callable
from uuid import UUID

from desk.presenter.pairing import PairingForm
from desk.presenter.seat import Seat
from desk.presenter.sheet import ReasonSheet
from desk.screen.device import DeviceLineShown, DevicesShown
from desk.screen.notice import ActionShown
from desk.screen.sheet import ChoiceShown
from shared.protocol.device import Device, DeviceKind, Presence, RevokeDevice
from shared.protocol.pairing import OpenPairing

ICONS = {DeviceKind.KIOSK: "ui-printer", DeviceKind.DISPLAY: "ui-screen", DeviceKind.DESK: "ui-people"}
REVOKE_REASONS = ("lost", "replaced", "gone")


class DevicesSection:
    """What there is, and the form for another one. `added` is called when its fields are to be emptied."""

    def __init__(self, seat: Seat, added: Callable[[], None]) -> None:
        self._seat = seat
        self._added = added
        self._kind = DeviceKind.KIOSK
        self.pairing = PairingForm(seat)

    def choose_kind(self, key: str) -> None:
        """What the new device is."""
        self._kind = DeviceKind(key)

    def add(self, name: str, place: str) -> None:
        """Let in a new device."""
        if not name.strip():
            self._seat.say(self._seat.wording.words("desk.pairing.lacks_name"), "form")
            return
        self.pairing.open(OpenPairing(kind=self._kind, name=name.strip(), place=place.strip()))
        self._added()

    def act(self, key: str, action: str) -> None:
        """Let a known device in again (`pair`), or shut it out (`revoke`)."""
        device = self._seat.mirror.get(Device, UUID(key))
        if device is None:
            return
        if action == "pair":
            self.pairing.open(OpenPairing(kind=device.kind, name=device.name, place=device.place, device_id=device.id))
        else:
            self._seat.open(ReasonSheet("revoke", device.name, REVOKE_REASONS, lambda why: self._revoke(device, why)))

    def shown(self) -> DevicesShown:
        """The section as it is now."""
        words = self._seat.wording.words
        devices = sorted(self._seat.mirror.all(Device), key=lambda each: (list(DeviceKind).index(each.kind), each.name))
        return DevicesShown(
            lines=tuple(self._line(device) for device in devices),
            kinds=tuple(ChoiceShown(key=str(kind), text=words(f"desk.device.kind.{kind}")) for kind in DeviceKind),
            kind=str(self._kind),
            pairing=self.pairing.shown(),
        )

    def _revoke(self, device: Device, reason: str) -> None:
        def done(_: Device) -> None:
            self._seat.open(None)
            self._seat.say(self._seat.wording.words("desk.revoke.done", name=device.name), "form", "done")

        self._seat.ask("revoke", RevokeDevice(device_id=device.id, reason=reason), "sheet", done=done)

    def _line(self, device: Device) -> DeviceLineShown:
        wording, words = self._seat.wording, self._seat.wording.words
        presence = self._seat.mirror.get(Presence, device.id)
        actions = ("pair",) if device.is_revoked else ("pair", "revoke")
        return DeviceLineShown(
            key=str(device.id),
            name=device.name,
            icon=ICONS[device.kind],
            detail=wording.join(words(f"desk.device.kind.{device.kind}"), device.place),
            is_live=presence is not None and presence.is_live and not device.is_revoked,
            state_text=self._state(device, presence),
            actions=tuple(ActionShown(key=name, text=words(f"desk.device.do.{name}")) for name in actions),
        )

    def _state(self, device: Device, presence: Presence | None) -> str:
        wording, words = self._seat.wording, self._seat.wording.words
        if device.is_revoked:
            return words("desk.device.revoked")
        if presence is None:
            return words("desk.device.never")
        return (
            words("desk.device.live")
            if presence.is_live
            else words("desk.device.as_of", time=wording.time(presence.at))
        )
