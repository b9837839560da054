"""`clinic-server pair` as a technician runs it: in a terminal beside the server, with a device that claims the code."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from clinic_server.command import pair
from shared.client.pairing import Claim, claim, collect
from shared.protocol.clinic import Clinic, FoundClinic
from shared.protocol.device import Device, DeviceKind
from shared.protocol.pairing import PairingRejected
from tests.clinic import LANGUAGES, PASSWORD, House
from tests.screen import PATIENCE_SECONDS, screen
from tests.server import server_process, serving

SETUP_CODE = re.compile(r"setup code: (\d{8})")
ADDRESS = re.compile(r"address +(https://\S+)")
CODE = re.compile(r"code +(\d{8})")
WORDS = re.compile(r"six words: (.+)")
QUESTION = "[yes/no] "


class Terminal:
    """What the technician sees and types."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    async def shows(self, wanted: str | re.Pattern[str]) -> str:
        """Wait until this stands there; what it says in its first group, or itself."""
        assert self.process.stdout is not None
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (found := pattern.search(self.said)):
                some = await self.process.stdout.read(4096)
                assert some, f"it ended:\n{self.said}"
                self.said += some.decode()
        return found[found.re.groups]

    async def types(self, line: str) -> int:
        """Answer, and wait for its end: the exit code."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            rest, _ = await self.process.communicate(f"{line}\n".encode())
        self.said += rest.decode()
        assert self.process.returncode is not None
        return self.process.returncode


@asynccontextmanager
async def pairing(folder: Path, *options: str) -> AsyncIterator[Terminal]:
    """The real program beside a server; it is killed at the end when it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "clinic_server", "pair", "--data", str(folder), *options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ,
    )
    try:
        yield Terminal(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def claimed_by(terminal: Terminal, kind: DeviceKind) -> Claim:
    """A device that was told what stands on the terminal, once both show six words."""
    address, code = await terminal.shows(ADDRESS), await terminal.shows(CODE)
    claimed = await claim(address, code, kind)
    await terminal.shows(QUESTION)
    return claimed


async def test_an_empty_box_is_founded_from_the_desk_that_was_paired(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with server_process(folder) as server:
        setup_code = SETUP_CODE.search(await server.told("setup code"))
        assert setup_code is not None
        assert f"clinic-server pair --data {folder}" in await server.told("clinic-server pair")

        async with pairing(folder, "--name", "Front desk", "--place", "Hall") as terminal:
            desk = await claimed_by(terminal, DeviceKind.DESK)
            assert await terminal.shows(CODE) == setup_code[1]
            assert await terminal.shows(WORDS) == " ".join(desk.words)
            assert await terminal.types("yes") == 0
            assert "name the clinic" in terminal.said

        identity = await collect(desk)
        async with screen(server.address, device=identity) as founding:
            founded = await founding.ask(
                FoundClinic(
                    setup_code=setup_code[1],
                    name="Hill Clinic",
                    time_zone="Africa/Nairobi",
                    languages=LANGUAGES,
                    administrator_name="Admin",
                    login="admin",
                    password=PASSWORD,
                )
            )
        async with screen(server.address, device=identity, token=founded.token) as admin:
            assert [clinic.name for clinic in admin.mirror.all(Clinic)] == ["Hill Clinic"]
            assert [(desk.name, desk.place) for desk in admin.mirror.all(Device)] == [("Front desk", "Hall")]


async def test_whoever_typed_the_setup_code_first_still_compares_the_same_words(tmp_path: Path) -> None:
    async with serving(tmp_path / "data") as server:
        assert server.setup_code is not None
        desk = await claim(server.address, server.setup_code, DeviceKind.DESK)

        async with pairing(tmp_path / "data") as terminal:
            assert await terminal.shows(WORDS) == " ".join(desk.words)
            assert await terminal.types("yes") == 0
        assert (await collect(desk)).kind is DeviceKind.DESK


async def test_an_empty_box_gives_a_new_code_after_other_words(tmp_path: Path) -> None:
    async with serving(tmp_path / "data") as server:
        async with pairing(tmp_path / "data") as terminal:
            await claimed_by(terminal, DeviceKind.DESK)
            assert await terminal.types("no") == pair.EXIT_REFUSED

        async with pairing(tmp_path / "data") as terminal:
            assert await terminal.shows(CODE) != server.setup_code
            await claimed_by(terminal, DeviceKind.DESK)
            assert await terminal.types("y") == 0


@pytest.mark.parametrize("answer", ["no", "", "perhaps"])
async def test_whoever_does_not_say_yes_lets_nobody_in(house: House, answer: str) -> None:
    async with serving(house.folder) as server, pairing(house.folder, "--kind", "display") as terminal:
        display = await claimed_by(terminal, DeviceKind.DISPLAY)

        assert await terminal.types(answer) == pair.EXIT_REFUSED

        assert "Nobody was let in" in terminal.said
        with pytest.raises(PairingRejected):
            await collect(display)
        devices = await server.writer.look(lambda unit: unit.all(Device))
        assert "Display" not in {device.name for device in devices}


async def test_a_kiosk_is_added_to_a_clinic(house: House) -> None:
    async with (
        serving(house.folder) as server,
        pairing(house.folder, "--kind", "kiosk", "--name", "Entrance", "--place", "Hall") as terminal,
    ):
        kiosk = await claimed_by(terminal, DeviceKind.KIOSK)
        assert await terminal.types("Yes") == 0
        assert "Entrance is paired." in terminal.said

        identity = await collect(kiosk)
        known = await server.writer.look(lambda unit: unit.need(Device, identity.device_id))
        assert (known.name, known.place, known.kind) == ("Entrance", "Hall", DeviceKind.KIOSK)


async def test_an_empty_box_says_that_it_takes_a_desk_first(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with serving(folder), pairing(folder, "--kind", "kiosk") as terminal:
        assert await terminal.types("") == pair.EXIT_REFUSED

    assert terminal.said == "The server refused: an empty box takes a desk first (see --kind).\n"


async def test_without_a_server_it_says_what_to_do(tmp_path: Path) -> None:
    async with pairing(tmp_path) as terminal:
        assert await terminal.types("") == pair.EXIT_NO_SERVER

    assert "Start the server first" in terminal.said
