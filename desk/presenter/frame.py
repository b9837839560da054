"""What stands around every page: the key bar, all keys, and how the connection is."""

from desk.presenter import administrator, doctor, reception
from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.screen.desk import ConnectionShown
from desk.screen.notice import KeyShown
from shared.protocol.device import StrangeBox
from shared.words import Words

KEYS = {"doctor": doctor.KEYS, "reception": reception.KEYS, "administrator": administrator.KEYS}
"""All keys of a page, with the text that says what each does."""

_BAR = {
    "doctor": {"F2": "call_next", "F3": "recall", "F4": "start", "F5": "finish", "F6": "hold"},
    "reception": {"F2": "give", "F3": "show", "F6": "send_on", "F7": "priority", "Del": "cancel"},
    "administrator": {},
}


def key_bar(page: str, words: Words) -> tuple[KeyShown, ...]:
    """The commonest keys of the page, then the one that shows all of them."""
    if page not in _BAR:
        return ()
    bar = (KeyShown(key=key, text=words(f"desk.bar.{page}.{name}")) for key, name in _BAR[page].items())
    return (*bar, KeyShown(key="?", text=words("desk.bar.keys")))


def connection_shown(seat: Seat) -> ConnectionShown:
    """Live, or until when what is shown is known to be true."""
    state, words = seat.link.state, seat.wording.words
    if state.is_live:
        return ConnectionShown(is_live=True, text=words("desk.connection.live"))
    if state.as_of is None:
        return ConnectionShown(text=words("desk.connection.searching"))
    at = seat.wording.time(state.as_of)
    if isinstance(state.problem, StrangeBox):
        return ConnectionShown(
            text=words("desk.connection.as_of", time=at), banner=sentence(state.problem, seat.wording)
        )
    return ConnectionShown(
        text=words("desk.connection.as_of", time=at), banner=words("desk.connection.banner", time=at)
    )
