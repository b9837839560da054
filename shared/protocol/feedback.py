"""Feedback: what somebody thought of a visit."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.protocol.grammar import Audience, Command, Event, Refusal, Value


class Feedback(Value, frozen=True, kw_only=True, tag="feedback"):
    """A rating from 1 (bad) to 5 (good) and words; has the id of its `Ticket` (FHIR: QuestionnaireResponse)."""

    audience: ClassVar = Audience.STAFF
    personal: ClassVar = ("words",)

    rating: int
    words: str = ""
    given_at: datetime
    staff_id: UUID | None = None
    """Who wrote it down; None: the patient did."""


class GiveFeedback(Command[Feedback], frozen=True, kw_only=True, tag="feedback.give"):
    """Say once, after the visit has ended, how it was: `rating` from 1 (bad) to 5 (good)."""

    route: ClassVar = "POST /tickets/{ticket_id}/feedback"
    refusals: ClassVar = ("wrong_state", "already_rated")

    ticket_id: UUID
    rating: int
    words: str = ""


class FeedbackGiven(Event, frozen=True, kw_only=True, tag="feedback.given"):
    """Somebody said how a visit was."""

    feedback: Feedback


@dataclass(kw_only=True, eq=False)
class AlreadyRated(Refusal):
    """Feedback on this visit was given before."""
