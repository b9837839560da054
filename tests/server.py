"""Servers for tests: inside the test's own event loop, or as a process that can be killed."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from clinic_server.app import Running, running
from clinic_server.settings import Settings
from tests.screen import PATIENCE_SECONDS

READY = re.compile(r"ready: (https://\S+)")


class Clock:
    """The box's clock, for a test to set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def serving(
    folder: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), port: int = 0
) -> AsyncIterator[Running]:
    """The real server on a free port of this machine."""
    settings = Settings(data=folder, port=port, page_port=0, announce=False)
    async with running(settings, clock=clock) as server:
        yield server
        if server.failed.done():
            server.failed.result()


class Process:
    """A server in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, address: str, said: list[str]) -> None:
        self.process = process
        self.address = address
        self.said = said
        """Its lines so far."""

    def kill(self) -> None:
        """As if the power went: it does nothing more."""
        self.process.kill()

    def stop(self) -> None:
        """As systemd would."""
        self.process.send_signal(signal.SIGTERM)

    async def told(self, text: str) -> str:
        """The next line it says that has this text."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while text not in (self.said or [""])[-1]:
                line = await self.process.stdout.readline()
                assert line, "the server ended:\n" + "\n".join(self.said)
                self.said.append(line.decode().rstrip())
        return self.said[-1]

    async def ended(self) -> int:
        """Its exit code, once it has ended."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.process.wait()


@asynccontextmanager
async def server_process(
    folder: Path,
    *options: str,
    port: int = 0,
    program: tuple[str, ...] = ("-m", "clinic_server"),
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Process]:
    """The real program; it is killed at the end when it still runs."""
    process = await _start(
        program,
        "--data",
        str(folder),
        "--port",
        str(port),
        "--page-port",
        "0",
        "--no-announce",
        *options,
        environment=environment,
    )
    said: list[str] = []
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            address = await _ready(process, said)
        yield Process(process, address, said)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _start(
    program: tuple[str, ...], *options: str, environment: Mapping[str, str] | None
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *program,
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
    )


async def _ready(process: asyncio.subprocess.Process, said: list[str]) -> str:
    assert process.stdout is not None
    while line := await process.stdout.readline():
        said.append(line.decode().rstrip())
        if found := READY.search(said[-1]):
            return found[1]
    raise AssertionError("the server ended before it was ready:\n" + "\n".join(said))
