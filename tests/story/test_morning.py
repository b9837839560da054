"""A small morning, as everybody in the clinic lives it: at the kiosk, in the waiting room, at the desks."""

import pytest

from shared.protocol.call import Call, CallNext, CallReason, NobodyWaiting, RecallTicket, Why
from shared.protocol.grammar import Value
from shared.protocol.patient import Patient
from shared.protocol.priority import Priority
from shared.protocol.queue import Queue
from shared.protocol.session import SignIn
from shared.protocol.staff import ChooseRoom, Staff
from shared.protocol.ticket import (
    CancelTicket,
    ConfirmPrint,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    MissTicket,
    PrintState,
    ResumeTicket,
    ReturnTicket,
    StartTicket,
    Ticket,
    TicketStatus,
    TransferTicket,
    UndoTicket,
)
from shared.protocol.visit import Visit
from tests.clinic import PASSWORD, House
from tests.screen import Screen, screen
from tests.server import serving


async def sign_in(desk: Screen, login: str) -> None:
    """Somebody sits down at a desk: login, password, and the desk shows the clinic."""
    signed_in = await desk.ask(SignIn(login=login, password=PASSWORD))
    await desk.sign_in_as(signed_in.token)


def on_board(display: Screen) -> list[str]:
    """The labels that the waiting room has seen called, oldest first."""
    return [call.label for call in display.mirror.all(Call)]


async def test_a_small_morning(house: House) -> None:
    general, children = house.departments["GM"], house.departments["PED"]
    async with (
        serving(house.folder) as clinic,
        screen(clinic.address, device=house.kiosk) as kiosk,
        screen(clinic.address, device=house.display) as display,
        screen(clinic.address) as reception,
        screen(clinic.address) as amara,
        screen(clinic.address) as chen,
    ):
        # Before eight: everybody signs in, the doctors choose their rooms.
        await sign_in(reception, "reception")
        await sign_in(amara, "amara")
        await sign_in(chen, "chen")
        await amara.ask(ChooseRoom(room_id=house.rooms["3"].id))
        await chen.ask(ChooseRoom(room_id=house.rooms["1"].id))
        with pytest.raises(NobodyWaiting):
            await amara.ask(CallNext())

        # Three walk-ins touch "General medicine" and each holds a slip.
        slips = []
        for language in ("en", "ar", "ne"):
            slip = await kiosk.ask(IssueTicket(department_id=general.id, language=language))
            await kiosk.ask(ConfirmPrint(ticket_id=slip.ticket.id, is_printed=True))
            slips.append(slip)
        first, second, third = (slip.ticket.id for slip in slips)
        assert [slip.ticket.label for slip in slips] == ["GM-001", "GM-002", "GM-003"]
        assert [slip.ticket.ahead_at_issue for slip in slips] == [0, 1, 2]
        await kiosk.until(lambda: waiting(kiosk, general.id) == 3)
        await display.until(lambda: status(display, third) is TicketStatus.WAITING)

        # The doctor presses "next": the board shows GM-001 and room 3, and the doctor knows why.
        called = await amara.ask(CallNext())
        assert called.label == "GM-001"
        await display.until(lambda: on_board(display) == ["GM-001"])
        assert display.mirror.all(Call)[0].room_id == house.rooms["3"].id
        await amara.until(lambda: amara.mirror.all(CallReason))
        assert amara.mirror.all(CallReason)[0].why is Why.FIRST

        # The patient comes, is seen, and goes home.
        await amara.ask(StartTicket(ticket_id=first))
        await amara.ask(FinishTicket(ticket_id=first))
        await display.until(lambda: status(display, first) is TicketStatus.DONE)

        # Somebody comes to reception, feeling worse than the others: an emergency goes first.
        urgent = await reception.ask(
            IssueTicket(
                department_id=general.id,
                language="en",
                name="Rosa Marín",
                phone="600 000 000",
                priority=Priority.EMERGENCY,
                priority_reason="chest pain",
            )
        )
        assert (await amara.ask(CallNext())).label == urgent.ticket.label == "GM-004"
        await amara.ask(StartTicket(ticket_id=urgent.ticket.id))

        # The waiting room heard a label and a room, and no name.
        await display.until(lambda: on_board(display)[-1] == "GM-004")
        assert display.mirror.all(Call)[-1].is_emergency
        assert hears_of(display) & {Visit, Patient, Staff, CallReason} == set()
        assert reception.mirror.all(Patient)[0].name == "Rosa Marín"

        # She needs a blood test: she is parked, and the next one is called twice, and does not come.
        await amara.ask(HoldTicket(ticket_id=urgent.ticket.id, reason="blood test"))
        assert (await amara.ask(CallNext())).label == "GM-002"
        await amara.ask(RecallTicket(ticket_id=second))
        await display.until(lambda: display.mirror.all(Call)[-1].number == 2)
        await amara.ask(MissTicket(ticket_id=second))

        # GM-003 is a child: reception sends it on to the children's doctor, under the same label.
        await reception.ask(TransferTicket(ticket_id=third, department_id=children.id, reason="a child"))
        assert (await chen.ask(CallNext())).label == "GM-003"
        await display.until(lambda: on_board(display)[-1] == "GM-003")
        await chen.ask(StartTicket(ticket_id=third))

        # GM-002 was only outside: back at the desk, it waits again; and the blood test is done.
        await reception.ask(ReturnTicket(ticket_id=second))
        await reception.ask(ResumeTicket(ticket_id=urgent.ticket.id))
        assert (await amara.ask(CallNext())).label == "GM-004"
        await amara.ask(StartTicket(ticket_id=urgent.ticket.id))

        # The doctor finishes too early, takes it back, and finishes for good.
        await amara.ask(FinishTicket(ticket_id=urgent.ticket.id))
        undone = await amara.ask(UndoTicket(ticket_id=urgent.ticket.id))
        assert undone.status is TicketStatus.IN_PROGRESS
        await amara.ask(FinishTicket(ticket_id=urgent.ticket.id))
        await chen.ask(FinishTicket(ticket_id=third))

        # GM-002 gives up and goes home; nobody is left.
        await reception.ask(CancelTicket(ticket_id=second, reason="went home"))
        with pytest.raises(NobodyWaiting) as nobody:
            await amara.ask(CallNext())
        assert (nobody.value.on_hold, nobody.value.missed) == (0, 0)
        await kiosk.until(lambda: waiting(kiosk, general.id) == 0)

        # Every screen tells the same story, and every slip came out.
        await display.until(lambda: status(display, second) is TicketStatus.CANCELLED)
        await reception.until(lambda: status(reception, second) is TicketStatus.CANCELLED)
        assert {ticket.label: ticket.status for ticket in display.mirror.all(Ticket)} == {
            "GM-001": TicketStatus.DONE,
            "GM-002": TicketStatus.CANCELLED,
            "GM-003": TicketStatus.DONE,
            "GM-004": TicketStatus.DONE,
        }
        assert all(display.mirror.get(Ticket, id) == reception.mirror.get(Ticket, id) for id in (first, second, third))
        assert {reception.mirror.get(Ticket, id).print_state for id in (first, second, third)} == {PrintState.PRINTED}  # type: ignore[union-attr]  # asked above


async def test_a_screen_that_comes_late_sees_the_same_morning(house: House) -> None:
    async with serving(house.folder) as clinic, screen(clinic.address, token=house.tokens["amara"]) as amara:
        await amara.ask(ChooseRoom(room_id=house.rooms["3"].id))
        for _ in range(3):
            await amara.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        await amara.ask(CallNext())
        async with screen(clinic.address, device=house.display) as late:
            assert on_board(late) == ["GM-001"]
            assert {ticket.label for ticket in late.mirror.all(Ticket)} == {"GM-001", "GM-002", "GM-003"}
            assert late.heard[0].is_snapshot


def waiting(kiosk: Screen, department_id: object) -> int | None:
    """How many wait, as a kiosk's tile says."""
    return next((queue.waiting for queue in kiosk.mirror.all(Queue) if queue.id == department_id), None)


def status(shown: Screen, ticket_id: object) -> TicketStatus | None:
    """A ticket's state on a screen."""
    return next((ticket.status for ticket in shown.mirror.all(Ticket) if ticket.id == ticket_id), None)


def hears_of(shown: Screen) -> set[type[Value]]:
    """The classes of everything that a screen has ever heard."""
    return {type(value) for change in shown.heard for value in change.values}
