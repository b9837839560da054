"""No command of the protocol is left without somebody who carries it out."""

import pytest

from clinic_server.handlers.every import HANDLERS
from clinic_server.handlers.registry import handles
from shared.protocol.call import CallNext
from shared.protocol.every import COMMANDS
from shared.protocol.grammar import kind_of


def test_every_command_has_a_handler() -> None:
    assert [kind_of(command) for command in COMMANDS if command not in HANDLERS] == []


def test_a_second_handler_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"call\.next has two handlers"):
        handles(CallNext)(lambda unit, command: None)
