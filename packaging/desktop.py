"""Desktop: what this machine has for windows and sound. Asked in another process, for Qt may end the one that asks.

As a program it prints what it was asked for: `screen` its room for windows, `sound` how many devices play.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_ASKING_SECONDS = 10.0
USUAL_ROOM = 0.86
"""So much of a desktop's height a window may take; the rest is title bars and whatever stands at the edges."""


@dataclass(frozen=True)
class Desktop:
    """The room that a screen has for windows, in pixels."""

    width: int
    height: int

    def window(self, width: int, height: int) -> tuple[int, int]:
        """The largest size of this shape that fits, and never more than this."""
        scale = min(1.0, self.width / width, self.height * USUAL_ROOM / height)
        return int(width * scale), int(height * scale)


async def find_desktop(environment: Mapping[str, str]) -> Desktop | None:
    """The screen. None when neither DISPLAY nor WAYLAND_DISPLAY names one, or nobody answers there."""
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return None
    room = await _ask("screen", environment)
    return None if room is None else Desktop(*room)


async def has_sound(environment: Mapping[str, str]) -> bool:
    """Whether a device would play."""
    return bool(await _ask("sound", {**environment, "QT_QPA_PLATFORM": "offscreen"}))


async def _ask(what: str, environment: Mapping[str, str]) -> list[int] | None:
    asked = await asyncio.create_subprocess_exec(
        sys.executable,
        Path(__file__),
        what,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(LONGEST_ASKING_SECONDS):
            said, _ = await asked.communicate()
    except TimeoutError:
        return None
    finally:
        if asked.returncode is None:
            asked.kill()
            await asked.wait()
    answer: list[int] | None = json.loads(said.splitlines()[-1]) if asked.returncode == 0 else None
    return answer


def _tell(what: str) -> None:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    if what == "screen":
        room = application.primaryScreen().availableGeometry()
        print(json.dumps([room.width(), room.height()]), flush=True)
    else:
        from PySide6.QtMultimedia import QMediaDevices

        print(json.dumps([1] * len(QMediaDevices.audioOutputs())), flush=True)
    os._exit(0)  # Qt's sound backends may hang when they are taken down, and all is said


if __name__ == "__main__":
    _tell(sys.argv[1])
