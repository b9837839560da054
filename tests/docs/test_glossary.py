"""The glossary names every value that goes over the wire."""

import re
from pathlib import Path

import pytest

from shared.protocol.every import VALUES
from shared.protocol.grammar import Value, kind_of
from shared.protocol.ticket import TicketStatus

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("value", VALUES, ids=kind_of)
def test_every_value_is_in_the_glossary(value: type[Value]) -> None:
    word = kind_of(value).replace("_", " ")

    assert re.search(rf"\*\*{word}\*\*", GLOSSARY), f"docs/glossary.md says nothing of **{word}**"


@pytest.mark.parametrize("status", TicketStatus)
def test_every_status_of_a_ticket_is_in_the_glossary(status: TicketStatus) -> None:
    assert f"`{status}`" in GLOSSARY
