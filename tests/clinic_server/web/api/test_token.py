"""How a program gets its tokens over HTTP, renews them and gives them back."""

from tests.clinic import PASSWORD, House
from tests.clinic_server.web.api.program import program
from tests.server import serving


async def test_a_program_signs_in_renews_and_signs_out(house: House) -> None:
    async with serving(house.folder) as server, program(server.address) as asker:
        opened = await asker.post("/token", {"login": "reception", "password": PASSWORD, "label": "Hospital system"})
        renewed = await asker.post("/token/refresh", {"refresh_token": opened.json["refresh_token"]})
        asker.authorization = f"Bearer {renewed.json['access_token']}"
        sessions = await asker.get("/sessions")
        ended = await asker.ask("DELETE", "/token")
        after = await asker.get("/sessions")

    assert (opened.status, opened.json["token_type"], opened.json["expires_in"]) == (200, "Bearer", 600)
    assert renewed.status == 200
    assert "Hospital system" in [session["label"] for session in sessions.json if session["is_own"]]
    assert (ended.status, after.status) == (204, 401)


async def test_a_refresh_token_that_comes_back_ends_the_session(house: House) -> None:
    async with serving(house.folder) as server, program(server.address) as asker:
        opened = await asker.post("/token", {"login": "reception", "password": PASSWORD})
        renewed = await asker.post("/token/refresh", {"refresh_token": opened.json["refresh_token"]})
        stolen = await asker.post("/token/refresh", {"refresh_token": opened.json["refresh_token"]})
        asker.authorization = f"Bearer {renewed.json['access_token']}"
        after = await asker.get("/departments")

    assert (stolen.status, stolen.problem) == (401, "token_refused")
    assert after.status == 401


async def test_whoever_guesses_is_told_when_to_come_again(house: House) -> None:
    async with serving(house.folder) as server, program(server.address) as asker:
        wrong = {"login": "reception", "password": "not the password"}
        said = [await asker.post("/token", wrong) for _ in range(6)]

    assert (said[0].status, said[0].problem) == (401, "wrong_login")
    assert (said[-1].status, said[-1].problem) == (429, "try_later")
    assert int(said[-1].headers["Retry-After"]) >= 1


async def test_a_desks_token_is_no_programs(house: House) -> None:
    async with serving(house.folder) as server, program(server.address) as asker:
        asker.authorization = f"Bearer {house.tokens['admin']}"
        said = await asker.get("/departments")

    assert (said.status, said.problem) == (401, "not_signed_in")
