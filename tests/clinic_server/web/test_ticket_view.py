"""What the patient's page draws from its facts."""

import re
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from clinic_server.markup import Html, tag
from clinic_server.web.ticket_page.facts import Facts
from clinic_server.web.ticket_page.view import shown
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.identity import new_id
from shared.protocol.room import Room
from shared.protocol.ticket import Ticket, TicketStatus

AT = datetime(2026, 4, 14, 7, 41, tzinfo=UTC)
CLINIC = Clinic(id=new_id(), name="Riverside Clinic", time_zone="Europe/Madrid", languages=("es", "en"))
DEPARTMENT = Department(id=new_id(), code="GM", names={"en": "General medicine"}, place={"en": "First floor"})
TICKET = Ticket(
    id=new_id(),
    label="GM-007",
    number=7,
    series_id=new_id(),
    business_day=date(2026, 4, 14),
    department_id=DEPARTMENT.id,
    issued_at=AT,
    waiting_since=AT,
)
FACTS = Facts(clinic=CLINIC, department=DEPARTMENT, room=None, ticket=TICKET, language="en", ahead=4)


def discs(ahead: int) -> tuple[int, list[str]]:
    """How many discs are drawn for so many people, and the "+n" before them."""
    line = shown(replace(FACTS, ahead=ahead), "en").html.partition('id="discs">')[2].partition("</span>")[0]
    return line.count("<i>"), re.findall(r"<b>(.+?)</b>", line)


@pytest.mark.parametrize(
    ("ahead", "drawn"),
    [(1, (1, [])), (12, (12, [])), (13, (11, ["+2"])), (250, (11, ["+239"]))],
    ids=["one", "twelve", "thirteen", "many"],
)
def test_at_most_twelve_discs_stand_for_people(ahead: int, drawn: tuple[int, list[str]]) -> None:
    assert discs(ahead) == drawn


@pytest.mark.parametrize("status", [status for status in TicketStatus if status is not TicketStatus.CALLED])
@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "hi", "bn", "ne"])
def test_every_state_can_be_said_in_every_language(status: TicketStatus, language: str) -> None:
    facts = replace(FACTS, ticket=replace(TICKET, status=status), ahead=None)

    assert "GM-007" in shown(facts, language).html


def test_a_call_says_where_the_department_is() -> None:
    called = replace(TICKET, status=TicketStatus.CALLED, calls=1)
    content = shown(replace(FACTS, ticket=called, room=Room(id=new_id(), number="3"), ahead=None), "en")

    assert '<p class="place">First floor</p>' in content.html
    assert content.title == "GM-007: Go to room 3 now"


@pytest.mark.parametrize(
    ("visit", "wished", "language"),
    [("en", None, "en"), ("en", "es", "es"), ("en", "fr", "en"), ("hi", None, "hi"), ("tlh", None, "es")],
    ids=["visit's", "chosen", "not the clinic's", "the kiosk spoke it", "nobody speaks it"],
)
def test_the_language_is_one_that_people_can_read(visit: str, wished: str | None, language: str) -> None:
    assert replace(FACTS, language=visit).language_for(wished) == language


def test_texts_and_attributes_are_escaped() -> None:
    assert tag("p", "a < b", title='"quoted"') == '<p title="&quot;quoted&quot;">a &lt; b</p>'


def test_a_piece_of_html_is_not_escaped_again() -> None:
    assert tag("p", tag("b", "&"), hidden=True) == Html("<p hidden><b>&amp;</b></p>")
