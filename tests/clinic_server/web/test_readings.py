"""What staff are shown is on record: who, what kinds, from when until when; and nothing of what it was."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from clinic_server.app import Running
from clinic_server.store.engine import reading_engine
from clinic_server.store.journal import Row, decode_event
from clinic_server.store.reading import Reader
from clinic_server.web import readings
from shared.protocol.audit import PersonalDataRead, Reading, ReadingEnded
from tests.clinic import House
from tests.screen import PATIENCE_SECONDS, screen
from tests.server import serving


@pytest.fixture
async def server(house: House) -> AsyncIterator[Running]:
    async with serving(house.folder) as running:
        yield running


def read(reader: Reader) -> list[Row]:
    return [row for row in reader.rows(0) if row.kind.startswith("audit.")]


async def until_read(server: Running, count: int) -> list[Row]:
    """Ask the writer until it has written so many; each question waits for what was noted before it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(read(server.reader)) < count:
            await server.writer.look(lambda unit: unit.seq)
    return read(server.reader)


async def test_a_desk_that_shows_patients_is_on_record_from_its_snapshot_on(house: House, server: Running) -> None:
    async with screen(server.address, token=house.tokens["amara"]):
        (row,) = await until_read(server, 1)

    event = decode_event(row.body)
    assert isinstance(event, PersonalDataRead)
    assert (event.how, event.subject_ids) == (Reading.SCREEN, ())
    assert {"patient", "visit", "clinical_note"} <= set(event.kinds)
    assert str(house.staff["amara"].id) in row.actor


async def test_its_end_is_on_record_when_it_does_not_come_back(
    house: House, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "FORGIVEN_SECONDS", 0)
    async with screen(server.address, token=house.tokens["amara"]):
        began = (await until_read(server, 1))[0]
    ended = (await until_read(server, 2))[1]

    event = decode_event(ended.body)
    assert isinstance(event, ReadingEnded)
    assert event.since <= began.at
    assert ended.actor == began.actor


async def test_a_line_that_breaks_for_a_moment_writes_nothing_more(house: House, server: Running) -> None:
    for _ in range(3):
        async with screen(server.address, token=house.tokens["amara"]):
            await until_read(server, 1)

    assert len(await until_read(server, 1)) == 1


async def test_signing_out_ends_it_for_good_when_the_server_stops(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["amara"]):
        await until_read(server, 1)
    reader = Reader(reading_engine(house.database))

    assert [row.kind for row in read(reader)] == ["audit.read", "audit.read_ended"]
    reader.close()


async def test_whoever_is_shown_nothing_personal_is_not_on_record(house: House, server: Running) -> None:
    async with (
        screen(server.address, device=house.display),
        screen(server.address, device=house.kiosk),
        screen(server.address),
        screen(server.address, token=house.tokens["group"]),
    ):
        await server.writer.look(lambda unit: unit.seq)

    assert await until_read(server, 0) == []


async def test_many_desks_share_a_snapshot_though_each_is_recorded(house: House, server: Running) -> None:
    before = server.hub.changed_seq
    async with (
        screen(server.address, token=house.tokens["amara"]),
        screen(server.address, token=house.tokens["bo"]),
    ):
        await until_read(server, 2)

    assert server.hub.changed_seq == before
    assert server.hub.seq >= 2
