"""Programs that make run and make demo start: heard, reported when they fall, never left behind."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import psutil
import pytest
from children import ChildEnded, Children, children

from tests.screen import PATIENCE_SECONDS

READY = "import signal; signal.signal(signal.SIGTERM, signal.SIG_DFL); print('ready', flush=True); signal.pause()"
DEAF = READY.replace("SIG_DFL", "SIG_IGN")


async def start(group: Children, name: str, program: str, layer: int = 1) -> int:
    """Start a piece of Python and wait until it is ready."""
    child = await group.start(name, (sys.executable, "-c", program), layer=layer)
    await child.said("ready")
    return child.pid


async def test_what_a_program_prints_is_heard_and_kept(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        told = "import signal; print('port 8470', flush=True); signal.pause()"
        child = await group.start("teller", (sys.executable, "-c", told), layer=1)
        assert (await child.said(r"port (\d+)"))[1] == "8470"
    assert (tmp_path / "teller.log").read_text() == "port 8470\n"


async def test_a_program_that_falls_is_told_with_its_last_words(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        await start(group, "sound", READY)
        told = """print('{"page": "welcome"}'); import sys; print('no paper', file=sys.stderr); sys.exit(3)"""
        await group.start("fallen", (sys.executable, "-c", told), layer=1)
        with pytest.raises(ChildEnded, match=r"fallen ended with exit code 3.*\n    no paper") as fallen:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await group.failed()
    assert "welcome" not in str(fallen.value)


async def test_waiting_for_a_word_ends_when_the_program_does(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        child = await group.start("mute", (sys.executable, "-c", ""), layer=1)
        with pytest.raises(ChildEnded, match="mute ended with exit code 0"):
            await child.said("never")


async def test_a_killed_program_is_told_by_the_signal(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        os.kill(await start(group, "victim", READY), signal.SIGKILL)
        with pytest.raises(ChildEnded, match="victim was ended by SIGKILL"):
            await group.failed()


async def test_all_end_with_the_context_the_upper_layer_first(tmp_path: Path) -> None:
    async with children(tmp_path) as group:
        server = await start(group, "server", READY, layer=1)
        asked = f"lambda *_: (os.kill({server}, 0), print('the server is still there', flush=True), sys.exit())"
        screen = await start(group, "screen", f"import os, sys; {READY.replace('signal.SIG_DFL', asked)}", layer=2)
    assert not psutil.pid_exists(server)
    assert not psutil.pid_exists(screen)
    assert (tmp_path / "screen.log").read_text().splitlines()[-1] == "the server is still there"


async def test_who_does_not_end_is_killed_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("children.END_SECONDS", 0.2)
    helper = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {DEAF!r}])"
    async with children(tmp_path) as group:
        deaf = await start(group, "deaf", f"{helper}; {DEAF}")
        started = psutil.Process(deaf).children()
    assert not psutil.pid_exists(deaf)
    psutil.wait_procs(started, PATIENCE_SECONDS)
    assert not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in started)


async def test_programs_end_when_the_one_who_started_them_is_killed(tmp_path: Path) -> None:
    packaging = Path(__file__).parents[2] / "packaging"
    mother = f"""
import asyncio, sys
from pathlib import Path
sys.path.append({str(packaging)!r})
from children import children
async def main():
    async with children(Path({str(tmp_path)!r})) as group:
        child = await group.start("orphan", (sys.executable, "-c", {READY!r}), layer=1)
        await child.said("ready")
        print(child.pid, flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", mother, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    orphan = psutil.Process(int(await process.stdout.readline()))
    process.kill()
    await process.wait()
    await asyncio.to_thread(psutil.wait_procs, [orphan], PATIENCE_SECONDS)
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
