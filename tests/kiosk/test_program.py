"""The kiosk as a program: it starts, shows what it finds, tells its PIN once, and ends when it is told to."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from shared.trust.identity import FILE, keep
from tests.clinic import furnish
from tests.kiosk.tcp_printer import TcpPrinter
from tests.screen import PATIENCE_SECONDS
from tests.server import serving

PIN = re.compile(r"PIN of this kiosk's staff page is in (\S+): read it")


class Program:
    """A running kiosk and what it has said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def until_page(self, page: str) -> None:
        """Wait until it shows this page."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line)
                if line.startswith("{") and json.loads(line)["page"] == page:
                    return
        raise AssertionError("the kiosk ended: " + "".join(self.lines))

    async def stop(self) -> int:
        """Tell it to end, as systemd does; its exit code."""
        self.process.terminate()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode


@asynccontextmanager
async def program(data: Path, *arguments: str) -> AsyncIterator[Program]:
    options = ("--data", str(data), "--windowed", "540x960", "--volume", "0", "--trace", *arguments)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kiosk", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "XDG_CONFIG_HOME": str(data)},
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def test_it_shows_the_clinic_and_ends_in_order(tmp_path: Path) -> None:
    house = furnish(tmp_path / "data")
    keep(house.kiosk, tmp_path / FILE)
    with TcpPrinter() as printer:
        async with (
            serving(house.folder) as server,
            program(tmp_path, "--server", server.address, "--printer", printer.address) as kiosk,
        ):
            await kiosk.until_page("welcome")
            assert await kiosk.stop() == 0
        assert printer.papers == []


async def test_the_pin_is_told_at_the_first_start_only_and_no_log_keeps_it(tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        async with program(tmp_path, "--server", "https://127.0.0.1:9") as kiosk:
            await kiosk.until_page("service")
            said.append("".join(kiosk.lines))
            assert await kiosk.stop() == 0
    told = PIN.search(said[0])
    assert told is not None
    pin = (tmp_path / Path(told[1]).name).read_text(encoding="utf-8").strip()
    assert re.fullmatch(r"\d{6}", pin)
    assert pin not in said[0]
    assert "PIN" not in said[1]
