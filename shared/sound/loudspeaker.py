"""The loudspeaker: plays files through a process of its own, knows whether anybody can hear, and recovers by itself."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from shared.sound import wire

PROJECT = Path(__file__).parents[2]
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 20.0
ENDING_SECONDS = 3.0
STEADY_SECONDS = 10.0
"""A playback process that lived this long was well: its end is not a failure to wait after."""

logger = logging.getLogger(__name__)


class NoSound(Exception):
    """Nobody heard it, or not to its end: no device, or it failed. Says which, for the log."""


class Loudspeaker:
    """`await loudspeaker.play(path)` returns when it was heard to its end; `run` keeps the device in view.

    Several sounds may be asked for at once and are mixed. Listeners are called in the event loop.
    """

    def __init__(
        self,
        *,
        volume: Callable[[], float] = lambda: 1.0,
        environment: Mapping[str, str] | None = None,
        longest_pause_seconds: float = LONGEST_PAUSE_SECONDS,
    ) -> None:
        self.has_device: bool | None = None
        """None until the first look has been taken."""
        self._volume = volume
        self._environment = environment
        self._longest_pause_seconds = longest_pause_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._loaded: dict[str, None] = {}
        self._ends: dict[int, asyncio.Future[None]] = {}
        self._on_start: dict[int, Callable[[float], None]] = {}
        self._on_change: list[Callable[[bool], None]] = []
        self._looked = asyncio.Event()
        self._number = 0

    def on_change(self, listener: Callable[[bool], None]) -> None:
        """Hear whether there is a device, at the first look and whenever that changes."""
        self._on_change.append(listener)

    async def looked(self) -> None:
        """Returns once it is known whether there is a device."""
        await self._looked.wait()

    def keep_ready(self, *paths: Path) -> None:
        """Hold these files in memory, now and after every fresh start: they start within a few milliseconds."""
        for path in paths:
            self._loaded[str(path)] = None
            self._order(wire.Load(path=str(path)))

    async def play(self, path: Path, *, on_start: Callable[[float], None] | None = None) -> None:
        """Play a WAV file to its end. `on_start` hears the Unix time at which it began to sound.

        Raises NoSound when there is no device or it failed. Cancelling stops all sound.
        """
        self._number += 1
        id = self._number
        end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ends[id] = end
        if on_start is not None:
            self._on_start[id] = on_start
        try:
            if not self._order(wire.Play(id=id, path=str(path), volume=self._volume())):
                raise NoSound("there is no sound device")
            await end
        except asyncio.CancelledError:
            self.stop()
            raise
        finally:
            self._ends.pop(id, None)
            self._on_start.pop(id, None)

    def sound(self, path: Path) -> None:
        """Play a WAV file without waiting: a touch, a warning. Without a device nothing happens."""
        self._number += 1
        self._order(wire.Play(id=self._number, path=str(path), volume=self._volume()))

    def stop(self) -> None:
        """Be silent at once."""
        self._order(wire.Stop())

    async def run(self) -> None:
        """Keep the playback process alive, for ever. Cancel it to end."""
        pause = FIRST_PAUSE_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            await self._live()
            was_steady = loop.time() - began > STEADY_SECONDS
            pause = FIRST_PAUSE_SECONDS if was_steady else min(pause * 2, self._longest_pause_seconds)
            await asyncio.sleep(pause)

    async def _live(self) -> None:
        """One playback process, from its start to its end."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", __name__.rpartition(".")[0] + ".playback"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **(self._environment or {})},
        )
        complaints = asyncio.get_running_loop().create_task(_log(process))
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                self._take(process, wire.decode_report(line))
        except msgspec.ValidationError as error:
            logger.warning("the playback process is not understood: %s", error)
        finally:
            self._process = None
            await _end(process)
            await complaints
            self._fail_all()

    def _take(self, process: asyncio.subprocess.Process, report: wire.Report) -> None:
        match report:
            case wire.Outputs(names=names):
                if names:
                    self._process = process
                    for path in self._loaded:
                        self._order(wire.Load(path=path))
                self._show(bool(names))
            case wire.Started(id=id, at=at):
                if on_start := self._on_start.get(id):
                    on_start(at)
            case wire.Ended(id=id):
                if (end := self._ends.get(id)) and not end.done():
                    end.set_result(None)
            case wire.Failed(id=id, why=why, is_lost=is_lost):
                logger.warning("a sound was not heard: %s", why)
                if is_lost:
                    self._show(False)
                if (end := self._ends.get(id)) and not end.done():
                    end.set_exception(NoSound(why))

    def _order(self, order: wire.Order) -> bool:
        """False when there is nobody to give orders to."""
        if self._process is None or self._process.stdin is None or self._process.stdin.is_closing():
            return False
        self._process.stdin.write(wire.encode(order) + b"\n")
        return True

    def _show(self, has_device: bool) -> None:
        self._looked.set()
        if has_device == self.has_device:
            return
        self.has_device = has_device
        logger.info("sound comes out" if has_device else "there is no sound device")
        for listener in self._on_change:
            listener(has_device)

    def _fail_all(self) -> None:
        """The playback process is gone: whoever waits for a sound hears so."""
        for end in self._ends.values():
            if not end.done():
                end.set_exception(NoSound("the playback process ended"))


async def _end(process: asyncio.subprocess.Process) -> None:
    """It ends when its input ends; only one that does not is killed (asking whether it lives would race its end)."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        async with asyncio.timeout(ENDING_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _log(process: asyncio.subprocess.Process) -> None:
    """What Qt says on standard error is for whoever looks into a trouble."""
    assert process.stderr is not None
    async for line in process.stderr:
        logger.debug("playback: %s", line.decode(errors="replace").rstrip())
