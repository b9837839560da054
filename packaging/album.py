"""Album: pictures of telling moments, each taken once."""

import asyncio
from pathlib import Path

from framebuffer import save
from virtual_screen import VirtualScreen

STILL_SECONDS = 0.06
LONGEST_SECONDS = 1.5


class Album:
    """Takes a picture of a screen under a name, unless it is there already."""

    def __init__(self, folder: Path) -> None:
        self.pictures: list[str] = []
        self._folder = folder

    def has(self, name: str) -> bool:
        """Whether this picture was taken."""
        return name in self.pictures

    async def take(self, name: str, screen: VirtualScreen, after_seconds: float = 0.0) -> None:
        """Wait until the screen holds still (or as long as it may take), then take its picture."""
        if self.has(name):
            return
        self.pictures.append(name)
        await asyncio.sleep(after_seconds)
        until, before = asyncio.get_running_loop().time() + LONGEST_SECONDS, b""
        while (shown := screen.shown()) != before and asyncio.get_running_loop().time() < until:
            before = shown
            await asyncio.sleep(STILL_SECONDS)
        await asyncio.to_thread(save, screen.picture(shown), self._folder / f"{name}.png")
