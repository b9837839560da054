"""make run, as somebody on a machine without a screen meets it."""

import asyncio
import json
import os
import re
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
from PIL import Image

from tests.screen import PATIENCE_SECONDS

PACKAGING = Path(__file__).parents[2] / "packaging"
RUN = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(PACKAGING)!r})
import run
sys.exit(run.main(Path(sys.argv[1])))
"""


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`make run` on a machine without a screen."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN, folder),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def told(process: asyncio.subprocess.Process, pattern: str) -> str:
    """All that it says up to a line that matches."""
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while line := (await process.stdout.readline()).decode():
            said += line
            if re.search(pattern, line):
                return said
    assert process.stderr is not None
    raise AssertionError(said + (await process.stderr.read()).decode())


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Its exit code and what it complained of."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        _, complaints = await process.communicate()
    return process.returncode, complaints.decode()


async def until_gone(family: list[psutil.Process]) -> None:
    """Wait until none of them is there any more."""
    _, left = await asyncio.to_thread(psutil.wait_procs, family, PATIENCE_SECONDS)
    assert left == []


async def test_it_opens_tells_where_everything_is_and_stops_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as process:
        said = await told(process, "Stop everything with Ctrl")
        family = psutil.Process(process.pid).children(recursive=True)
        assert "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)" in said
        health = re.search(r"--cacert (\S+) (https://\S+/health)", said)
        assert health is not None
        context = ssl.create_default_context(cafile=health[1])
        answer = json.loads(await asyncio.to_thread(lambda: urlopen(health[2], context=context).read()))  # noqa: S310  # our own server
        assert answer["clinic"] == "Riverside Clinic"
        accounts = json.loads((tmp_path / "clinic" / "demo-accounts.json").read_text())
        assert all(f"{account['login']:10} {account['password']}" in said for account in accounts)

        async with opened(tmp_path) as second:
            code, complaints = await ended(second)
        assert code == 4
        assert f"process {process.pid} at https://" in complaints

        await told(process, "Pictures of the screens")
        for name, size in (("kiosk", (1080, 1920)), ("display", (1920, 1080)), ("desk", (1366, 768))):
            with Image.open(tmp_path / "screens" / f"{name}.png") as picture:
                assert picture.size == size
        with Image.open(tmp_path / "screens" / "kiosk.png") as picture:
            assert len(picture.getcolors(1 << 24) or ()) > 20, "the kiosk had its welcome page before all this was said"
        process.send_signal(signal.SIGINT)
        assert await ended(process) == (0, "")
    await until_gone(family)


async def test_a_program_that_falls_ends_it_and_is_named(tmp_path: Path) -> None:
    async with opened(tmp_path) as process:
        await told(process, "Stop everything with Ctrl")
        family = psutil.Process(process.pid).children(recursive=True)
        next(each for each in family if "kiosk" in each.cmdline()).kill()
        code, complaints = await ended(process)
    assert code == 1
    assert "kiosk was ended by SIGKILL" in complaints
    await until_gone(family)


async def test_a_server_that_cannot_start_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("in the way")
    async with opened(tmp_path) as process:
        code, complaints = await ended(process)
    assert code == 1
    assert "server ended with exit code" in complaints
    assert "Choose a folder that can be written with --data" in complaints
