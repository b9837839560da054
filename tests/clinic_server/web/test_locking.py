"""A locked desk, over real connections: it hears nothing, shows nothing, and waits for its owner."""

from shared.protocol.session import LockSession, SessionLocked, SignOut, UnlockSession
from shared.protocol.staff import Staff
from shared.protocol.ticket import IssueTicket, Ticket
from tests.clinic import PASSWORD, House
from tests.screen import screen
from tests.server import serving


async def test_a_locked_desk_hears_nothing_until_it_is_unlocked(house: House) -> None:
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        screen(server.address, device=house.kiosk) as kiosk,
    ):
        await desk.ask(LockSession())
        await desk.until(lambda: isinstance(desk.link.state.problem, SessionLocked))
        slip = await kiosk.ask(issue)
        await desk.ask(UnlockSession(password=PASSWORD))
        assert desk.mirror.get(Ticket, slip.ticket.id) is None

        await desk.sign_in_as(house.tokens["reception"])
        assert desk.mirror.get(Ticket, slip.ticket.id) is not None


async def test_who_joins_a_locked_desk_is_told_nothing_but_that_it_is_locked(house: House) -> None:
    token = house.tokens["reception"]
    async with serving(house.folder) as server:
        async with screen(server.address, token=token) as desk:
            await desk.ask(LockSession())
        async with screen(server.address, token=token) as desk:
            assert isinstance(desk.link.state.problem, SessionLocked)
            assert desk.mirror.all(Staff) == ()
            await desk.ask(UnlockSession(password=PASSWORD))
            await desk.sign_in_as(token)
            assert desk.mirror.all(Staff) != ()
            assert desk.link.state.problem is None


async def test_a_locked_desk_can_be_left_for_somebody_else(house: House) -> None:
    async with serving(house.folder) as server, screen(server.address, token=house.tokens["reception"]) as desk:
        await desk.ask(LockSession())
        await desk.ask(SignOut())
