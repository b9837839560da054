"""Feedback: said once, when the visit is over."""

from clinic_server.actor import STAFF_ROLES
from clinic_server.domain.text import several_lines
from clinic_server.handlers.registry import handles
from clinic_server.store.unit import Unit
from shared.protocol.feedback import AlreadyRated, Feedback, FeedbackGiven, GiveFeedback
from shared.protocol.refusal import BadValue
from shared.protocol.ticket import Ticket, WrongState

LONGEST_WORDS = 2_000


@handles(GiveFeedback)
def give_feedback(unit: Unit, command: GiveFeedback) -> Feedback:
    """By the patient, or by staff who write down what was said to them."""
    ticket = unit.need(Ticket, command.ticket_id)
    if not ticket.status.is_final:
        raise WrongState(label=ticket.label, status=ticket.status)
    if unit.get(Feedback, ticket.id) is not None:
        raise AlreadyRated()
    if not 1 <= command.rating <= 5:
        raise BadValue(field="rating", why="1 to 5")
    if len(command.words) > LONGEST_WORDS:
        raise BadValue(field="words", why="too long")
    feedback = Feedback(
        id=ticket.id,
        rating=command.rating,
        words=several_lines(command.words, "words").strip(),
        given_at=unit.now,
        staff_id=unit.actor.id if unit.actor.role in STAFF_ROLES else None,
    )
    unit.record(FeedbackGiven(feedback=feedback))
    return feedback
