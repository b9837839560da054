"""The rush: two doctors press "next" in the same instant, a thousand times; three hundred touches come at once."""

import asyncio
from collections import Counter
from pathlib import Path

from shared.protocol.call import Call, CallNext, NobodyWaiting
from shared.protocol.identity import new_id
from shared.protocol.queue import Queue
from shared.protocol.staff import ChooseRoom
from shared.protocol.ticket import IssueTicket, MissTicket, Ticket
from tests.clinic import House, furnish
from tests.screen import Screen, screen
from tests.server import serving

ROUNDS = 1_000
CROWD = 999
"""As many numbers as a department has in a day."""


async def test_two_doctors_press_next_at_once_a_thousand_times_and_never_get_the_same_patient(tmp_path: Path) -> None:
    both = ("GM", "PED")
    house = furnish(tmp_path, doctors={"amara": ("Dr Amara", both), "bo": ("Dr Bo", both)})
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.display) as display,
        screen(server.address, token=house.tokens["amara"]) as amara,
        screen(server.address, token=house.tokens["bo"]) as bo,
    ):
        doctors = (amara, bo)
        issues = [IssueTicket(department_id=department.id, language="en") for department in house.departments.values()]
        crowd = await asyncio.gather(
            *(server.writer.answer(house.at_kiosk, issue, new_id()) for issue in issues for _ in range(CROWD))
        )
        for doctor, room in zip(doctors, ("1", "2"), strict=True):
            await doctor.ask(ChooseRoom(room_id=house.rooms[room].id))

        called: list[Ticket] = []
        left_empty = 0
        for _ in range(ROUNDS):
            for result in await asyncio.gather(*(next_one(doctor) for doctor in doctors)):
                if result is None:
                    left_empty += 1
                else:
                    called.append(result)

        # Everybody was called once, by one of the two; the very last presses found nobody.
        assert max(Counter(ticket.id for ticket in called).values()) == 1
        assert len(called) == len(crowd)
        assert left_empty == 2 * ROUNDS - len(crowd)
        assert {ticket.room_id for ticket in called} == {house.rooms["1"].id, house.rooms["2"].id}
        await display.until(lambda: display.kinds.count("call.called") == len(crowd))
        calls = [value.label for change in display.heard for value in change.values if isinstance(value, Call)]
        assert len(set(calls)) == len(crowd)


async def next_one(doctor: Screen) -> Ticket | None:
    """Press "next"; nobody comes, so the room is free for the next press."""
    try:
        ticket = await doctor.ask(CallNext())
    except NobodyWaiting:
        return None
    await doctor.ask(MissTicket(ticket_id=ticket.id))
    return ticket


async def test_three_hundred_touches_and_their_second_taps_give_every_number_once(house: House) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, device=house.kiosk) as first,
        screen(server.address, device=house.display) as display,
    ):
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
        touches = [new_id() for _ in range(300)]
        # Every third touch is felt twice.
        taps = [touch for number, touch in enumerate(touches) for _ in range(2 if number % 3 == 0 else 1)]

        slips = await asyncio.gather(*(first.ask(issue, request_id=touch) for touch in taps))

        labels = {slip.ticket.label for slip in slips}
        assert len(slips) == 400
        assert labels == {f"GM-{number:03d}" for number in range(1, 301)}
        await display.until(lambda: [queue.waiting for queue in display.mirror.all(Queue)].count(300) == 1)
