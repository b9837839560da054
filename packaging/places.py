"""Places: on which screen each program appears: in a window on this desktop, or on a virtual screen of its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from children import Children
from demo_clinic import own_environment
from desktop import Desktop
from virtual_screen import VirtualScreen, open_screen

WINDOWS = {"kiosk": (540, 960), "display": (800, 450), "desk": (1280, 720)}
"""How large each is beside the others on a desktop, at most."""
SMALLEST_DESK = (1024, 640)
SCREENS = {"kiosk": (1080, 1920), "display": (1920, 1080), "desk": (1366, 768)}
"""The sizes that each is drawn for."""


@dataclass(frozen=True)
class Place:
    """Where one program appears: its environment, its options, and the same in words."""

    environment: Mapping[str, str]
    options: tuple[str, ...]
    words: str
    screen: VirtualScreen | None = None


def desktop_places(desktop: Desktop) -> dict[str, Place]:
    """A window on this desktop for each program."""
    places = {}
    for name, (width, height) in WINDOWS.items():
        size = desktop.window(width, height)
        if name == "desk":
            size = max(size, SMALLEST_DESK)
        words = f"in a window of {size[0]}x{size[1]}"
        places[name] = Place(own_environment(), ("--windowed", f"{size[0]}x{size[1]}"), words)
    return places


async def virtual_places(group: Children, folder: Path, sizes: Mapping[str, tuple[int, int]]) -> dict[str, Place]:
    """A virtual screen for each name, which its program fills."""

    async def place(name: str, width: int, height: int) -> Place:
        screen = await open_screen(group, name, width, height, folder / name)
        words = f"on a virtual screen of {width}x{height}, DISPLAY={screen.display}"
        return Place(screen.environment(own_environment()), (), words, screen)

    for name in sizes:
        (folder / name).mkdir(parents=True, exist_ok=True)
    found = await asyncio.gather(*(place(name, *size) for name, size in sizes.items()))
    return dict(zip(sizes, found, strict=True))
