"""`clinic-server recover`: the way in when nobody can sign in who could help."""

import asyncio

import pytest

from clinic_server.command import recover
from shared.protocol.credential import Credential
from shared.protocol.session import NewPasswordNeeded, SignIn
from tests.clinic import House
from tests.screen import screen
from tests.server import serving


async def test_an_administrator_gets_in_again(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(house.folder) as server:
        code = await asyncio.to_thread(recover.main, ["--data", str(house.folder), "Admin"])
        said = capsys.readouterr().out
        password = said.partition("signs in with ")[2].partition(" until")[0]
        admin = house.staff["admin"].id
        credential = await server.writer.look(lambda unit: unit.need(Credential, admin))
        async with screen(server.address) as desk:
            with pytest.raises(NewPasswordNeeded):
                await desk.ask(SignIn(login="admin", password=password))
        rows = [row.actor for row in server.reader.rows(0) if row.kind == "credential.changed"]

    assert code == 0
    assert said.startswith("Administrator signs in with ")
    assert credential.one_time_until is not None
    assert rows == ["console"]


async def test_an_unknown_login_is_said_to_be_one(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(house.folder):
        code = await asyncio.to_thread(recover.main, ["--data", str(house.folder), "nobody"])

    assert code == recover.EXIT_REFUSED
    assert capsys.readouterr().err == "No account has the login nobody.\n"


def test_without_a_server_it_says_what_to_do(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert recover.main(["--data", str(house.folder), "admin"]) == recover.EXIT_NO_SERVER
    assert "Start the server first" in capsys.readouterr().err
