"""The measured programs as processes of their own, as a clinic runs them."""

import asyncio
import json
import ssl
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from shared.protocol.device import DeviceKind
from shared.trust.identity import Identity, keep, load
from tests.pairing import let_in

READY = "Anteroom's server is ready: "
MEGABYTE = 1024 * 1024


class Program:
    """A process that has said its address; of a server, one paired device of each kind."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.address = address
        self.devices: dict[DeviceKind, Identity] = {}
        self._contexts: dict[DeviceKind, ssl.SSLContext] = {}

    def context(self, kind: DeviceKind) -> ssl.SSLContext:
        """What the device of a kind connects with."""
        if kind not in self._contexts:
            self._contexts[kind] = self.devices[kind].context()
        return self._contexts[kind]

    def rss_mb(self) -> float:
        """Its resident memory now."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / MEGABYTE


@asynccontextmanager
async def program(module: str, arguments: Sequence[str] = (), says: str = "") -> AsyncIterator[Program]:
    """Run a module until the context ends; it is ready when it prints a line that begins with `says`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        while line := (await process.stdout.readline()).decode():
            if line.startswith(says):
                break
        else:
            raise RuntimeError(f"{module} ended before it was ready")
        reading = asyncio.create_task(_read_on(process.stdout))
        yield Program(process, line.removeprefix(says).strip())
        reading.cancel()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def server(folder: Path, module: str = "clinic_server") -> AsyncIterator[Program]:
    """The clinic's server with the demo clinic, and a device of each kind, which the next start knows again."""
    ports = ("--port", "0", "--page-port", "0")
    arguments = ("--data", str(folder), "--host", "127.0.0.1", *ports, "--demo", "--no-announce")
    async with program(module, arguments, READY) as running:
        for kind in DeviceKind:
            file = folder / f"bench-{kind}.json"
            known = load(file) or await let_in(folder, running.address, kind)
            keep(known, file)
            running.devices[kind] = known
        yield running


def password(folder: Path, login: str) -> str:
    """A demo account's password."""
    accounts = json.loads((folder / "demo-accounts.json").read_text(encoding="utf-8"))
    return next(str(account["password"]) for account in accounts if account["login"] == login)


async def _read_on(stream: asyncio.StreamReader) -> None:
    """Keep the pipe empty, so that the process never waits for us."""
    while await stream.readline():
        pass
