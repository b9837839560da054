"""The kiosk: how soon it shows something, how soon a touch brings paper, what it weighs."""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
from children import Child, Children, children
from virtual_screen import VirtualScreen, open_screen

from bench.figure import Figure, against, percentile
from bench.process import MEGABYTE, server
from shared.protocol.device import DeviceKind
from shared.trust.identity import FILE, keep
from tests.kiosk.tcp_printer import TcpPrinter

STARTS = 3
TOUCHES = 40
BARE_QT = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
WAIT_SECONDS = 15.0


async def figures() -> list[Figure]:
    """`kiosk_first_frame_ms` against a program that only opens Qt; `kiosk_touch_to_paper_p95_ms`; `kiosk_rss_mb`."""
    with tempfile.TemporaryDirectory() as folder, TcpPrinter() as printer:
        base = Path(folder)
        (base / "screen").mkdir()
        async with server(base / "clinic") as clinic, children(base / "logs") as group:
            keep(clinic.devices[DeviceKind.KIOSK], base / "kiosk" / FILE)
            screen = await open_screen(group, "kiosk", 1080, 1920, base / "screen")
            first, floor = [], []
            for _ in range(STARTS):
                floor.append(await _bare(screen))
                async with _kiosk(group, screen, clinic.address, printer, base) as (_, pages, started):
                    first.append((float((await pages.get())["at"]) - started) * 1000)
            async with _kiosk(group, screen, clinic.address, printer, base) as (kiosk, pages, _):
                papers = [await _take_a_number(screen, pages, printer) for _ in range(TOUCHES)]
                weight = psutil.Process(kiosk.pid).memory_info().rss / MEGABYTE
    return [
        against("kiosk_first_frame_ms", statistics.median(first), "ms", statistics.median(floor)),
        against("kiosk_touch_to_paper_p95_ms", percentile(papers, 0.95), "ms", None),
        Figure(name="kiosk_rss_mb", value=round(weight, 1), unit="MB"),
    ]


async def _bare(screen: VirtualScreen) -> float:
    start = time.perf_counter()
    bare = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BARE_QT, env=screen.environment(os.environ), stderr=asyncio.subprocess.DEVNULL
    )
    await bare.wait()
    return (time.perf_counter() - start) * 1000


@asynccontextmanager
async def _kiosk(
    group: Children, screen: VirtualScreen, address: str, printer: TcpPrinter, base: Path
) -> AsyncIterator[tuple[Child, asyncio.Queue[dict[str, Any]], float]]:
    """A kiosk and the pages it tells of."""
    pages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    started = time.time()
    child = await group.start(
        "kiosk",
        (
            *(sys.executable, "-m", "kiosk", "--server", address, "--printer", printer.address),
            *("--data", base / "kiosk", "--trace", "--calm", "--volume", "0"),
        ),
        layer=1,
        environment=screen.environment(os.environ),
    )
    child.on_line(lambda line: pages.put_nowait(json.loads(line)) if line.startswith("{") else None)
    try:
        yield child, pages, started
    finally:
        await child.end()


async def _take_a_number(screen: VirtualScreen, pages: "asyncio.Queue[dict[str, Any]]", printer: TcpPrinter) -> float:
    """Milliseconds from the finger on a department to the first dot at the printer."""
    page = await _page(pages, "welcome", "take_number")
    await _touch(screen, page, "take_number")
    page = await _page(pages, "departments", "tile_")
    printed = len(printer.printed)
    x, y = _middle(page, "tile_")
    hand = await asyncio.create_subprocess_exec(
        "xdotool", "-", env={**os.environ, "DISPLAY": screen.display}, stdin=asyncio.subprocess.PIPE
    )
    assert hand.stdin is not None
    hand.stdin.write(f"mousemove {x} {y}\n".encode())
    await hand.stdin.drain()
    await asyncio.sleep(0.1)  # the hand is there; what follows is the touch alone
    start = time.monotonic()
    hand.stdin.write(b"mousedown 1\nmouseup 1\n")
    hand.stdin.close()
    await asyncio.to_thread(printer.wait_for_papers, printed + 1, WAIT_SECONDS)
    await hand.wait()
    taken = (printer.printed[-1].first_dot_at - start) * 1000
    page = await _page(pages, "ticket", "done")
    await _touch(screen, page, "done")
    return taken


async def _page(pages: "asyncio.Queue[dict[str, Any]]", name: str, target: str) -> dict[str, Any]:
    """The page of this name, as it is told last, once it has a target whose name begins so."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            page = await pages.get()
            if page["page"] == name and any(found.startswith(target) for found in page["targets"]) and pages.empty():
                return page


async def _touch(screen: VirtualScreen, page: dict[str, Any], target: str) -> None:
    await screen.touch(*_middle(page, target))


def _middle(page: dict[str, Any], target: str) -> tuple[int, int]:
    x, y, width, height = next(place for name, place in page["targets"].items() if name.startswith(target))
    return round(x + width / 2), round(y + height / 2)
