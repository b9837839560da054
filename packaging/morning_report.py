"""Morning report: every figure of a demo in one page of Markdown."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ear import Announcement
from evidence import kinds
from judgement import Judgement, how_codes_are_read
from morning import Morning

PERSON_LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ar": "Arabic",
    "hi": "Hindi",
    "bn": "Bengali",
    "ne": "Nepali",
}


@dataclass(frozen=True)
class Findings:
    """All that a report tells of."""

    morning: Morning
    judgement: Judgement
    heard: Mapping[UUID, Announcement]
    pictures: Sequence[str]


def write_report(found: Findings) -> str:
    """The page."""
    return "\n".join([*_head(found), *_figures(found), *_journal(found), *_pictures(found), *_tickets(found), ""])


def share(values: Sequence[float], part: float) -> float:
    """The value that `part` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def _head(found: Findings) -> list[str]:
    faults = found.judgement.faults
    verdict = (
        f"All {len(found.judgement.stories)} tickets were printed, called, spoken and finished, each once."
        if not faults
        else f"{len(faults)} things are not as they must be:"
    )
    return ["# A morning at the demo clinic", "", verdict, *(f"- {fault}" for fault in faults), ""]


def _figures(found: Findings) -> list[str]:
    morning, stories = found.morning, list(found.judgement.stories.values())
    waits = [story.waited_seconds for story in stories if story.first_called_at]
    seen = [
        (story.finished_at[0] - story.started_at).total_seconds()
        for story in stories
        if story.finished_at and story.started_at
    ]
    paper = [(taken.slip.first_dot_at - taken.touched_at) * 1000 for taken in morning.taken]
    cut = [(taken.slip.cut_at - taken.touched_at) * 1000 for taken in morning.taken]
    page = [(taken.shown_at - taken.touched_at) * 1000 for taken in morning.taken]
    chimes = [
        (found.heard[call.id].chime_at - call.called_at.timestamp()) * 1000
        for story in stories
        for call in story.calls
        if call.id in found.heard and found.heard[call.id].chime_at
    ]
    said = [heard.ended_at - heard.chime_at for heard in found.heard.values() if heard.ended_at]
    languages = len({story.language for story in stories})
    rows = [
        ("the whole morning", f"{morning.seconds:.1f} s"),
        ("people, languages", f"{len(morning.taken)}, {languages}"),
        ("doctors at desks", str(len(morning.doctors))),
        ("touches at the kiosk, of these repeated", f"{morning.touches}, {morning.touches_repeated}"),
        ("keys pressed at the desks, of these repeated", f"{morning.keys}, {morning.keys_repeated}"),
        ("wait until called", _spread(waits, "s", 1)),
        ("from start to finish, time on hold included", _spread(seen, "s", 1)),
        ("touch until the number is on the screen", _spread(page, "ms")),
        ("touch until the first dot at the printer", _spread(paper, "ms")),
        ("touch until the slip is cut", _spread(cut, "ms")),
        ("call until its chime (others may be speaking)", _spread(chimes, "ms")),
        ("an announcement's time in the line of announcements", _spread(said, "s", 1)),
    ]
    note = "A touch is counted from before the finger (`xdotool`) moves. Spreads are median, 90 % and most."
    return ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), "", note, ""]


def _journal(found: Findings) -> list[str]:
    counted = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds(found.judgement.rows).items()))
    last = found.judgement.rows[-1]
    return [
        "## The journal",
        "",
        f"{len(found.judgement.rows)} rows, each following from the one before it; the last, {last.seq}, has the hash"
        f" `{last.hash.hex()}`. All of them are in `journal.jsonl`.",
        "",
        f"{counted}.",
        "",
    ]


def _pictures(found: Findings) -> list[str]:
    return ["## Pictures", "", *(f"- [{name}](screens/{name}.png)" for name in found.pictures), ""]


def _tickets(found: Findings) -> list[str]:
    morning = found.morning
    taken = {each.label: each for each in morning.taken}
    head = (
        f"The code on each slip was read {how_codes_are_read()}. Each sound file was compared, sample by "
        "sample, with what its call must sound like."
    )
    columns = (
        "| ticket | department | language | room | came | touch to first dot | waited | calls | seen for | found |"
    )
    lines = ["## Tickets", "", head, "", columns, "|" + "---|" * 10]
    for story in found.judgement.stories.values():
        department = morning.departments[story.department_id].names["en"]
        room = morning.rooms[story.calls[-1].room_id].number if story.calls else "–"
        mine = taken.get(story.label)
        dot = f"{(mine.slip.first_dot_at - mine.touched_at) * 1000:.0f} ms" if mine else "–"
        seen = "–"
        if story.finished_at and story.started_at:
            seen = f"{(story.finished_at[-1] - story.started_at).total_seconds():.1f} s"
        cells = (
            f"[{story.label}](tickets/{story.label}.png)" if story.slips else story.label,
            department,
            PERSON_LANGUAGES.get(story.language, story.language),
            room,
            f"{story.issued_at.astimezone():%H:%M:%S}",
            dot,
            f"{story.waited_seconds:.1f} s",
            str(len(story.calls)),
            seen,
            "; ".join(story.faults()) or "once each",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _spread(values: Sequence[float], unit: str, digits: int = 0) -> str:
    if not values:
        return "none"
    spread = (statistics.median(values), share(values, 0.9), max(values))
    return ", ".join(f"{value:.{digits}f}" for value in spread) + f" {unit}"
