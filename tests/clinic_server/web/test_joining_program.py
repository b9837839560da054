"""Programs on a live connection: by an access token as they open it, or in a browser by a socket ticket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from shared.protocol.envelope import Hello, Join, Snapshot, encode
from shared.protocol.identity import new_id
from shared.protocol.ticket import IssueTicket, Slip
from shared.protocol.version import PROTOCOL_VERSION
from shared.trust.pin import pinned_context
from tests.clinic import House
from tests.clinic_server.web.api.program import program
from tests.identities import authority
from tests.server import serving
from tests.wire import Wire


@asynccontextmanager
async def joined(address: str, *, authorization: str | None = None, ticket: str | None = None) -> AsyncIterator[Wire]:
    """A connection without a certificate, up to its first frame."""
    headers = {} if authorization is None else {"Authorization": authorization}
    context = pinned_context(authority().pem)
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{address}/ws", headers=headers, ssl=context, max_msg_size=0) as socket,
    ):
        wire = Wire(socket)
        assert isinstance(await wire.hear(), Hello)
        await wire.say(encode(Join(version=PROTOCOL_VERSION, ticket=ticket)).decode())
        yield wire


async def test_a_program_joins_with_its_token_and_does_what_a_screen_can(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        joined(server.address, authorization=asker.authorization) as wire,
    ):
        snapshot = await wire.hear()
        slip = await wire.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))

    assert isinstance(snapshot, Snapshot)
    assert isinstance(slip, Slip)


async def test_a_page_joins_with_a_ticket_once(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        ticket = (await asker.post("/socket-tickets")).json["ticket"]
        async with joined(server.address, ticket=ticket) as first, joined(server.address, ticket=ticket) as second:
            assert isinstance(await first.hear(), Snapshot)
            refused = await second.refusal()

    assert refused.code == "not_signed_in"


async def test_a_token_that_is_none_opens_nothing(house: House) -> None:
    async with serving(house.folder) as server, joined(server.address, authorization="Bearer nonsense") as wire:
        refused = await wire.refusal()

    assert refused.code == "not_signed_in"


async def test_whoever_signs_out_hears_nothing_more(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        program(server.address, "amara") as other,
        joined(server.address, authorization=asker.authorization) as wire,
    ):
        assert isinstance(await wire.hear(), Snapshot)
        await asker.ask("DELETE", "/token")
        refused = await wire.refusal()
        await other.post("/tickets", {"department_id": house.departments["GM"].id, "language": "en"})
        assert await wire.answers(new_id())

    assert (refused.id, refused.code) == (None, "not_signed_in")
    assert not any('"kind":"ticket.issued"' in frame for frame in wire.said)
