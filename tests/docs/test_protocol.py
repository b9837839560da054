"""docs/protocol.md is what the code says, and every link in it leads to a heading."""

import re
from pathlib import Path

from shared.protocol import every, priority, refusal
from shared.protocol.document import anchor, document
from shared.protocol.every import COMMANDS, EVENTS, VALUES
from shared.protocol.grammar import Refusal, kind_of

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")


def test_the_page_is_fresh() -> None:
    assert document() == PAGE, "docs/protocol.md is not what the code says. Run: make docs"


def test_every_message_is_on_the_page() -> None:
    missing = [kind_of(message) for message in (*VALUES, *COMMANDS, *EVENTS) if f"`{kind_of(message)}`" not in PAGE]

    assert missing == []


def test_every_refusal_is_on_the_page() -> None:
    nouns = {noun.__name__ for noun in (*every.NOUNS, priority, refusal)}
    missing = [code for code, kind in Refusal.known.items() if kind.__module__ in nouns and f"`{code}`" not in PAGE]

    assert missing == []


def test_links_inside_the_page_lead_to_a_heading() -> None:
    headings = {anchor(heading) for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) - headings == set()
