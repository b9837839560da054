"""A start that cannot be: a sentence that says what to do, an exit code of its own, and nothing harmed."""

import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_server.__main__ import main
from clinic_server.store import backup
from clinic_server.store.opening import open_store
from shared.protocol.ticket import IssueTicket
from tests.clinic import House
from tests.screen import screen
from tests.server import serving

Start = Callable[..., tuple[int, str]]

is_damaged = pytest.mark.expects_warnings("CRITICAL .* the database is damaged")


@pytest.fixture
def start(capsys: pytest.CaptureFixture[str]) -> Start:
    """The real program, which fails: its exit code and what it said."""

    def start(folder: Path, *options: str) -> tuple[int, str]:
        code = main(["--data", str(folder), "--port", "0", "--no-announce", *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "ready" not in said.out
        return code, said.err

    return start


def change(house: House, statement: str) -> None:
    with sqlite3.connect(house.database) as connection:
        connection.execute(statement)
    connection.close()


def moved_aside(house: House) -> list[Path]:
    return [file for file in house.folder.glob("clinic.db.damaged-*") if file.name.endswith("Z")]


async def works(house: House) -> None:
    """The clinic gives out its first number."""
    async with serving(house.folder) as server, screen(server.address, device=house.kiosk) as kiosk:
        slip = await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        assert slip.ticket.label == "GM-001"


def test_a_taken_port_is_named(house: House, start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        code, said = start(house.folder, "--port", str(port))

    assert code == 3
    assert f"cannot listen on 127.0.0.1:{port}" in said
    assert "another port with --port" in said


@pytest.mark.parametrize("host", ["192.0.2.77", "no such host"])
def test_an_address_that_is_not_this_machines_is_named(house: House, start: Start, host: str) -> None:
    code, said = start(house.folder, "--host", host)

    assert code == 3
    assert f"cannot listen on {host}" in said
    assert "--host" in said


def test_a_second_server_on_the_same_folder_is_turned_away(house: House, start: Start) -> None:
    first = open_store(house.folder)
    code, said = start(house.folder)
    first.close()

    assert code == 4
    assert f"another server works on {house.folder}" in said
    assert "--data" in said


@is_damaged
def test_garbage_is_moved_aside_and_the_way_back_is_said(house: House, start: Start) -> None:
    good = backup.make(house.database, house.folder / backup.FOLDER, "night")
    house.database.write_bytes(b"garbage" * 1_000)

    code, said = start(house.folder)

    (aside,) = moved_aside(house)
    assert code == 5
    assert aside.read_bytes() == b"garbage" * 1_000
    assert f"now lies at {aside}" in said
    assert f"cp {good} {house.database}" in said


@is_damaged
async def test_after_the_copy_the_clinic_goes_on(house: House) -> None:
    good = backup.make(house.database, house.folder / backup.FOLDER, "night")
    house.database.write_bytes(b"garbage" * 1_000)
    with pytest.raises(Exception, match="not a database"):
        open_store(house.folder)

    house.database.write_bytes(good.read_bytes())

    await works(house)


@is_damaged
def test_garbage_without_a_backup_says_so(house: House, start: Start) -> None:
    house.database.write_bytes(b"garbage" * 1_000)

    code, said = start(house.folder)

    assert code == 5
    assert "There is no backup" in said


@is_damaged
def test_a_broken_journal_stops_the_start(house: House, start: Start) -> None:
    change(house, "UPDATE journal SET actor = 'nobody' WHERE seq = 2")

    code, said = start(house.folder)

    assert code == 5
    assert "the journal is broken at row 2" in said


def test_a_database_of_a_newer_server_is_left_alone(house: House, start: Start) -> None:
    change(house, "UPDATE alembic_version SET version_num = '9999'")

    code, said = start(house.folder)

    assert code == 6
    assert "9999" in said
    assert moved_aside(house) == []


def test_a_folder_that_cannot_be_is_named(tmp_path: Path, start: Start) -> None:
    (tmp_path / "file").touch()

    code, said = start(tmp_path / "file")

    assert code == 70
    assert str(tmp_path / "file") in said


def test_a_file_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path, start: Start) -> None:
    (tmp_path / "clinic.db").mkdir()

    code, said = start(tmp_path)

    assert code == 70
    assert "unable to open database file" in said
    assert "make room or rights" in said


def test_a_bad_setting_is_said_in_a_sentence(tmp_path: Path, start: Start) -> None:
    code, said = start(tmp_path, "--port", "70000")

    assert code == 2
    assert said.strip() == "port: 70000 is not between 0 and 65535. See clinic-server --help."
