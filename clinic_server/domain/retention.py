"""Retention: the one table of what is kept for how long, and what happens then. Nothing else is ever removed.

The clinic sets its own periods; these are where it begins, and the least it may choose. What a law asks for differs by
country and record: a clinic asks whoever advises it. This is a waiting room's record, not the medical file, for which
the longest duties below are made.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from shared.protocol.clinic import Retention
from shared.protocol.refusal import BadValue

LONGEST_DAYS = 100 * 366


class RecordClass(StrEnum):
    """What has a period of its own."""

    TICKET_KEY = "ticket_key"
    RECEIPT = "receipt"
    SESSION = "session"
    DELIVERY = "delivery"
    READING = "reading"
    CLINICAL = "clinical"
    PATIENT = "patient"


class Rule(Struct, frozen=True, kw_only=True):
    """`field` is the clinic's setting in days; `least` what it may not go below; `then` what happens, in words."""

    field: str
    least: int
    then: str


RULES: dict[RecordClass, Rule] = {
    # A slip's page is of use until the patient has gone home.
    RecordClass.TICKET_KEY: Rule(field="ticket_key_days", least=1, then="the page of the slip is gone"),
    # A kiosk that was switched off in the middle of a request may repeat it when it is switched on again.
    RecordClass.RECEIPT: Rule(field="receipt_days", least=7, then="a repeated request is judged anew"),
    # Long enough to look into a break-in that nobody noticed at once.
    RecordClass.SESSION: Rule(field="session_days", least=7, then="the ended session is gone; its journal stays"),
    # Long enough to see why other software did not hear of something; nothing in it is about anybody.
    RecordClass.DELIVERY: Rule(field="delivery_days", least=1, then="the try is out of the webhook's log"),
    # USA: documentation for 6 years (45 CFR 164.316(b)(2)(i)). Spain: an access log at least 2 years
    # (Real Decreto 1720/2007, article 103.5).
    RecordClass.READING: Rule(field="reading_days", least=365, then="who read stays, whose data it was goes"),
    # Germany: 10 years after treatment (§ 630f BGB). Spain: at least 5 (Ley 41/2002, article 17.1). India: 3 (Indian
    # Medical Council Regulations 2002, 1.3.1). England: 8 for adults (NHS Records Management Code of Practice).
    RecordClass.CLINICAL: Rule(field="clinical_days", least=30, then="reasons, notes and feedback are blanked"),
    # As above, counted from the last visit; who is not identified need not be remembered (GDPR, article 5.1(e)).
    RecordClass.PATIENT: Rule(field="patient_days", least=30, then="the patient is erased, as on request"),
}


def ends(retention: Retention, now: datetime) -> dict[RecordClass, datetime]:
    """For each class the moment before which everything has had its time."""
    return {kind: now - timedelta(days=getattr(retention, rule.field)) for kind, rule in RULES.items()}


def check_retention(retention: Retention) -> None:
    """Raises `BadValue` for a period that is too short, or that the calendar does not hold."""
    for rule in RULES.values():
        days: int = getattr(retention, rule.field)
        if not rule.least <= days <= LONGEST_DAYS:
            raise BadValue(field="retention", why=f"{rule.field} is not from {rule.least} to {LONGEST_DAYS}")
