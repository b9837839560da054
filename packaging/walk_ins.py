"""Walk-ins: the thirty people who come in this morning, and how each of them takes a number."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from kiosk_hand import KioskHand, Page
from paper_tray import PaperTray, Slip


@dataclass(frozen=True)
class WalkIn:
    """Somebody who comes: their language, where they want to go, and what is particular about them.

    `manner` is `twice` (touches the department twice in a row), `larger`, `contrast`, `undecided` (tries another
    language first), `back` (goes back once) or nothing.
    """

    language: str
    department: str
    manner: str = ""


@dataclass(frozen=True)
class Taken:
    """A number that somebody took: what the kiosk showed, the slip that came out, when (`time.monotonic`)."""

    person: WalkIn
    label: str
    slip: Slip
    touched_at: float
    shown_at: float


Moment = Callable[[str], Awaitable[None]]
"""Called at moments that are worth a picture, with their name."""

MORNING = (
    WalkIn("en", "GM"),
    WalkIn("es", "CH"),
    WalkIn("ar", "EY"),
    WalkIn("bn", "GM", "twice"),
    WalkIn("fr", "MB"),
    WalkIn("hi", "LA"),
    WalkIn("en", "GM", "larger"),
    WalkIn("ne", "CH"),
    WalkIn("ar", "MB", "contrast"),
    WalkIn("es", "EY", "undecided"),
    WalkIn("bn", "LA"),
    WalkIn("en", "GM", "back"),
    WalkIn("fr", "CH", "twice"),
    WalkIn("hi", "EY"),
    WalkIn("ne", "GM"),
    WalkIn("en", "MB"),
    WalkIn("ar", "LA", "larger"),
    WalkIn("es", "GM", "twice"),
    WalkIn("bn", "CH"),
    WalkIn("en", "EY"),
    WalkIn("fr", "GM", "contrast"),
    WalkIn("hi", "MB", "back"),
    WalkIn("ne", "LA"),
    WalkIn("ar", "GM"),
    WalkIn("en", "CH", "undecided"),
    WalkIn("es", "EY", "twice"),
    WalkIn("bn", "GM"),
    WalkIn("fr", "LA"),
    WalkIn("hi", "CH"),
    WalkIn("en", "GM"),
)


async def take_number(
    hand: KioskHand, tray: PaperTray, person: WalkIn, tiles: Mapping[str, str], moment: Moment
) -> Taken:
    """Walk in, take a number, take the slip, go. `tiles` has the name of each department's tile by its code."""
    await hand.until(lambda page: page.page == "welcome", "the welcome page")
    if person.manner == "undecided":
        other = "fr" if person.language != "fr" else "en"
        await hand.touch(f"language_{other}", lambda page: page.language == other, "the other language")
    chosen = f"language_{person.language}"
    await hand.touch(chosen, lambda page: page.language == person.language, f"the language {person.language}")
    if person.manner in ("larger", "contrast"):
        await hand.touch_aid(person.manner)
    await moment("welcome")
    await _go_to_departments(hand)
    if person.manner == "back":
        await hand.touch("back", lambda page: page.page == "welcome", "the page before")
        await hand.touch(chosen, lambda page: page.language == person.language, f"the language {person.language}")
        await _go_to_departments(hand)
    await moment("departments")
    before, touched_at = len(tray.slips), time.monotonic()
    times = 2 if person.manner == "twice" else 1
    page = await hand.touch(tiles[person.department], _has_number, "the number", times)
    label, shown_at = page.label, time.monotonic()
    await tray.until(before + 1)
    await hand.until(lambda page: page.paper == "out", "that the slip is out")
    await moment("ticket")
    await hand.touch("done", lambda page: page.page == "welcome", "the welcome page")
    return Taken(person, label, tray.slips[before], touched_at, shown_at)


async def _go_to_departments(hand: KioskHand) -> None:
    await hand.touch("take_number", lambda page: page.page == "departments", "the departments")


def _has_number(page: Page) -> bool:
    return page.page == "ticket" and bool(page.label)
