"""Sessions in words: on which desk or by which program somebody is signed in, and since when."""

from desk.presenter.wording import Wording
from shared.client.mirror import Mirror
from shared.protocol.device import Device
from shared.protocol.session import SessionCard, SessionKind


def session_title(card: SessionCard, mirror: Mirror, wording: Wording) -> str:
    """The desk's name, or what the program calls itself."""
    if card.kind is SessionKind.PROGRAM:
        return card.label or wording.words("desk.session.program")
    device = mirror.get(Device, card.device_id)
    return device.name if device is not None else wording.words("desk.session.desk")


def session_detail(card: SessionCard, wording: Wording) -> str:
    """Since when, and whether it is this very one or locked."""
    words = wording.words
    day = card.opened_at.astimezone(wording.zone).date()
    return wording.join(
        words("desk.session.since", day=words.day(day), time=wording.time(card.opened_at)),
        words("desk.session.own") if card.is_own else "",
        words("desk.session.locked") if card.locked_at is not None else "",
    )
