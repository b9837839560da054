"""What lies on the disk and in the list of processes: nothing of it is another account's to read."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from shared.protocol.ticket import IssueTicket
from tests.clinic import House
from tests.screen import screen
from tests.server import server_process

PROGRAMS = ("clinic_server", "kiosk", "display", "desk")


async def test_nobody_else_can_read_the_data_folder(house: House) -> None:
    """Although the account that starts the server lets others read what it makes."""
    before = os.umask(0o022)
    try:
        async with server_process(house.folder) as server:
            async with screen(server.address, device=house.kiosk) as kiosk:
                await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
            found = {path: stat.S_IMODE(path.lstat().st_mode) for path in house.folder.rglob("*")}
            server.stop()
            await server.ended()
    finally:
        os.umask(before)

    assert any(path.name.endswith("-wal") for path in found)
    readable = {path.name: oct(mode) for path, mode in found.items() if mode & 0o077}
    readable.pop("authority.pem", None)  # every client is given it
    assert readable == {}


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_secret_is_said_on_a_command_line(program: str) -> None:
    """Every account of a machine can read every process's arguments."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", program, "--help"]

    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT).stdout

    options = {word.strip(",") for word in told.split() if word.startswith("--")}
    assert [option for option in options if any(word in option for word in SECRET_WORDS)] == []


ROOT = Path(__file__).parents[2]
SECRET_WORDS = ("password", "pin", "code", "secret", "token", "key", "credential")
