"""Pairing as the administrator sees it: a code for the new device, six words to compare, yes or no."""

from math import ceil

from desk.presenter.seat import Seat
from desk.screen.device import PairingShown, WordShown
from shared.protocol.pairing import (
    ClosePairing,
    ConfirmPairing,
    OpenedPairing,
    OpenPairing,
    Pairing,
    PairingStatus,
)

SECONDS_A_MINUTE = 60


class PairingForm:
    """The one pairing that this desk has opened. Its code is known here only, as long as it is good for something."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._opened: OpenedPairing | None = None

    def open(self, command: OpenPairing) -> None:
        """Ask for a code."""
        self._seat.ask("pairing", command, "form", done=self.begin)

    def begin(self, opened: OpenedPairing) -> None:
        """The code is known: show it."""
        self._opened = opened

    def confirm(self, *, is_same: bool) -> None:
        """Say whether the same words stand on the device."""
        if self._opened is not None:
            command = ConfirmPairing(pairing_id=self._opened.pairing.id, is_same=is_same)
            self._seat.ask("confirm_pairing", command, "form")

    def renew(self) -> None:
        """The code was too old: ask for another one, for the same device."""
        if self._opened is not None:
            pairing, self._opened = self._opened.pairing, None
            self.open(
                OpenPairing(kind=pairing.kind, name=pairing.name, place=pairing.place, device_id=pairing.device_id)
            )

    def close(self) -> None:
        """Think better of it."""
        if self._opened is not None:
            pairing, self._opened = self._opened.pairing, None
            if pairing.expires_at > self._seat.now:
                self._seat.tell(ClosePairing(pairing_id=pairing.id), "form")

    def hear(self, *, is_snapshot: bool) -> None:
        """The clinic changed: perhaps it is over."""
        if self._opened is None:
            return
        words, known = self._seat.wording.words, self._seat.mirror.get(Pairing, self._opened.pairing.id)
        if known is None:
            self._opened = None if is_snapshot else self._opened
        elif known.is_over:
            self._opened = None
            is_paired = known.status is PairingStatus.PAIRED
            text = words(f"desk.pairing.{known.status}", name=known.name)
            self._seat.say(text, "form", "done" if is_paired else "refused")

    def shown(self) -> PairingShown:
        """The pairing as it is now."""
        if self._opened is None:
            return PairingShown()
        words = self._seat.wording.words
        pairing = self._seat.mirror.get(Pairing, self._opened.pairing.id) or self._opened.pairing
        left = ceil((pairing.expires_at - self._seat.now).total_seconds())
        title = words("desk.pairing.title", name=pairing.name)
        if pairing.status is PairingStatus.CLAIMED:
            return PairingShown(
                step="words",
                title=title,
                sentence=words("desk.pairing.compare", name=pairing.name),
                words=tuple(WordShown(key=str(place), text=word) for place, word in enumerate(pairing.words, 1)),
                is_busy=self._seat.busy == "confirm_pairing",
            )
        if left <= 0:
            return PairingShown(step="over", title=title, sentence=words("refused.pairing_over"))
        code = self._opened.code
        return PairingShown(
            step="code",
            title=title,
            sentence=words(f"desk.pairing.code.{pairing.kind}"),
            code=f"{code[: len(code) // 2]} {code[len(code) // 2 :]}",
            qr=self._opened.qr,
            address=words("desk.pairing.address", address=self._opened.address),
            left=words("desk.pairing.left", time=f"{left // SECONDS_A_MINUTE}:{left % SECONDS_A_MINUTE:02}"),
        )
