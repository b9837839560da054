"""The display: how soon a call is heard after it was committed."""

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import aiohttp

from bench.figure import Figure, against, percentile
from bench.process import Program, password, server
from bench.screen import Screen, sign_in
from shared.client.link import Link
from shared.protocol.call import CallNext
from shared.protocol.department import Department
from shared.protocol.device import DeviceKind
from shared.protocol.room import Room
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import FinishTicket, IssueTicket, StartTicket
from shared.trust.identity import FILE, keep
from tests.shared.sound.ear import Ear

CALLS = 12
WAIT_SECONDS = 30.0
PAUSE_SECONDS = 0.5


async def figures() -> list[Figure]:
    """`display_call_to_sound_p95_ms`: from the call's own time, which is before its commit, until the chime starts.

    Every label is new, so no voice is in the cache; the sound goes to a PulseAudio of its own without a device.
    """
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        ear = Ear(base / "ear")
        ear.start()
        try:
            async with server(base / "clinic") as clinic, aiohttp.ClientSession() as http:
                taken = await _calls(http, clinic, base, ear)
        finally:
            ear.stop()
    return [against("display_call_to_sound_p95_ms", percentile(taken, 0.95), "ms", None)]


async def _calls(http: aiohttp.ClientSession, program: Program, base: Path, ear: Ear) -> list[float]:
    keep(program.devices[DeviceKind.DISPLAY], base / "display" / FILE)
    display = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "display", "--server", program.address, "--data", str(base / "display"), "--trace"),
        *("--windowed", "1280x720", "--hold-seconds", "0", "--most-languages", "1"),
        env={**os.environ, **ear.environment, "QT_QPA_PLATFORM": "offscreen"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert display.stdout is not None
    try:
        async with Screen(http, program, DeviceKind.KIOSK) as kiosk:
            general = next(value for value in kiosk.values if isinstance(value, Department) and value.code == "GM")
            for _ in range(CALLS):
                await kiosk.ask(IssueTicket(department_id=general.id, language="en"))
        desk, linked = await _desk(http, program, password(base / "clinic", "rahman"))
        await _until_connected(http, program)
        taken = []
        for _ in range(CALLS):
            ticket = await desk.send(CallNext())
            chime = await _event(display.stdout, "chime")
            taken.append((chime["at"] - chime["called_at"]) * 1000)
            await _event(display.stdout, "ended")
            await desk.send(StartTicket(ticket_id=ticket.id))
            await desk.send(FinishTicket(ticket_id=ticket.id))
        linked.cancel()
        await asyncio.gather(linked, return_exceptions=True)
    finally:
        display.terminate()
        await display.wait()
    return taken


async def _desk(http: aiohttp.ClientSession, program: Program, secret: str) -> tuple[Link, "asyncio.Task[None]"]:
    """A doctor's desk that stays connected between calls."""
    token = await sign_in(http, program, "rahman", secret)

    async def find() -> str:
        return program.address

    desk = Link(find, program.devices[DeviceKind.DESK], token=token)
    linked = asyncio.create_task(desk.run())
    is_live = asyncio.Event()
    desk.on_change(lambda _: is_live.set())
    await is_live.wait()
    room = next(room for room in desk.mirror.all(Room) if room.number == "3")
    await desk.send(ChooseRoom(room_id=room.id))
    return desk, linked


async def _until_connected(http: aiohttp.ClientSession, program: Program) -> None:
    """Wait for the display beside the desk."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            async with http.get(f"{program.address}/health", ssl=program.context(DeviceKind.DESK)) as answer:
                if (await answer.json())["screens"] >= 2:
                    return
            await asyncio.sleep(PAUSE_SECONDS)


async def _event(stream: asyncio.StreamReader, event: str) -> dict[str, Any]:
    async with asyncio.timeout(WAIT_SECONDS):
        while line := await stream.readline():
            if line.startswith(b"{"):
                told: dict[str, Any] = json.loads(line)
                if told["event"] == event:
                    return told
    raise RuntimeError("the display ended")
