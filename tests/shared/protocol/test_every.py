"""The unions hold every message, each under a name of its own."""

from collections import Counter

import pytest
from msgspec import Struct

from shared.protocol.every import COMMANDS, EVENTS, NOUNS, VALUES
from shared.protocol.grammar import Audience, Command, Event, Value, answer_type, kind_of

MESSAGES: tuple[type[Struct], ...] = (*VALUES, *COMMANDS, *EVENTS)


@pytest.mark.parametrize("kind", [Value, Command, Event], ids=lambda kind: kind.__name__)
def test_no_noun_is_forgotten(kind: type[Struct]) -> None:
    of_nouns = {noun.__name__ for noun in NOUNS}
    ours = [found for found in kind.__subclasses__() if found.__module__.startswith("shared.protocol.")]

    assert [found.__name__ for found in ours if found.__module__ not in of_nouns] == []


def test_every_message_has_a_name_of_its_own() -> None:
    counted = Counter(map(kind_of, MESSAGES))

    assert [kind for kind, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("message", MESSAGES, ids=kind_of)
def test_every_message_is_frozen_and_explained(message: type[Struct]) -> None:
    assert message.__struct_config__.frozen
    assert message.__doc__


@pytest.mark.parametrize("command", COMMANDS, ids=kind_of)
def test_every_command_names_its_answer_and_forbids_unknown_fields(command: type[Command[object]]) -> None:
    assert answer_type(command) is not Ellipsis
    assert command.__struct_config__.forbid_unknown_fields


@pytest.mark.parametrize("value", VALUES, ids=kind_of)
def test_every_value_says_who_may_hear_it(value: type[Value]) -> None:
    assert value.audience in Audience
