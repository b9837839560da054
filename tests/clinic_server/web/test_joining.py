"""Joining while much happens: one snapshot, then every event once and in order; and screens that cannot keep up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from clinic_server.app import Running
from clinic_server.web.line import LARGEST_BACKLOG_BYTES
from clinic_server.web.session import LiveSession
from shared.protocol.clinic import ChangeClinic, Clinic
from shared.protocol.device import Presence
from shared.protocol.envelope import DERIVED, Notice, Snapshot, decode_server_frame
from shared.protocol.identity import new_id
from shared.protocol.queue import Queue
from shared.protocol.refusal import Unreachable
from shared.protocol.ticket import IssueTicket, Ticket
from shared.protocol.version import LARGEST_FRAME_BYTES
from tests.clinic import House
from tests.screen import Screen, screen
from tests.server import serving
from tests.wire import Wire, wire

LONG_TICKER = ("x" * 1_000,) * (LARGEST_FRAME_BYTES * 3 // 4_000)


@pytest.fixture
async def server(house: House) -> AsyncIterator[Running]:
    async with serving(house.folder) as running:
        yield running


async def issue_many(server: Running, house: House, times: int) -> None:
    """A crowd at the kiosks: several at a time, without a pause."""
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en")

    async def one_kiosk() -> None:
        for _ in range(times // 8):
            await server.writer.answer(house.at_kiosk, issue, new_id())

    await asyncio.gather(*(one_kiosk() for _ in range(8)))


async def test_who_joins_in_the_middle_of_a_crowd_misses_nothing_and_hears_nothing_twice(
    house: House, server: Running
) -> None:
    crowd = asyncio.create_task(issue_many(server, house, 640))
    async with AsyncExitStack() as stack:
        joined: list[Wire] = []
        while not crowd.done():
            joined.append(await stack.enter_async_context(wire(server.address, device=house.display)))
        await crowd
        last = await server.writer.look(lambda unit: unit.seq)

        assert len(joined) > 3
        for one in joined:
            snapshot, *_ = [frame for frame in map(decode_server_frame, one.said) if isinstance(frame, Snapshot)]
            heard = [number.seq for number in notices(one) if number.kind != DERIVED]
            while snapshot.seq < last and (not heard or heard[-1] < last):
                frame = await one.hear()
                if isinstance(frame, Notice) and frame.kind != DERIVED:
                    heard.append(frame.seq)
            assert heard == list(range(snapshot.seq + 1, last + 1))
            assert [notice.number for notice in notices(one)] == list(range(1, len(notices(one)) + 1))


async def test_what_a_snapshot_held_before_it_was_published_is_not_news_again(
    house: House, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
    committed: list[Any] = []  # Any: only handed on
    async with wire(server.address, device=house.display):
        pass  # it is registered now
    await server.writer.answer(house.at_kiosk, issue)
    with monkeypatch.context() as patch:
        patch.setattr(server.writer, "_publish", committed.append)  # the moment between commit and publishing, held
        await server.writer.answer(house.at_kiosk, issue)
        async with wire(server.address, device=house.display) as display:
            assert '"GM-002"' in display.said[-1]
            server.hub.publish(committed[0])
            patch.undo()
            await server.writer.answer(house.at_kiosk, issue)

            await display.until("ticket.issued")
            assert '"GM-003"' in display.said[-1]


def notices(one: Wire) -> list[Notice]:
    return [frame for frame in map(decode_server_frame, one.said) if isinstance(frame, Notice)]


async def test_whoever_listened_knows_what_a_newcomer_is_told(house: House, server: Running) -> None:
    async with AsyncExitStack() as stack:
        early = await stack.enter_async_context(screen(server.address, device=house.display))
        staff = await stack.enter_async_context(screen(server.address, token=house.tokens["amara"]))
        await issue_many(server, house, 80)
        for shown in (early, staff):
            await shown.until(lambda shown=shown: waiting(shown, house) == 80)  # type: ignore[misc]  # a bound default
        late = await stack.enter_async_context(screen(server.address, device=house.display))
        late_staff = await stack.enter_async_context(screen(server.address, token=house.tokens["amara"]))

        for old, new in ((early, late), (staff, late_staff)):
            known = {(type(value), value.id): value for change in old.heard for value in change.values}
            assert len(new.heard[0].values) > 80
            assert [value for value in new.heard[0].values if known[type(value), value.id] != value] == []


def waiting(shown: Screen, house: House) -> int | None:
    queue = shown.mirror.get(Queue, house.departments["GM"].id)
    return None if queue is None else queue.waiting


async def test_a_screen_that_stops_reading_is_cut_off_and_the_others_hear_everything(
    house: House, server: Running
) -> None:
    async with (
        screen(server.address, device=house.display) as display,
        screen(server.address, token=house.tokens["admin"]) as admin,
        wire(server.address, device=house.kiosk) as stalled,
    ):
        assert stalled.socket._conn is not None
        assert stalled.socket._conn.transport is not None
        stalled.socket._conn.transport.pause_reading()
        lagging = next(session for session in sessions(server) if session._actor.id == house.kiosk.device_id)
        transport = lagging._line.request.transport
        assert transport is not None
        largest, changes = 0, 0
        while not transport.is_closing():
            changes += 1
            await admin.ask(ChangeClinic(ticker={"en": (str(changes), *LONG_TICKER)}))
            largest = max(largest, 0 if transport.is_closing() else transport.get_write_buffer_size())
            assert changes < 2_000

        await display.until(lambda: display.kinds.count("clinic.changed") == changes)
        assert largest <= LARGEST_BACKLOG_BYTES + 2 * LARGEST_FRAME_BYTES
        await admin.until(lambda: [presence.is_live for presence in admin.mirror.all(Presence)].count(False) == 1)
        assert lagging not in sessions(server)
        # It comes back by snapshot, as if nothing had been.
        async with screen(server.address, device=house.kiosk) as again:
            assert again.mirror.all(Clinic) == display.mirror.all(Clinic)
        stalled.socket._conn.transport.abort()


def sessions(server: Running) -> list[LiveSession]:
    """The live sessions that hear of changes."""
    listeners = {listener for listeners in server.hub._listeners.values() for listener in listeners}
    return [listener for listener in listeners if isinstance(listener, LiveSession)]


async def test_a_desk_that_asks_faster_than_it_listens_is_answered_in_the_end(house: House, server: Running) -> None:
    async with wire(server.address, device=house.kiosk) as kiosk:
        ids = [new_id() for _ in range(300)]
        for id in ids:
            command = f'{{"type":"ticket.issue","department_id":"{house.departments["GM"].id}","language":"en"}}'
            await kiosk.say(f'{{"type":"request","id":"{id}","command":{command}}}')
        missing = {str(id) for id in ids}
        while missing:
            missing.discard(str(getattr(await kiosk.hear(), "id", "")))

    assert await server.writer.look(lambda unit: len(unit.all(Ticket))) == len(ids)


async def test_a_silent_newcomer_holds_nobody_up(house: House, server: Running) -> None:
    async with wire(server.address, joins=False), screen(server.address, device=house.kiosk) as kiosk:
        await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        assert len(sessions(server)) == 1


async def test_what_never_comes_is_said_to_be_unreachable(house: House, server: Running) -> None:
    async with screen(server.address, device=house.kiosk) as kiosk:
        await kiosk.link.reconnect()
        with pytest.raises(Unreachable):
            await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"), within=0.0)
