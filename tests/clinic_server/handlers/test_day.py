"""The turn of the day, with people in the clinic: by the clinic's wall clock, wherever it is, and never backwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from clinic_server.app import Running
from shared.protocol.call import Call, CallNext
from shared.protocol.clinic import BusinessDay, ConfirmDate, DateNotConfirmed
from shared.protocol.queue import Queue
from shared.protocol.refusal import BadValue
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import (
    FinishTicket,
    HoldTicket,
    IssueTicket,
    StartTicket,
    Ticket,
    TicketStatus,
    UndoTicket,
    UndoTooLate,
)
from shared.protocol.visit import Visit
from tests.clinic import House, furnish
from tests.screen import Screen, screen
from tests.server import Clock, serving

DAY = timedelta(days=1)


class Scene:
    """A clinic whose clock the test sets, with a kiosk, a display, reception and a doctor in room 1."""

    def __init__(self, house: House, clock: Clock, server: Running) -> None:
        self.house = house
        self.clock = clock
        self.server = server
        self.kiosk: Screen
        self.display: Screen
        self.reception: Screen
        self.amara: Screen

    async def issue(self) -> Ticket:
        command = IssueTicket(department_id=self.house.departments["GM"].id, language="en")
        return (await self.kiosk.ask(command)).ticket

    async def until_day(self, day: date) -> None:
        for shown in (self.kiosk, self.display, self.reception):
            await shown.until(partial(is_day, shown, day), str(day))

    def status(self, id: UUID) -> TicketStatus | None:
        ticket = self.reception.mirror.get(Ticket, id)
        return None if ticket is None else ticket.status


def is_day(shown: Screen, day: date) -> bool:
    return shown.mirror.day is not None and shown.mirror.day.day == day


@asynccontextmanager
async def clinic(folder: Path, zone: str, now: datetime) -> AsyncIterator[Scene]:
    clock = Clock(now)
    house = furnish(folder, at=now - timedelta(minutes=5), zone=zone)
    async with (
        serving(folder, clock=clock) as server,
        screen(server.address, device=house.kiosk) as kiosk,
        screen(server.address, device=house.display) as display,
        screen(server.address, token=house.tokens["reception"]) as reception,
        screen(server.address, token=house.tokens["amara"]) as amara,
    ):
        scene = Scene(house, clock, server)
        scene.kiosk, scene.display, scene.reception, scene.amara = kiosk, display, reception, amara
        await amara.ask(ChooseRoom(room_id=house.rooms["1"].id))
        yield scene


@pytest.mark.parametrize(
    ("zone", "evening", "night", "days"),
    [
        # The wall says 02:59 and 03:00 at each; UTC says something else everywhere.
        ("Asia/Kathmandu", "2026-04-14T21:14:50", "2026-04-14T21:15:10", ("2026-04-14", "2026-04-15")),
        ("America/Phoenix", "2026-04-15T09:59:50", "2026-04-15T10:00:10", ("2026-04-14", "2026-04-15")),
        ("Europe/Madrid", "2026-03-29T00:59:50", "2026-03-29T01:00:10", ("2026-03-28", "2026-03-29")),
        ("Europe/Madrid", "2026-10-25T01:59:50", "2026-10-25T02:00:10", ("2026-10-24", "2026-10-25")),
    ],
    ids=["UTC+5:45", "UTC-7", "clocks go forward", "clocks go back"],
)
async def test_a_day_ends_at_three_with_people_waiting(
    tmp_path: Path, zone: str, evening: str, night: str, days: tuple[str, str]
) -> None:
    yesterday, today = (date.fromisoformat(day) for day in days)
    async with clinic(tmp_path, zone, datetime.fromisoformat(evening).replace(tzinfo=UTC)) as scene:
        await scene.until_day(yesterday)
        seen, called, waiting, held = [await scene.issue() for _ in range(4)]
        assert await scene.amara.ask(CallNext()) is not None
        await scene.amara.ask(StartTicket(ticket_id=seen.id))
        await scene.amara.ask(FinishTicket(ticket_id=seen.id))
        await scene.amara.ask(CallNext())
        await scene.amara.ask(HoldTicket(ticket_id=held.id))

        scene.clock.now = datetime.fromisoformat(night).replace(tzinfo=UTC)
        first = await scene.issue()

        # A new day, new numbers, and nobody is left over without a word.
        await scene.until_day(today)
        assert (first.label, first.business_day) == ("GM-001", today)
        reasons = await scene.server.writer.look(
            lambda unit: [unit.need(Visit, ticket.id).status_reason for ticket in (called, waiting, held)]
        )
        assert reasons == ["day_ended"] * 3
        labels = {
            ticket.id: ticket.status
            for change in scene.display.heard
            for ticket in change.values
            if isinstance(ticket, Ticket)
        }
        assert [labels[ticket.id] for ticket in (seen, called, waiting, held)] == [
            TicketStatus.DONE,
            *[TicketStatus.CANCELLED] * 3,
        ]
        # Nothing is deleted, but no screen carries yesterday along.
        kept = await scene.server.writer.look(lambda unit: unit.need(Ticket, seen.id))
        assert kept.business_day == yesterday
        assert [ticket.id for ticket in scene.display.mirror.all(Ticket)] == [first.id]
        assert scene.display.mirror.all(Call) == ()
        with pytest.raises(UndoTooLate):
            await scene.reception.ask(UndoTicket(ticket_id=waiting.id))


async def test_a_consultation_that_lasts_into_the_new_day_is_done(tmp_path: Path) -> None:
    async with clinic(tmp_path, "UTC", datetime(2026, 4, 15, 2, 59, tzinfo=UTC)) as scene:
        ticket = await scene.issue()
        await scene.amara.ask(CallNext())
        await scene.amara.ask(StartTicket(ticket_id=ticket.id))

        scene.clock.now += timedelta(minutes=5)
        await scene.issue()

        await scene.until_day(date(2026, 4, 15))
        ended = await scene.server.writer.look(lambda unit: unit.need(Ticket, ticket.id))
        assert ended.status is TicketStatus.DONE
        assert (await scene.amara.ask(CallNext())).label == "GM-001"


async def test_an_hour_back_on_the_same_day_is_no_matter(tmp_path: Path) -> None:
    async with clinic(tmp_path, "Europe/Madrid", datetime(2026, 4, 14, 9, tzinfo=UTC)) as scene:
        await scene.issue()
        scene.clock.now -= timedelta(hours=1)

        assert (await scene.issue()).label == "GM-002"


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Europe/Madrid", datetime(2026, 4, 14, 9, tzinfo=UTC)),
        # Here the clinic's day is another one than UTC's.
        ("Asia/Kathmandu", datetime(2026, 4, 13, 22, tzinfo=UTC)),
        ("America/Phoenix", datetime(2026, 4, 15, 2, tzinfo=UTC)),
    ],
    ids=["Madrid", "Kathmandu", "Phoenix"],
)
async def test_a_clock_set_back_a_day_stops_numbers_until_staff_confirm_the_date(
    tmp_path: Path, zone: str, now: datetime
) -> None:
    right, wrong = date(2026, 4, 14), date(2026, 4, 13)
    async with clinic(tmp_path, zone, now) as scene:
        waiting = await scene.issue()
        scene.clock.now -= DAY

        with pytest.raises(DateNotConfirmed) as refusal:
            await scene.issue()
        assert (refusal.value.clock_day, refusal.value.last_day) == (wrong, right)
        with pytest.raises(DateNotConfirmed):
            await scene.amara.ask(CallNext())
        with pytest.raises(BadValue):
            await scene.reception.ask(ConfirmDate(day=right))

        confirmed = await scene.reception.ask(ConfirmDate(day=refusal.value.clock_day))
        assert confirmed.day == wrong
        await scene.until_day(wrong)
        await scene.kiosk.until(lambda: all(queue.is_taking for queue in scene.kiosk.mirror.all(Queue)))

        # Who waited goes on waiting, first in line; the numbers of that day go on where they were.
        fresh = await scene.issue()
        assert (fresh.label, fresh.business_day) == ("GM-001", wrong)
        assert scene.status(waiting.id) is TicketStatus.WAITING
        assert (await scene.amara.ask(CallNext())).id in (waiting.id, fresh.id)


async def test_a_confirmed_date_outlives_a_restart(tmp_path: Path) -> None:
    now = datetime(2026, 4, 14, 9, tzinfo=UTC)
    async with clinic(tmp_path, "Europe/Madrid", now) as scene:
        house = scene.house
        await scene.issue()
        scene.clock.now -= DAY
        await scene.reception.ask(ConfirmDate(day=date(2026, 4, 13)))
        assert (await scene.issue()).label == "GM-001"

    async with (
        serving(tmp_path, clock=Clock(now - DAY + timedelta(hours=1))) as server,
        screen(server.address, device=house.kiosk) as kiosk,
    ):
        assert is_day(kiosk, date(2026, 4, 13))
        assert [day.closed_at for day in kiosk.mirror.all(BusinessDay)] == [None]
        command = IssueTicket(department_id=house.departments["GM"].id, language="en")
        assert (await kiosk.ask(command)).ticket.label == "GM-002"


async def test_when_the_clock_is_right_again_the_day_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    async with clinic(tmp_path, "Europe/Madrid", datetime(2026, 4, 14, 9, tzinfo=UTC)) as scene:
        waiting = await scene.issue()
        scene.clock.now -= DAY
        with pytest.raises(DateNotConfirmed):
            await scene.issue()

        scene.clock.now += DAY + timedelta(minutes=1)

        assert (await scene.issue()).label == "GM-002"
        assert (await scene.amara.ask(CallNext())).id == waiting.id


async def test_a_date_confirmed_by_mistake_ends_when_the_clock_is_right_and_no_number_comes_twice(
    tmp_path: Path,
) -> None:
    async with clinic(tmp_path, "Europe/Madrid", datetime(2026, 4, 14, 9, tzinfo=UTC)) as scene:
        first = await scene.issue()
        scene.clock.now -= DAY
        await scene.reception.ask(ConfirmDate(day=date(2026, 4, 13)))
        await scene.issue()

        scene.clock.now += DAY + timedelta(hours=1)
        later = await scene.issue()

        assert (later.label, later.business_day) == ("GM-002", date(2026, 4, 14))
        # Who waited was closed with a reason, as at the end of every day, and can be taken back on the day.
        await scene.reception.ask(UndoTicket(ticket_id=first.id))
        assert (await scene.amara.ask(CallNext())).id == first.id


async def test_a_box_that_was_off_for_days_opens_today(tmp_path: Path) -> None:
    now = datetime(2026, 4, 14, 9, tzinfo=UTC)
    async with clinic(tmp_path, "Europe/Madrid", now) as scene:
        house = scene.house
        old = await scene.issue()

    async with (
        serving(tmp_path, clock=Clock(now + 5 * DAY)) as server,
        screen(server.address, device=house.display) as display,
    ):
        await display.until(lambda: is_day(display, date(2026, 4, 19)))
        ended = await server.writer.look(lambda unit: unit.need(Ticket, old.id))
        assert ended.status is TicketStatus.CANCELLED
