"""Refusals in words: what happened and what to do now, chosen by the refusal's code."""

from desk.presenter.reason import nobody_next
from desk.presenter.wording import Wording
from shared.protocol.call import NobodyWaiting, RoomBusy
from shared.protocol.clinic import DateNotConfirmed
from shared.protocol.credential import PasswordTooShort
from shared.protocol.department import CodeTaken, QueueClosed, QueuePaused, QuotaReached
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import BadValue, TryLater
from shared.protocol.staff import LoginTaken, RoomTaken
from shared.protocol.ticket import WrongState


def sentence(refusal: Refusal, wording: Wording) -> str:
    """One or two sentences for the person at the desk; a newer server's unknown code is named as it is."""
    words = wording.words
    match refusal:
        case NobodyWaiting():
            return nobody_next(refusal, wording)
        case RoomBusy(label=label):
            return words("refused.room_busy", label=label)
        case WrongState(label=label, status=status):
            return words("refused.wrong_state", label=label, status=wording.status(status))
        case RoomTaken(by=by):
            return words("refused.room_taken", by=by)
        case QueueClosed(opens_at=opens_at) if opens_at is not None:
            return words("refused.queue_closed_until", time=wording.time(opens_at))
        case QueuePaused(until=until) if until is not None:
            return words("refused.queue_paused_until", time=wording.time(until))
        case QuotaReached(quota=quota):
            return words("refused.quota_reached", count=quota)
        case CodeTaken(code_taken=taken):
            return words("refused.code_taken", code=taken)
        case LoginTaken(login=login):
            return words("refused.login_taken", login=login)
        case PasswordTooShort(least=least):
            return words("refused.password_too_short", count=least)
        case DateNotConfirmed(clock_day=clock_day, last_day=last_day):
            return words("refused.date_not_confirmed", clock=wording.day(clock_day), last=wording.day(last_day))
        case TryLater(seconds=seconds):
            return words("refused.try_later", count=seconds)
        case BadValue(field=field):
            return words("refused.bad_value", field=field)
        case _ if words.has(f"refused.{code(refusal)}"):
            return words(f"refused.{code(refusal)}")
        case _:
            return words("refused.unknown", code=code(refusal))


def code(refusal: Refusal) -> str:
    """The stable code, also of a refusal that only a newer server knows."""
    return getattr(refusal, "unknown_code", None) or refusal.code
