"""The shell: the whole document around what the page shows, and the pages that show no ticket."""

from datetime import datetime
from urllib.parse import urlencode

from clinic_server.markup import Html, icon, join, tag
from clinic_server.web.ticket_page.facts import Facts
from clinic_server.web.ticket_page.view import beat, shown, words_in
from shared.words import Words, own_name

GLOBE = (
    "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c2.6 2.6 3.9 5.6 3.9 9s-1.3 6.4-3.9 9"
    "c-2.6-2.6-3.9-5.6-3.9-9S9.4 5.6 12 3Z"
)
LINK_OFF = (
    "M2.75 9.5A13 13 0 0 1 8 6.4M21.25 9.5a13 13 0 0 0-7.5-3.7M6 13.25a8.4 8.4 0 0 1 4.6-2.3"
    "M18 13.25a8.4 8.4 0 0 0-1.5-1.15M9.3 16.6a4.1 4.1 0 0 1 5.4 0M12 19.9v.05M3.75 3.25l16.5 17.5"
)
CHECK = "m4.25 12.75 5 5L19.75 6.5"
MARK = tag("span", tag("i"), tag("i"), tag("i", tag("i")), class_="mark", aria_hidden="true")
"""One disc, a line and the door."""
REFRESH_SECONDS = 15
"""How often a phone without scripts asks anew."""


def ticket_document(facts: Facts, language: str, path: str, now: datetime) -> str:
    """The page of a ticket. `path` is its own; the script listens below it."""
    words = words_in(language)
    content, moment = shown(facts, language), beat(facts.clinic, language, now)
    query = urlencode({"lang": language})
    return _document(
        words,
        content.title,
        _header(facts, words),
        _languages(facts, words),
        tag("p", icon(LINK_OFF), tag("span", id="says"), class_="silent", id="silent", role="alert", hidden=True),
        tag("main", Html(content.html), id="now", aria_live="assertive"),
        state=content.state,
        head=join(
            tag("noscript", tag("meta", http_equiv="refresh", content=str(REFRESH_SECONDS))),
            tag("script", src="/static/ticket.js", defer=True),
        ),
        data_live=f"{path}/live?{query}",
        data_now=f"{path}/now?{query}",
        data_calls=str(content.calls),
        data_says=moment.live,
        data_silent=moment.as_of,
    )


def gone_document(language: str) -> str:
    """What stands where no ticket is. It says nothing of which keys there are."""
    return _note(language, "page.gone", state="gone")


def landing_document(language: str) -> str:
    """What stands at the bare address: what this is, and where the patient's own page is found."""
    return _note(language, "page.landing", state="landing")


def _note(language: str, key: str, *, state: str) -> str:
    words = words_in(language)
    return _document(
        words,
        words(key),
        tag(
            "main",
            MARK,
            tag("h1", words(key), class_="title"),
            tag("p", words(f"{key}_text"), class_="lead"),
        ),
        state=state,
    )


def _document(words: Words, title: str, *body: Html, state: str, head: str = "", **data: str) -> str:
    return "<!DOCTYPE html>\n" + tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="robots", content="noindex, nofollow"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", title),
            tag("link", rel="icon", type="image/svg+xml", href="/static/mark.svg"),
            tag("link", rel="stylesheet", href="/static/ticket.css"),
            head,
        ),
        tag("body", *body, class_=state, **data),
        lang=words.language,
        dir="rtl" if words.is_rtl else "ltr",
        class_="tall" if words.is_tall else None,
    )


def _header(facts: Facts, words: Words) -> Html:
    choice = tag("a", icon(GLOBE), tag("span", words.name), class_="language", href="#languages")
    return tag(
        "header",
        MARK,
        tag("span", facts.clinic.name, class_="clinic"),
        choice if len(facts.languages) > 1 else "",
    )


def _languages(facts: Facts, words: Words) -> Html:
    """Hidden until the header's link points here: it needs no script."""
    links = (
        tag(
            "a",
            tag("span", own_name(language)),
            icon(CHECK) if language == words.language else "",
            href="#" if language == words.language else "?" + urlencode({"lang": language}),
            lang=language,
            hreflang=language,
        )
        for language in facts.languages
    )
    return tag("nav", *links, id="languages", aria_label=words("page.language"))
