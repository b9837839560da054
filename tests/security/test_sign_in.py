"""Attacks on who people are: guessing, telling accounts apart, stolen and copied tokens, the same code twice."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from clinic_server.actor import Actor, Role
from clinic_server.handlers import hasher
from clinic_server.handlers.preparer import MOST_HASHES_OF_A_SOURCE, MOST_HASHES_WAITING
from clinic_server.store.journal import decode_event
from shared.protocol.clinic import FoundClinic, WrongSetupCode
from shared.protocol.credential import ConfirmTotp, StartTotp
from shared.protocol.device import DeviceKind
from shared.protocol.refusal import TryLater
from shared.protocol.session import EndSession, ListSessions, NotSignedIn, OpenProgramSession, SignInFailed, WrongLogin
from shared.protocol.staff import DeactivateStaff, Staff
from tests.asking import ask
from tests.bookkeeper import Bookkeeper
from tests.clinic import LANGUAGES, PASSWORD, House, empty, pair
from tests.clinic_server.web.api.program import Program, Said, program
from tests.identities import new_identity
from tests.screen import screen
from tests.security.conftest import Target
from tests.server import serving

WRONG = "not the password"


class Counting:
    """The real hash at a small cost, that counts how often it was worked out."""

    def __init__(self) -> None:
        self.times = 0
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

    def hash(self, password: str) -> str:
        self.times += 1
        return self._hasher.hash(password)

    def verify(self, hash: str, password: str) -> bool:
        self.times += 1
        return self._hasher.verify(hash, password)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(hasher, "_argon2", counting)
    return counting


def somewhere(number: int) -> Actor:
    """Another address of the network, every time."""
    return Actor(role=Role.ANONYMOUS, address=f"192.0.2.{number}")


async def sign_in(asker: Program, login: str, password: str) -> Said:
    return await asker.post("/token", {"login": login, "password": password})


async def test_guessing_at_an_account_gets_slower_and_slower(target: Target, counting: Counting) -> None:
    async with program(target.server.address) as guesser:
        answers = [await sign_in(guesser, "amara", f"{WRONG} {number}") for number in range(6)]

    assert [answer.status for answer in answers] == [401, 401, 401, 429, 429, 429]
    assert {answer.problem for answer in answers[3:]} == {"try_later"}
    assert answers[-1].headers["Retry-After"] == "1"
    assert counting.times == 3


async def test_guesses_at_the_same_moment_are_no_way_around_it(target: Target, counting: Counting) -> None:
    async with program(target.server.address) as guesser:
        answers = await asyncio.gather(*(sign_in(guesser, "amara", f"{WRONG} {number}") for number in range(8)))

    assert Counter(answer.status for answer in answers) == {401: 3, 429: 5}


@pytest.mark.parametrize("what", ["no such account", "wrong password", "closed account", "pin from afar"])
async def test_accounts_cannot_be_told_apart(target: Target, counting: Counting, what: str) -> None:
    """By the answer, or by the time it takes: each costs one hash and one look-up."""
    login, password = {
        "no such account": ("nobody", PASSWORD),
        "wrong password": ("amara", WRONG),
        "closed account": ("bo", PASSWORD),
        "pin from afar": ("amara", "481516"),
    }[what]
    bo = target.house.staff["bo"].id
    await ask(target.server, target.house.actor("admin"), DeactivateStaff(staff_id=bo))
    async with program(target.server.address) as stranger:
        answer = await sign_in(stranger, login, password)

    assert (answer.status, answer.problem) == (401, "wrong_login")
    assert answer.json["details"] == {}
    assert counting.times == 1


async def test_delays_tell_no_accounts_apart_either(target: Target, counting: Counting) -> None:
    async with program(target.server.address) as guesser:
        for login in ("amara", "nobody"):
            answers = [await sign_in(guesser, login, WRONG) for _ in range(5)]
            assert [answer.status for answer in answers] == [401, 401, 401, 429, 429]


async def test_a_guesser_shuts_nobody_out(target: Target, counting: Counting) -> None:
    server = target.server
    at_home = somewhere(1)
    await ask(server, at_home, OpenProgramSession(login="reception", password=PASSWORD))
    for number in range(2, 40):
        for _ in range(3):
            with pytest.raises((WrongLogin, TryLater)):
                await ask(server, somewhere(number), OpenProgramSession(login="reception", password=WRONG))

    await ask(server, at_home, OpenProgramSession(login="reception", password=PASSWORD))
    with pytest.raises(TryLater) as refusal:
        await ask(server, somewhere(99), OpenProgramSession(login="reception", password=PASSWORD))
    assert refusal.value.seconds <= 5


async def test_who_keeps_guessing_is_in_the_journal_and_what_was_typed_is_not(
    house: House, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic_server.domain.delay.FREE_FAILURES", 100)  # as if the guesser had waited each time
    async with serving(house.folder) as server:
        for login in ("amara", "my secret typed into the wrong field"):
            for _ in range(7):
                with pytest.raises(WrongLogin):
                    await ask(server, somewhere(1), OpenProgramSession(login=login, password=WRONG))
        await server.writer.look(lambda unit: unit.seq)  # after all that was noted before
        rows = [decode_event(row.body) for row in server.reader.rows(0) if row.kind == "session.sign_in_failed"]

        assert rows == [
            SignInFailed(staff_id=house.staff["amara"].id, source="192.0.2.1", failures=5),
            SignInFailed(staff_id=None, source="192.0.2.1", failures=5),
        ]


async def test_a_stolen_token_is_worth_nothing_once_its_session_is_ended(target: Target) -> None:
    async with program(target.server.address, "amara") as owner:
        stolen = owner.authorization
        session = next(card["id"] for card in (await owner.get("/sessions")).json if card["is_own"])
        async with program(target.server.address, "amara") as elsewhere:
            assert (await elsewhere.ask("DELETE", f"/sessions/{session}")).status in (200, 204)

    async with program(target.server.address) as thief:
        thief.authorization = stolen
        for path in ("/sessions", "/tickets"):
            answer = await thief.get(path)
            assert (answer.status, answer.problem) == (401, "not_signed_in")


async def test_a_copied_refresh_token_ends_the_session_for_both(target: Target) -> None:
    async with program(target.server.address) as owner:
        first = (await sign_in(owner, "amara", PASSWORD)).json
        renewed = (await owner.post("/token/refresh", {"refresh_token": first["refresh_token"]})).json
        replayed = await owner.post("/token/refresh", {"refresh_token": first["refresh_token"]})
        again = await owner.post("/token/refresh", {"refresh_token": renewed["refresh_token"]})
        owner.authorization = f"Bearer {renewed['access_token']}"

        assert (replayed.status, replayed.problem) == (401, "token_refused")
        assert (again.status, again.problem) == (401, "token_refused")
        assert (await owner.get("/sessions")).status == 401


async def test_nobody_ends_the_session_of_somebody_else_by_its_id(target: Target) -> None:
    mine = await ask(target.server, target.house.actor("amara"), ListSessions())
    async with program(target.server.address, "bo") as colleague:
        answer = await colleague.ask("DELETE", f"/sessions/{mine[0].id}")

    assert (answer.status, answer.problem) == (404, "not_found")
    await ask(target.server, target.house.actor("amara"), EndSession(session_id=mine[0].id))


async def test_the_same_one_time_password_at_the_same_moment_opens_one_door(target: Target, counting: Counting) -> None:
    server, amara = target.server, target.house.actor("amara")
    secret = (await ask(server, amara, StartTotp())).secret
    phone, now = pyotp.TOTP(secret), int(datetime.now(UTC).timestamp())
    await ask(server, amara, ConfirmTotp(password=PASSWORD, secret=secret, code=phone.at(now - 30)))
    command = OpenProgramSession(login="amara", password=PASSWORD, totp=phone.at(now))

    outcomes = await asyncio.gather(
        *(ask(server, somewhere(number), command) for number in range(6)), return_exceptions=True
    )

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"TokenPair": 1, "WrongLogin": 5}


async def test_a_flood_of_sign_ins_waits_in_a_short_line(target: Target, counting: Counting) -> None:
    """The kiosk is answered afterwards as before: the target's fixture sees to that."""
    crowd = [
        ask(target.server, somewhere(1), OpenProgramSession(login=f"login {number}", password=WRONG))
        for number in range(500)
    ]
    outcomes = await asyncio.gather(*crowd, return_exceptions=True)

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {
        "WrongLogin": MOST_HASHES_OF_A_SOURCE,
        "TryLater": 500 - MOST_HASHES_OF_A_SOURCE,
    }
    crowd = [
        ask(target.server, somewhere(number), OpenProgramSession(login=f"login {number}", password=WRONG))
        for number in range(200)
    ]
    outcomes = await asyncio.gather(*crowd, return_exceptions=True)
    assert Counter(type(outcome).__name__ for outcome in outcomes) == {
        "WrongLogin": MOST_HASHES_WAITING,
        "TryLater": 200 - MOST_HASHES_WAITING,
    }


async def test_guessing_at_the_setup_code_gets_slower_too(tmp_path: Path, counting: Counting) -> None:
    async with serving(empty(tmp_path / "new")) as server:
        guess = FoundClinic(
            setup_code="00000000" if server.setup_code != "00000000" else "1",
            name="Mine",
            time_zone="UTC",
            languages=LANGUAGES,
            administrator_name="Me",
            login="me",
            password=PASSWORD,
        )
        for _ in range(3):
            with pytest.raises(WrongSetupCode):
                await ask(server, somewhere(1), guess)
        with pytest.raises(TryLater):
            await ask(server, somewhere(1), guess)
        assert counting.times == 0


async def test_a_desks_token_is_worth_nothing_at_another_desk(house: House) -> None:
    other = new_identity(DeviceKind.DESK, "Second desk")
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        pair(books, other)
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["amara"]) as owner,
        screen(server.address, device=other, token=house.tokens["amara"]) as thief,
    ):
        assert owner.mirror.all(Staff)
        assert isinstance(thief.link.state.problem, NotSignedIn)
        assert thief.mirror.all(Staff) == ()
