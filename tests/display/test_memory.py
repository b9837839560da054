"""Memory: a display stays itself, and knows after a restart what it has said."""

from pathlib import Path

import pytest

from display.memory import FILE, Memory
from shared.protocol.identity import new_id


def test_what_was_said_is_known_after_a_restart(tmp_path: Path) -> None:
    said = (new_id(), new_id())
    Memory(tmp_path).keep(said=said, language="ar")
    after = Memory(tmp_path).kept
    assert (after.said, after.language) == (said, "ar")


@pytest.mark.expects_warnings("is damaged")
def test_a_damaged_file_is_put_aside_and_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'{"said": ["half')
    assert Memory(tmp_path).kept.said == ()
    assert (tmp_path / "display.damaged").read_bytes() == b'{"said": ["half'
