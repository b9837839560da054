"""`python -m shared.protocol.document` prints docs/protocol.md, made from the classes of the protocol themselves."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from types import ModuleType
from typing import Any

import msgspec
from msgspec import Struct

from shared.protocol import envelope, every, example, priority, refusal
from shared.protocol.description import (
    about,
    answer_name,
    details_of,
    fields_of,
    member_texts,
    paragraphs,
    rules_of,
)
from shared.protocol.grammar import Audience, Command, Event, Refusal, Value, kind_of
from shared.protocol.introduction import INTRODUCTION

NOUNS: tuple[ModuleType, ...] = (*every.NOUNS, priority, refusal)
FRAMES = (
    (envelope.Hello, "server → screen"),
    (envelope.Join, "screen → server"),
    (envelope.Snapshot, "server → screen"),
    (envelope.Notice, "server → screen"),
    (envelope.Request, "screen → server"),
    (envelope.Answer, "server → screen"),
    (envelope.Refused, "server → screen"),
)
AUDIENCES = {
    Audience.EVERYONE: "everyone in the building",
    Audience.STAFF: "staff",
    Audience.CLINICAL: "the doctors of the patient",
    Audience.ADMIN: "the clinic's administrators",
    Audience.NOBODY: "nobody: it stays on the server",
}


def document() -> str:
    """The whole page."""
    return "\n".join((INTRODUCTION, *_contents(), *_frames(), *(line for noun in NOUNS for line in _noun(noun))))


def anchor(heading: str) -> str:
    """The name by which a page links to a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _contents() -> Iterator[str]:
    yield "## What there is\n"
    yield "- [Frames](#frames): what travels"
    for noun in NOUNS:
        yield f"- [{_name(noun)}](#{anchor(_heading(noun))}): {_first_sentence(noun)}"
    yield ""


def _frames() -> Iterator[str]:
    yield "## Frames\n"
    examples = {type(frame): frame for frame in example.FRAMES}
    for frame, direction in FRAMES:
        yield f"### {frame.__name__}\n"
        yield f"`{kind_of(frame)}`, {direction}. {about(frame)}\n"
        yield from _fields(frame)
        yield f"```json\n{_shown(examples[frame])}\n```\n"


def _noun(noun: ModuleType) -> Iterator[str]:
    own = [found for found in vars(noun).values() if isinstance(found, type) and found.__module__ == noun.__name__]
    messages = (Value, Command, Event, Refusal)
    parts = [found for found in own if not issubclass(found, messages)]
    yield f"## {_heading(noun)}\n"
    yield paragraphs(noun.__doc__ or "") + "\n"
    yield from _group("Values", own, Value, _value)
    yield from _group("Parts", parts, object, _part)
    yield from _group("Commands", own, Command, _command)
    events = [(f"`{kind_of(found)}`", _carried(found), about(found)) for found in own if issubclass(found, Event)]
    yield from _table("Events", ("event", "carries", "what happened"), events)
    refusals = [(f"`{found.code}`", details_of(found), about(found)) for found in own if issubclass(found, Refusal)]
    yield from _table("Refusals", ("refusal", "details", "why not"), refusals)


def _group(title: str, found: list[type], kind: type, describe: Callable[[Any], Iterator[str]]) -> Iterator[str]:
    chosen = [each for each in found if issubclass(each, kind)]
    if chosen:
        yield f"### {title}\n"
    for each in chosen:
        yield from describe(each)


def _value(value: type[Value]) -> Iterator[str]:
    yield f"#### {value.__name__}\n"
    yield f"`{kind_of(value)}`, heard by {AUDIENCES[value.audience]}. {about(value)}\n"
    yield from _fields(value)
    for name, rule in rules_of(value):
        yield f"`{name}`: {rule}\n"


def _part(part: type) -> Iterator[str]:
    yield f"#### {part.__name__}\n"
    yield about(part) + "\n"
    if not issubclass(part, Enum):
        yield from _fields(part)
        return
    texts = member_texts(part)
    if texts:
        yield from (f"- `{member.value}`{_after(': ', texts.get(member.name, ''))}" for member in part)
    else:
        yield ", ".join(f"`{member.value}`" for member in part)
    yield ""


def _command(command: type[Command[Any]]) -> Iterator[str]:
    yield f"#### {command.__name__}\n"
    yield f"`{kind_of(command)}`, answered with {answer_name(command)}. {about(command)}\n"
    yield from _fields(command)


def _carried(event: type) -> str:
    return ", ".join(field.type for field in fields_of(event))


def _fields(described: type) -> Iterator[str]:
    rows = [
        (
            f"`{field.name}`",
            field.type,
            "may be left out" if field.may_be_left_out else "" if field.default is None else f"`{field.default}`",
            field.about,
        )
        for field in fields_of(described)
    ]
    columns = 4 if any(row[3] for row in rows) else 3
    return _table("", ("field", "type", "default", "")[:columns], [row[:columns] for row in rows])


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    if title:
        yield f"### {title}\n"
    yield _row(head)
    yield _row(("---",) * len(head))
    yield from map(_row, rows)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _name(noun: ModuleType) -> str:
    return noun.__name__.rpartition(".")[2].capitalize()


def _heading(noun: ModuleType) -> str:
    return f"{_name(noun)} (`{noun.__name__.replace('.', '/')}.py`)"


def _first_sentence(noun: ModuleType) -> str:
    sentence = paragraphs(noun.__doc__ or "").partition(". ")[0].removesuffix(".")
    before, _, after = sentence.partition(": ")
    return after if after and " " not in before else sentence


def _shown(frame: Struct) -> str:
    text = msgspec.json.format(envelope.encode(frame), indent=2).decode()
    return re.sub(r"\[[^][{}]+]", lambda found: " ".join(found[0].split()).replace("[ ", "[").replace(" ]", "]"), text)


def _after(mark: str, text: str) -> str:
    return mark + text if text else ""


if __name__ == "__main__":
    sys.stdout.write(document())
