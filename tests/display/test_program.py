"""The display program against a real server: calls are announced once, through lost links and restarts."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from shared.client.link import Link
from shared.protocol.call import Call, CallNext
from shared.protocol.device import DeviceHealth, DeviceKind
from shared.protocol.room import Room
from shared.protocol.session import SignIn
from shared.protocol.staff import ChooseRoom, Staff
from shared.protocol.ticket import ConfirmPrint, FinishTicket, IssueTicket, StartTicket
from shared.trust.identity import FILE, Identity, keep
from tests.pairing import let_in

PATIENCE_SECONDS = 60.0
DESK, KIOSK, DISPLAY = DeviceKind.DESK, DeviceKind.KIOSK, DeviceKind.DISPLAY
ROOT = Path(__file__).parents[2]


class Account(msgspec.Struct):
    login: str
    password: str
    room: str = ""


@dataclass
class Program:
    """A running program and the lines it has printed."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode())
            self.news.set()

    async def until(self, is_so: Callable[[list[str]], bool]) -> list[str]:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so(self.lines):
                self.news.clear()
                await self.news.wait()
        return self.lines

    def said(self) -> list[str]:
        """The calls that were announced to their end, in order."""
        events = [json.loads(line) for line in self.lines if line.startswith("{")]
        return [event["call"] for event in events if event["event"] == "ended"]


@asynccontextmanager
async def running(*arguments: str, folder: Path) -> AsyncIterator[Program]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PULSE_SERVER": f"unix:{folder}/no-sound-server"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, stdout=asyncio.subprocess.PIPE, cwd=ROOT, env=environment
    )
    program = Program(process)
    reading = asyncio.get_running_loop().create_task(program.read())
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        async with asyncio.timeout(PATIENCE_SECONDS):
            code = await process.wait()
        await reading
        assert code == 0, f"{arguments[0]} ended with {code}"


class Cable:
    """What lies between display and server, and can be cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._carrying: set[asyncio.Task[None]] = set()
        self._is_cut = False

    async def lay(self) -> str:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        self._is_cut = True
        for writer in self._writers:
            writer.transport.abort()

    def mend(self) -> None:
        self._is_cut = False

    async def take_up(self) -> None:
        self.cut()
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)
        if self._is_cut:
            writer.transport.abort()
            return
        onward = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers |= {writer, onward[1]}
        try:
            await asyncio.gather(_copy(reader, onward[1]), _copy(onward[0], writer))
        except OSError:
            return
        finally:
            self._writers -= {writer, onward[1]}
            writer.close()
            onward[1].close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()


class Clinic:
    """A kiosk and a doctor's desk at a real server."""

    def __init__(self, url: str, data: Path, desk: Identity, kiosk: Identity) -> None:
        self.url = url
        self._accounts = msgspec.json.decode((data / "demo-accounts.json").read_bytes(), type=list[Account])
        self.desk = Link(self._find, desk)
        self._kiosk = Link(self._find, kiosk)
        self._tasks: list[asyncio.Task[None]] = []
        self._doctor: Staff | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(link.run()) for link in (self.desk, self._kiosk)]
        await live(self._kiosk)
        await live(self.desk)
        account = next(account for account in self._accounts if account.room)
        signed_in = await self.desk.send(SignIn(login=account.login, password=account.password))
        self._doctor, self.desk.token = signed_in.staff, signed_in.token
        await self.desk.reconnect()
        await until(self.desk, lambda: bool(self.desk.mirror.all(DeviceHealth)) or bool(self.desk.mirror.all(Staff)))
        room = next(room for room in self.desk.mirror.all(Room) if room.number == account.room)
        await self.desk.send(ChooseRoom(room_id=room.id))

    async def call_somebody(self) -> str:
        """A walk-in takes a number, is called, comes in and goes: the id of the call."""
        assert self._doctor is not None
        slip = await self._kiosk.send(IssueTicket(department_id=self._doctor.department_ids[0], language="en"))
        await self._kiosk.send(ConfirmPrint(ticket_id=slip.ticket.id, is_printed=True))
        ticket = await self.desk.send(CallNext())
        await self.desk.send(StartTicket(ticket_id=ticket.id))
        await self.desk.send(FinishTicket(ticket_id=ticket.id))
        return next(str(call.id) for call in self.desk.mirror.all(Call) if call.ticket_id == ticket.id)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _find(self) -> str:
        return self.url


async def live(link: Link) -> None:
    await until(link, lambda: link.state.is_live)


async def until(link: Link, is_so: Callable[[], bool]) -> None:
    news = asyncio.Event()
    link.on_change(lambda _: news.set())
    link.on_state(lambda _: news.set())
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            news.clear()
            await news.wait()


@asynccontextmanager
async def clinic_at(folder: Path) -> AsyncIterator[Clinic]:
    data = folder / "server"
    arguments = ("clinic_server", "--data", str(data), "--port", "0", "--page-port", "0", "--demo", "--no-announce")
    async with running(*arguments, folder=folder) as server:
        lines = await server.until(lambda lines: any("https://" in line for line in lines))
        found = re.search(r"https://127\.0\.0\.1:\d+", "".join(lines))
        assert found is not None
        desk, kiosk, shown = [await let_in(data, found[0], kind) for kind in (DESK, KIOSK, DISPLAY)]
        keep(shown, folder / "display" / FILE)
        clinic = Clinic(found[0], data, desk, kiosk)
        await clinic.open()
        try:
            yield clinic
        finally:
            await clinic.close()


def display(url: str, folder: Path, *more: str) -> tuple[str, ...]:
    arguments = ("display", "--server", url, "--data", str(folder / "display"), "--windowed", "640x360", "--trace")
    return (*arguments, "--hold-seconds", "0.1", "--most-languages", "1", *more)


async def test_a_call_is_announced_once_through_cuts_and_restarts(tmp_path: Path) -> None:
    async with clinic_at(tmp_path) as clinic:
        cable = Cable(int(clinic.url.rpartition(":")[2]))
        url = await cable.lay()
        async with running(*display(url, tmp_path, "--quiet"), folder=tmp_path) as screen:
            first = await clinic.call_somebody()
            await screen.until(lambda _: first in screen.said())
            cable.cut()
            while_cut = await clinic.call_somebody()
            cable.mend()
            await screen.until(lambda _: while_cut in screen.said())
            assert screen.said() == [first, while_cut]
            await kept(tmp_path / "display" / "display.json", while_cut)
        while_off = await clinic.call_somebody()
        async with running(*display(url, tmp_path, "--quiet"), folder=tmp_path) as screen:
            last = await clinic.call_somebody()
            await screen.until(lambda _: last in screen.said())
            assert screen.said() == [while_off, last]
        await cable.take_up()


async def test_no_sound_device_is_told_to_staff_and_the_screen_goes_on(tmp_path: Path) -> None:
    async with clinic_at(tmp_path) as clinic, running(*display(clinic.url, tmp_path), folder=tmp_path) as screen:
        await until(clinic.desk, lambda: "no_sound" in problems(clinic.desk))
        called = await clinic.call_somebody()
        await screen.until(lambda _: called in screen.said())


async def kept(file: Path, call: str) -> None:
    """The display has written down that it said this; it does so right after, in a thread of its own."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while call not in await asyncio.to_thread(file.read_text):  # noqa: ASYNC110  # a file tells nobody that it changed
            await asyncio.sleep(0.01)


def problems(desk: Link) -> set[str]:
    return {problem.code.value for health in desk.mirror.all(DeviceHealth) for problem in health.problems}


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--windowed=huge", 2)])
async def test_help_helps_and_a_wrong_setting_is_said(argument: str, code: int) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "display",
        argument,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    out, err = await process.communicate()
    assert process.returncode == code
    assert ("--zones" in out.decode()) if code == 0 else ("windowed" in err.decode())
