"""The wire as it was: a sample that no longer reads or writes the same breaks screens that are out there."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.protocol.envelope import ScreenFrame, ServerFrame
from shared.protocol.every import AnyCommand, AnyEvent

SAMPLES = Path(__file__).parent / "samples"
UNIONS: dict[str, Any] = {"frame": ServerFrame | ScreenFrame, "command": AnyCommand, "event": AnyEvent}
FILES = sorted(SAMPLES.glob("*/*.json"))


def test_there_is_a_sample_of_every_kind_of_frame() -> None:
    kinds = {frame.__struct_config__.tag for frame in (*ServerFrame.__args__, *ScreenFrame.__args__)}

    assert kinds <= {json.loads(path.read_bytes())["type"] for path in FILES if path.parent.name == "frame"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_reads_and_writes_unchanged(path: Path) -> None:
    message = msgspec.json.decode(path.read_bytes(), type=UNIONS[path.parent.name])

    assert msgspec.json.format(msgspec.json.encode(message), indent=2) + b"\n" == path.read_bytes()


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "command"], ids=lambda path: path.stem)
def test_a_field_of_a_newer_server_is_passed_over(path: Path) -> None:
    union = UNIONS[path.parent.name]
    old = json.loads(path.read_bytes())

    message = msgspec.json.decode(json.dumps(_with_news(old)), type=union)

    assert json.loads(msgspec.json.encode(message)) == old


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "command"], ids=lambda path: path.stem)
def test_a_field_that_nobody_knows_spoils_a_command(path: Path) -> None:
    command = json.loads(path.read_bytes()) | {"news": 1}

    with pytest.raises(msgspec.ValidationError, match="unknown field `news`"):
        msgspec.json.decode(json.dumps(command), type=AnyCommand)


def _with_news(message: Any) -> Any:  # Any: JSON
    """The message as a newer server would send it: each value and event has one more field."""
    if isinstance(message, list):
        return [_with_news(part) for part in message]
    if not isinstance(message, dict):
        return message
    is_command = message.get("type") == "request"
    changed = {name: part if is_command else _with_news(part) for name, part in message.items()}
    is_answer = message.get("type") == "answer"
    return (message if is_answer else changed) | ({"news": 1} if "type" in message else {})
