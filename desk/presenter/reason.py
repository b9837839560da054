"""Why the next one is next, in one line."""

from desk.presenter.wording import Wording
from shared.protocol.call import CallReason, NobodyWaiting, Why
from shared.protocol.priority import Priority
from shared.protocol.queue import NextUp


def why_next(reason: CallReason, wording: Wording) -> str:
    """The stored reason, such as "Before GM-009: high priority, due 09:48 against 10:11"."""
    words, due = wording.words, wording.time(reason.due_at)
    match reason.why:
        case Why.EMERGENCY if reason.other_label:
            return words("desk.why.emergency_before", other=reason.other_label)
        case Why.EMERGENCY:
            return words("desk.why.emergency")
        case Why.DUE if reason.other_due_at is not None:
            other_due = wording.time(reason.other_due_at)
            key = "desk.why.due_high" if reason.priority is Priority.HIGH else "desk.why.due"
            return words(key, other=reason.other_label, due=due, other_due=other_due)
        case Why.ONLY:
            return words("desk.why.only", due=due)
        case Why.CHOSEN:
            return words("desk.why.chosen")
        case _:
            return words("desk.why.first", due=due)


def nobody_next(next_up: NextUp | NobodyWaiting, wording: Wording) -> str:
    """What there is when nobody can be called: "Nobody to call: 3 on hold, 2 waiting only for Dr Ali"."""
    words = wording.words
    parts = [
        words(f"desk.nobody.{word}", count=count)
        for word, count in (("on_hold", next_up.on_hold), ("missed", next_up.missed))
        if count
    ]
    parts += [words("desk.nobody.for_other", count=count, doctor=name) for name, count in next_up.for_others.items()]
    return words("desk.nobody.but", what=words("desk.comma").join(parts)) if parts else words("desk.nobody")
