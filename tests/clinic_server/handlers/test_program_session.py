"""Programs' sessions, by the real preparation and the real writer: opened, renewed, copied, ended."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from clinic_server.actor import Actor, Role
from clinic_server.app import Running
from clinic_server.handlers.program_session import LONGEST, UNUSED_LASTS
from clinic_server.store.journal import decode_event
from clinic_server.trust.token import ACCESS_LASTS, LEEWAY, Tokens
from shared.protocol.session import (
    EndSession,
    ListSessions,
    NotSignedIn,
    OpenProgramSession,
    RefreshSession,
    SessionClosed,
    SessionEnd,
    SessionKind,
    TokenPair,
    TokenRefused,
    WrongLogin,
)
from shared.protocol.ticket import IssueTicket
from tests.asking import ask
from tests.clinic import PASSWORD, House
from tests.server import Clock, serving

PROGRAM = Actor(role=Role.ANONYMOUS, address="192.0.2.9")


@pytest.fixture
async def server(house: House) -> AsyncIterator[Running]:
    async with serving(house.folder) as running:
        yield running


async def opened(server: Running, login: str = "reception") -> TokenPair:
    return await ask(server, PROGRAM, OpenProgramSession(login=login, password=PASSWORD, label="Hospital system"))


def actor_of(house: House, server: Running, pair: TokenPair) -> Actor:
    """Who asks with an access token, as the API finds out."""
    access = Tokens(house.folder).read_access(pair.access_token, server.hub.at)  # type: ignore[arg-type]  # it has begun
    return Actor(role=Role(access.role.value), id=access.staff_id, session_id=access.session_id)


async def test_a_program_acts_for_the_person_who_let_it(house: House, server: Running) -> None:
    pair = await opened(server)
    actor = actor_of(house, server, pair)

    await ask(server, actor, IssueTicket(department_id=house.departments["GM"].id, language="en"))
    cards = await ask(server, actor, ListSessions())

    assert (pair.token_type, pair.expires_in) == ("Bearer", 600)
    assert actor == Actor(role=Role.RECEPTIONIST, id=house.staff["reception"].id, session_id=pair.session_id)
    assert [(card.kind, card.label, card.is_own) for card in cards] == [
        (SessionKind.PROGRAM, "Hospital system", True),
        (SessionKind.DESK, "", False),
    ]


async def test_nobody_opens_a_session_without_the_password(house: House, server: Running) -> None:
    for login in ("reception", "nobody"):
        with pytest.raises(WrongLogin):
            await ask(server, PROGRAM, OpenProgramSession(login=login, password="not the password"))


async def test_a_refresh_token_is_good_once_and_its_copy_ends_the_session(house: House, server: Running) -> None:
    first = await opened(server)
    second = await ask(server, PROGRAM, RefreshSession(refresh_token=first.refresh_token))
    actor = actor_of(house, server, second)
    await ask(server, actor, ListSessions())

    with pytest.raises(TokenRefused):
        await ask(server, PROGRAM, RefreshSession(refresh_token=first.refresh_token))

    # The thief and the robbed are the same to the box: neither goes on.
    with pytest.raises(TokenRefused):
        await ask(server, PROGRAM, RefreshSession(refresh_token=second.refresh_token))
    with pytest.raises(NotSignedIn):
        await ask(server, actor, ListSessions())
    last = decode_event(list(server.reader.rows(0))[-1].body)
    assert isinstance(last, SessionClosed)
    assert (last.session.id, last.why) == (first.session_id, SessionEnd.TOKEN_REUSED)


async def test_invented_refresh_tokens_end_nobodys_session(house: House, server: Running) -> None:
    pair = await opened(server)
    for invented in ("", "made up", pair.access_token, pair.refresh_token[:-4] + "AAAA"):
        with pytest.raises(TokenRefused):
            await ask(server, PROGRAM, RefreshSession(refresh_token=invented))

    await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))


async def test_no_token_is_in_any_row(house: House, server: Running) -> None:
    pair = await opened(server)
    renewed = await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))

    rows = list(server.reader.rows(0))
    secrets = [token.encode() for one in (pair, renewed) for token in (one.access_token, one.refresh_token)]
    assert not any(secret in row.body for row in rows for secret in secrets)


async def test_an_ended_session_ends_at_once_for_its_program(house: House, server: Running) -> None:
    pair = await opened(server)
    actor = actor_of(house, server, pair)

    await ask(server, house.actor("admin"), EndSession(session_id=pair.session_id))

    with pytest.raises(NotSignedIn):
        await ask(server, actor, ListSessions())
    with pytest.raises(TokenRefused):
        await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))


async def test_a_program_that_is_not_heard_of_for_a_month_signs_in_again(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    async with serving(house.folder, clock=clock) as server:
        pair = await opened(server)
        clock.now += UNUSED_LASTS - timedelta(days=1)
        pair = await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))
        clock.now += UNUSED_LASTS + timedelta(minutes=1)

        with pytest.raises(TokenRefused):
            await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))


async def test_every_program_signs_in_again_once_a_year(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    async with serving(house.folder, clock=clock) as server:
        pair = await opened(server)
        steps = LONGEST // (UNUSED_LASTS / 2)
        for _ in range(steps):
            clock.now += UNUSED_LASTS / 2
            pair = await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))
        clock.now += UNUSED_LASTS / 2

        with pytest.raises(TokenRefused):
            await ask(server, PROGRAM, RefreshSession(refresh_token=pair.refresh_token))


async def test_an_access_token_lasts_ten_minutes(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    async with serving(house.folder, clock=clock) as server:
        pair = await opened(server)
        tokens = Tokens(house.folder)

        assert tokens.read_access(pair.access_token, clock.now).session_id == pair.session_id
        with pytest.raises(NotSignedIn):
            tokens.read_access(pair.access_token, clock.now + ACCESS_LASTS + 2 * LEEWAY)
