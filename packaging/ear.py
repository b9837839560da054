"""Ear: hears which calls a display has announced (by its trace), and finds the sound files it made of them."""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from children import Child
from news import News

from shared.protocol.call import Call

PATIENCE_SECONDS = 40.0


@dataclass
class Announcement:
    """When the chime of a call began and when all was said, as Unix times; 0 until then. `times` counts its ends."""

    chime_at: float = 0.0
    ended_at: float = 0.0
    times: int = 0


NOT_HEARD = Announcement()


class Ear:
    """Stands in the waiting room."""

    def __init__(self, display: Child, folder: Path) -> None:
        self.heard: dict[UUID, Announcement] = {}
        self._folder = folder
        self._news = News()
        display.on_line(self._hear)

    def file_of(self, call: Call) -> Path:
        """The sound file that a display makes of this call."""
        return self._folder / f"{call.called_at:%Y%m%dT%H%M%S}-{call.label}-{call.number}.wav"

    def files(self) -> list[Path]:
        """All that it made, oldest first."""
        return sorted(self._folder.glob("*"))

    async def until_chime(self, call: Call) -> None:
        """Wait until a call rings. Raises Stuck."""
        what = f"the display never rang for {call.label}"
        await self._news.until(lambda: self._of(call).chime_at, what, PATIENCE_SECONDS)

    async def until_said(self, call: Call) -> None:
        """Wait until a call was announced to its end. Raises Stuck."""
        what = f"the display never announced {call.label}"
        await self._news.until(lambda: self._of(call).ended_at, what, PATIENCE_SECONDS)

    def _of(self, call: Call) -> Announcement:
        return self.heard.get(call.id, NOT_HEARD)

    def _hear(self, line: str) -> None:
        if not line.startswith("{"):
            return
        told = json.loads(line)
        announcement = self.heard.setdefault(UUID(told["call"]), Announcement())
        if told["event"] == "chime":
            announcement.chime_at = told["at"]
        elif told["event"] == "ended":
            announcement.ended_at = told["at"]
            announcement.times += 1
        self._news.tell()
