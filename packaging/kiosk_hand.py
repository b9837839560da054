"""Kiosk hand: somebody who reads a kiosk's page (by its trace) and touches its window."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from children import Child
from news import News, Stuck
from virtual_screen import VirtualScreen

PATIENCE_SECONDS = 4.0
"""Who sees nothing happen for so long touches once more, as people do."""
TOUCHES = 4
AIDS = ("larger", "contrast", "read", "help")
"""The access bar, from the reading side."""
RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True)
class Page:
    """What the kiosk says that it shows: the page, the language, the number, and where each target is."""

    page: str = ""
    language: str = ""
    label: str = ""
    paper: str = ""
    targets: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)


class KioskHand:
    """One finger. `seen` is the page as it is now."""

    def __init__(self, kiosk: Child, screen: VirtualScreen) -> None:
        self.screen = screen
        self.seen = Page()
        self.touches = 0
        self.repeated = 0
        """Touches that had to be made again."""
        self._news = News()
        kiosk.on_line(self._see)

    async def until(self, is_so: Callable[[Page], bool], what: str, seconds: float = 3 * PATIENCE_SECONDS) -> Page:
        """Wait until the page is so. Raises Stuck."""
        try:
            await self._news.until(lambda: is_so(self.seen), what, seconds)
        except Stuck:
            raise Stuck(f"the kiosk never showed {what}; it shows {self.seen.page}") from None
        return self.seen

    async def touch(self, name: str, is_done: Callable[[Page], bool], what: str, times: int = 1) -> Page:
        """Touch a target of this page, and again when nothing comes of it. Raises Stuck."""
        for _ in range(TOUCHES):
            page = await self.until(lambda page: name in page.targets or is_done(page), name)
            if is_done(page):
                return page
            x, y, width, height = page.targets[name]
            await self._touch(x + width // 2, y + height // 2, times)
            try:
                return await self.until(is_done, what, PATIENCE_SECONDS)
            except Stuck:
                self.repeated += 1
        raise Stuck(f"touching {name} never led to {what}; the kiosk shows {self.seen.page}")

    async def touch_aid(self, name: str) -> None:
        """Touch one of the four aids at the bottom."""
        page = await self.until(lambda page: "access_bar" in page.targets, "the access bar")
        x, y, width, height = page.targets["access_bar"]
        place = AIDS.index(name)
        if page.language in RIGHT_TO_LEFT:
            place = len(AIDS) - 1 - place
        await self._touch(x + width * (2 * place + 1) // (2 * len(AIDS)), y + height // 2, 1)

    async def _touch(self, x: int, y: int, times: int) -> None:
        await self.screen.touch(x, y, times)
        self.touches += times

    def _see(self, line: str) -> None:
        if line.startswith("{"):
            told = json.loads(line)
            targets = {name: tuple(place) for name, place in told["targets"].items()}
            self.seen = Page(told["page"], told["language"], told["label"], told["paper"], targets)
            self._news.tell()
