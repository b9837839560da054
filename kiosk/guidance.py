"""Guidance: a page read aloud. What is seen is said, in the order in which it is seen."""

from kiosk.screen import Page, Screen
from shared.words import Words


def read_aloud(screen: Screen, words: Words) -> str:
    """What a voice says for a page: where one is, then what there is to touch. `words` are those of the voice."""
    if screen.idle is not None:
        return _sentences(screen.idle.title, screen.idle.text, words("say.touch", what=screen.idle.more_time))
    notice = [screen.notice.text, screen.notice.action] if screen.notice else []
    return _sentences(*notice, *_page(screen, words))


def spell(label: str) -> str:
    """A label as it is called aloud: letter by letter, digit by digit."""
    return " ".join(label.replace("-", ","))


def _page(screen: Screen, words: Words) -> list[str]:
    match screen.page:
        case Page.WELCOME:
            return [screen.welcome.title, screen.welcome.subtitle, words("say.touch", what=screen.welcome.take)]
        case Page.DEPARTMENTS:
            return [screen.title, *(_tile(tile.name, tile.count, tile.note, words) for tile in screen.tiles)]
        case Page.DOCTORS:
            return [screen.title, *(doctor.name for doctor in screen.doctors)]
        case Page.NAME | Page.PHONE:
            return [screen.title, screen.entry.prompt, words("say.touch", what=screen.entry.done)]
        case Page.TICKET:
            ticket = screen.ticket
            paper = ticket.paper_text if ticket.paper == "out" else ""
            return [ticket.heading, spell(ticket.label), ticket.department, ticket.paper_ahead, paper, ticket.room]
        case Page.HELP:
            return [screen.help.answer] if screen.help.answer else [screen.title, screen.help.call, screen.help.unwell]
        case Page.SERVICE:
            return [screen.service.title, screen.service.text]
        case _:
            return []


def _tile(name: str, count: int, note: str, words: Words) -> str:
    if note:
        return f"{name}, {note}"
    waiting = words("say.waiting", count=count) if count else ""
    return f"{name}, {waiting}" if waiting else name


def _sentences(*parts: str) -> str:
    said = (part.strip() for part in parts if part.strip())
    return " ".join(part if part[-1] in ".?!।؟" else f"{part}." for part in said)
