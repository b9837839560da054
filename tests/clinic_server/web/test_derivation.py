"""What is derived from the lines: told soon after every change, as it then is; by the clock where nothing happens."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from clinic_server.web import derivation
from shared.protocol.call import CallNext, Why
from shared.protocol.department import ChangeDepartment, CloseDepartment, OpenDepartment, PauseDepartment
from shared.protocol.priority import Priority
from shared.protocol.queue import NextUp, Queue
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import HoldTicket, IssueTicket, MissTicket, ResumeTicket, ReturnTicket, TransferTicket
from tests.clinic import House
from tests.screen import Screen, screen
from tests.server import Clock, serving


def queue(shown: Screen, id: UUID) -> Queue:
    found = shown.mirror.get(Queue, id)
    assert found is not None
    return found


def next_up(shown: Screen, id: UUID) -> NextUp:
    found = shown.mirror.get(NextUp, id)
    assert found is not None
    return found


async def test_a_line_is_told_as_it_now_is(house: House) -> None:
    general, children = house.departments["GM"].id, house.departments["PED"].id
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        screen(server.address, token=house.tokens["amara"]) as amara,
        screen(server.address, token=house.tokens["chen"]) as chen,
    ):
        amara_id, chen_id = house.staff["amara"].id, house.staff["chen"].id
        issue = IssueTicket(department_id=general, language="en")
        tickets = [(await kiosk.ask(issue)).ticket for _ in range(10)]
        await kiosk.until(lambda: queue(kiosk, general).waiting == 10)
        assert queue(kiosk, general).next_labels == tuple(f"GM-{number:03d}" for number in range(1, 9))
        await amara.until(lambda: next_up(amara, amara_id).waiting == 10)
        assert next_up(amara, amara_id).ticket_id == tickets[0].id

        await amara.ask(ChooseRoom(room_id=house.rooms["1"].id))
        called = await amara.ask(CallNext())
        await amara.ask(MissTicket(ticket_id=called.id))
        await amara.ask(HoldTicket(ticket_id=tickets[1].id))
        await amara.ask(TransferTicket(ticket_id=tickets[2].id, department_id=children))
        await kiosk.until(lambda: queue(kiosk, general).waiting == 7 and queue(kiosk, children).waiting == 1)
        await amara.until(lambda: next_up(amara, amara_id).ticket_id == tickets[3].id)
        assert (next_up(amara, amara_id).missed, next_up(amara, amara_id).on_hold) == (1, 1)
        # Dr Chen sees children and everybody else: whoever is due first in both lines.
        await chen.until(lambda: next_up(chen, chen_id).waiting == 8)

        await amara.ask(ResumeTicket(ticket_id=tickets[1].id))
        await amara.ask(ReturnTicket(ticket_id=called.id))
        await kiosk.until(lambda: queue(kiosk, general).waiting == 9)
        assert queue(kiosk, general).next_labels[:3] == ("GM-002", "GM-004", "GM-001")


async def test_a_doctor_is_told_why_somebody_is_next(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["amara"]) as amara:
        amara_id, general = house.staff["amara"].id, house.departments["GM"].id
        await amara.ask(IssueTicket(department_id=general, language="en"))
        only_for_bo = IssueTicket(department_id=general, language="en", doctor_id=house.staff["bo"].id)
        await amara.ask(only_for_bo)
        urgent = IssueTicket(department_id=general, language="en", priority=Priority.HIGH, priority_reason="fever")
        third = await amara.ask(urgent)

        await amara.until(lambda: next_up(amara, amara_id).ticket_id == third.ticket.id)
        reason = next_up(amara, amara_id).reason
        assert reason is not None
        assert (reason.why, reason.other_label) == (Why.DUE, "GM-001")

        await amara.ask(ChooseRoom(room_id=house.rooms["1"].id))
        for _ in range(2):
            called = await amara.ask(CallNext())
            await amara.ask(MissTicket(ticket_id=called.id))
        await amara.until(lambda: next_up(amara, amara_id).missed == 2)
        assert next_up(amara, amara_id).ticket_id is None
        assert next_up(amara, amara_id).for_others == {"Dr Bo": 1}


async def test_a_department_shows_whether_it_takes_somebody(house: House) -> None:
    general = house.departments["GM"].id
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        screen(server.address, token=house.tokens["admin"]) as admin,
    ):
        await kiosk.until(lambda: kiosk.mirror.all(Queue))
        for closing in (PauseDepartment(department_id=general), CloseDepartment(department_id=general)):
            await admin.ask(closing)
            await kiosk.until(lambda: not queue(kiosk, general).is_taking)
            await admin.ask(OpenDepartment(department_id=general))
            await kiosk.until(lambda: queue(kiosk, general).is_taking)

        await admin.ask(ChangeDepartment(department_id=general, daily_quota=1))
        await kiosk.until(lambda: queue(kiosk, general).quota_left == 1)
        await kiosk.ask(IssueTicket(department_id=general, language="en"))
        await kiosk.until(lambda: queue(kiosk, general).quota_left == 0)
        assert not queue(kiosk, general).is_taking


async def test_a_pause_ends_by_the_clock_however_busy_the_others_are(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derivation, "REFRESH_SECONDS", 0.2)
    clock = Clock(datetime.now(UTC))
    general, children = house.departments["GM"].id, house.departments["PED"].id
    async with (
        serving(house.folder, clock=clock) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        screen(server.address, token=house.tokens["admin"]) as admin,
    ):
        await admin.ask(PauseDepartment(department_id=children, until=clock.now + timedelta(minutes=5)))
        await kiosk.until(lambda: not queue(kiosk, children).is_taking)

        clock.now += timedelta(minutes=5)
        while not queue(kiosk, children).is_taking:  # every moment something happens elsewhere
            await kiosk.ask(IssueTicket(department_id=general, language="en"))
