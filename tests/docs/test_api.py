"""docs/api.md: every command of the walk is run against a real server, and every answer is a good one."""

import asyncio
import os
import re
from pathlib import Path
from typing import Any

import msgspec

from tests.clinic import PASSWORD, furnish
from tests.identities import authority
from tests.screen import PATIENCE_SECONDS
from tests.server import serving

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
STEP = re.compile(r"```sh\n(?P<commands>.*?)```(?P<after>.*?)(?=```sh|\Z)", re.DOTALL)
KEPT = re.compile(r"`([\w.]+)` as\s+`\$(\w+)`")
"""Such as: Keep `ticket.id` as `$TICKET`."""


async def test_every_command_of_the_walk_works(tmp_path: Path) -> None:
    house = furnish(tmp_path / "data")
    (tmp_path / "authority.pem").write_text(authority().pem, encoding="ascii")
    walk = list(STEP.finditer(PAGE))
    async with serving(house.folder) as server:
        known = {"BOX": server.address, "PASSWORD": PASSWORD}
        for step in walk:
            said = await run(step["commands"], tmp_path, known)
            kept = KEPT.findall(step["after"])
            answer = msgspec.json.decode(said) if kept else None
            known |= {name: str(found(answer, path)) for path, name in kept}

    assert len(walk) > 20


async def run(commands: str, folder: Path, known: dict[str, str]) -> str:
    """What a shell says to some commands of the page, each of which must succeed."""
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euo", "pipefail", "-c", commands),
        cwd=folder,
        env={**os.environ, **known},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        said, complaint = await process.communicate()
    text = said.decode(errors="replace")
    assert process.returncode == 0, f"{commands}\n{text}\n{complaint.decode()}"
    return text


def found(answer: Any, path: str) -> Any:
    """What stands at a place such as `items.0.id`."""
    for name in path.split("."):
        answer = answer[int(name) if name.isdigit() else name]
    return answer
