"""The view: what the page shows of a ticket's facts, in one language."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from clinic_server.markup import Html, join, tag
from clinic_server.web.ticket_page.facts import Facts
from shared.protocol.clinic import Clinic
from shared.protocol.ticket import TicketStatus
from shared.words import LANGUAGES, Words

TRANSLATIONS = Path(__file__).parent / "translations"
MOST_DISCS = 12
"""A longer line is drawn as eleven discs and "+n"."""
LONG_LABEL = 7
IN_CONSULTATION = (TicketStatus.IN_PROGRESS, TicketStatus.IN_CALL, TicketStatus.LEFT_CALL)


class Shown(Struct, frozen=True, kw_only=True):
    """What the page is told: `html` takes the place of its content, the rest is for its script."""

    state: str
    title: str
    html: str
    ahead: int | None
    calls: int


class Beat(Struct, frozen=True, kw_only=True):
    """That the page is true now, and what it says when it hears nothing more."""

    live: str
    as_of: str


@lru_cache
def words_in(language: str) -> Words:
    """The page's texts in one of the languages Anteroom speaks."""
    return Words(TRANSLATIONS, language)


def accepted_language(header: str) -> str:
    """The first language of the browser's list that Anteroom speaks (RFC 9110, section 12.5.4; lists are in order)."""
    for part in header.split(","):
        language = part.split(";")[0].strip().lower().partition("-")[0]
        if language in LANGUAGES:
            return language
    return "en"


def shown(facts: Facts, language: str) -> Shown:
    """The ticket as the patient sees it now."""
    words = words_in(language)
    state = _state(facts)
    headline = _headline(facts, words, state)
    content = _called(facts, words) if state == "called" else _in_line(facts, words, state)
    return Shown(
        state=state,
        title=f"{facts.ticket.label}: {headline}",
        html=str(content),
        ahead=facts.ahead,
        calls=facts.ticket.calls,
    )


def beat(clinic: Clinic, language: str, now: datetime) -> Beat:
    """The sentences of the moment."""
    words = words_in(language)
    time = words.time(now.astimezone(ZoneInfo(clinic.time_zone)))
    return Beat(live=words("page.live", time=time), as_of=words("page.as_of", time=time))


def _state(facts: Facts) -> str:
    status = facts.ticket.status
    if status is TicketStatus.WAITING:
        return "next" if facts.ahead == 0 else "waiting"
    if status in IN_CONSULTATION:
        return "begun"
    return status.value


def _headline(facts: Facts, words: Words, state: str) -> str:
    if state == "waiting":
        return f"{words('page.before_you')}: {_people(facts, words)}"
    if state == "called" and facts.room is not None:
        return words(f"page.go.{facts.room.word}", number=facts.room.number)
    return words(f"page.{state}")


def _people(facts: Facts, words: Words) -> str:
    return words("page.people", count=facts.ahead or 0)


def _called(facts: Facts, words: Words) -> Html:
    """Yellow: this person goes now. The line has become the way to the door."""
    place = facts.department.place
    return join(
        tag("p", words("page.again" if facts.ticket.calls > 1 else "page.called"), class_="turn"),
        _label(facts),
        tag("h1", _headline(facts, words, "called"), class_="go"),
        tag("div", tag("span", class_="way"), _plate(facts, words), class_="call"),
        tag("p", place.get(words.language) or place.get("en") or "", class_="place") if place else "",
        _live(),
    )


def _in_line(facts: Facts, words: Words, state: str) -> Html:
    department = facts.department
    return join(
        _line(facts, state),
        tag(
            "div",
            tag("p", words("page.your_number"), class_="above"),
            _label(facts),
            tag("p", department.public_name(words.language), class_="department"),
            class_="yours",
        ),
        tag("div", *_message(facts, words, state), class_="message"),
        tag(
            "div",
            tag("p", words("page.room_appears")) if state in ("waiting", "next") else "",
            tag("p", words("page.keep_open")) if state in ("waiting", "next", "on_hold", "missed") else "",
            _live(),
            class_="foot",
        ),
    )


def _message(facts: Facts, words: Words, state: str) -> Iterator[Html]:
    if state == "waiting":
        yield tag("p", words("page.before_you"), class_="lead")
        yield tag("h1", _people(facts, words), class_="value")
        return
    yield tag("h1", words(f"page.{state}"), class_="value" if state == "next" else "title")
    yield tag("p", words(f"page.{state}_text"), class_="lead")
    if state == "begun" and facts.room is not None:
        yield _plate(facts, words)


def _label(facts: Facts) -> Html:
    label = facts.ticket.label
    return tag("p", tag("bdi", label, dir="ltr"), class_="label long" if len(label) > LONG_LABEL else "label")


def _plate(facts: Facts, words: Words) -> Html:
    """The door, with the room's word and number."""
    room = facts.room
    if room is None:
        return Html()
    size = "short" if len(room.number) < 3 else "middle" if len(room.number) < 5 else "long"
    return tag(
        "div",
        tag("span", words(f"page.word.{room.word}"), class_="word"),
        tag("bdi", room.number, class_=f"number {size}"),
        class_="plate",
    )


def _line(facts: Facts, state: str) -> Html:
    """The queue as a line: a ring is you, discs are the people before you, the door is the end."""
    if state == "cancelled":
        return Html()
    kind = "broken" if state in ("on_hold", "missed") else state
    people = facts.ahead or 0
    discs = [tag("i")] * (people if people <= MOST_DISCS else MOST_DISCS - 1)
    more = [tag("b", f"+{people - MOST_DISCS + 1}")] if people > MOST_DISCS else []
    return tag(
        "div",
        tag("i", class_="rail"),
        tag("i", class_="ring") if state != "done" else "",
        tag("span", *more, *discs, class_="discs", id="discs"),
        tag("i", tag("i"), class_="door"),
        class_=f"line {facts.department.colour} {kind}",
        aria_hidden="true",
    )


def _live() -> Html:
    """Where the script says that the page is live."""
    return tag("p", class_="live", id="live")
