"""The kiosk with the real server and a real printer: every number is printed once, whatever is cut or killed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.screen import Page
from shared.protocol.alert import Alert
from shared.protocol.device import DeviceHealth, ProblemCode
from shared.protocol.ticket import PrintState, Ticket
from tests.clinic import House, furnish
from tests.kiosk.tcp_printer import TcpPrinter
from tests.kiosk.whole import whole_kiosk
from tests.proxy import cable
from tests.screen import PATIENCE_SECONDS, Screen, screen
from tests.server import server_process, serving

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data")


@pytest.fixture
def paper() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


def tickets(desk: Screen) -> list[tuple[str, PrintState]]:
    return [(ticket.label, ticket.print_state) for ticket in desk.mirror.all(Ticket)]


def problems(desk: Screen) -> list[ProblemCode]:
    return [problem.code for health in desk.mirror.all(DeviceHealth) for problem in health.problems]


async def until_confirmed(desk: Screen, *expected: tuple[str, PrintState]) -> None:
    await desk.until(lambda: tickets(desk) == list(expected), f"{expected}")


async def test_a_number_is_issued_printed_and_confirmed(house: House, paper: TcpPrinter) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        whole_kiosk(server.address, paper.address, house.kiosk) as kiosk,
    ):
        shown = await kiosk.take_number("GM", "General medicine")
        assert (shown.ticket.label, shown.ticket.paper) == ("GM-001", "out")
        await until_confirmed(desk, ("GM-001", PrintState.PRINTED))
        assert len(paper.papers) == 1


async def test_the_reply_lost_after_commit_is_neither_two_numbers_nor_two_papers(
    house: House, paper: TcpPrinter
) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        cable(server.address) as wire,
        whole_kiosk(wire.address, paper.address, house.kiosk) as kiosk,
    ):
        await kiosk.until_page(Page.WELCOME)
        kiosk.presenter.take_number()
        wire.swallow()
        kiosk.touch("General medicine")
        async with asyncio.timeout(PATIENCE_SECONDS):
            await wire.swallowed.wait()
        await desk.until(lambda: tickets(desk), "the number on the disk")
        kiosk.touch("General medicine")
        wire.cut()
        await kiosk.until(lambda shown: shown.ticket.paper == "out")
        await until_confirmed(desk, ("GM-001", PrintState.PRINTED))
        assert len(paper.papers) == 1


async def test_the_server_killed_while_a_number_is_asked_for_gives_one(house: House, paper: TcpPrinter) -> None:
    async with whole_kiosk("http://127.0.0.1:9", paper.address, house.kiosk) as kiosk:
        async with server_process(house.folder) as server:
            kiosk.address = server.address
            await kiosk.until_page(Page.WELCOME)
            kiosk.presenter.take_number()
            kiosk.touch("General medicine")
            server.kill()
            await server.ended()
        async with server_process(house.folder) as server:
            kiosk.address = server.address
            await kiosk.until(lambda shown: shown.ticket.paper == "out")
            async with screen(server.address, token=house.tokens["reception"]) as desk:
                await until_confirmed(desk, ("GM-001", PrintState.PRINTED))
        assert len(paper.papers) == 1


async def test_a_confirmation_survives_the_cut_of_the_link(house: House, paper: TcpPrinter) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        cable(server.address) as wire,
        whole_kiosk(wire.address, paper.address, house.kiosk) as kiosk,
    ):
        paper.change(rows_per_second=2000.0)
        await kiosk.until_page(Page.WELCOME)
        kiosk.presenter.take_number()
        kiosk.touch("General medicine")
        await kiosk.until(lambda shown: shown.ticket.label == "GM-001")
        wire.cut()
        await kiosk.until(lambda shown: shown.ticket.paper == "out")
        await until_confirmed(desk, ("GM-001", PrintState.PRINTED))
        await kiosk.outbox.until_empty()


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"has_paper": False}, ProblemCode.NO_PAPER),
        ({"rows_left": 300}, ProblemCode.NO_PAPER),
        ({"is_cover_open": True}, ProblemCode.COVER_OPEN),
        ({"is_answering": False}, ProblemCode.PRINTER_SILENT),
        ({"is_hanging_up": True}, ProblemCode.PRINTER_SILENT),
    ],
    ids=["paper out before", "paper out during", "cover open", "never answers", "hangs up"],
)
async def test_a_printer_in_trouble_leaves_the_number_on_the_screen_and_is_told_to_staff(
    house: House, paper: TcpPrinter, fault: dict[str, object], problem: ProblemCode
) -> None:
    paper.change(**fault)
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        whole_kiosk(server.address, paper.address, house.kiosk) as kiosk,
    ):
        shown = await kiosk.take_number("PED", "Children")
        assert shown.ticket.paper == "none"
        assert shown.notice is not None
        await until_confirmed(desk, ("PED-001", PrintState.UNPRINTED))
        await desk.until(lambda: problems(desk) == [problem], f"{problem} told")
        assert paper.papers == []


async def test_no_printer_at_all_is_a_number_on_the_screen(house: House) -> None:
    async with serving(house.folder) as server, whole_kiosk(server.address, "none:", house.kiosk) as kiosk:
        shown = await kiosk.take_number("GM", "General medicine")
        assert (shown.ticket.label, shown.ticket.paper) == ("GM-001", "none")


async def test_a_printer_that_was_off_serves_the_next_patient(house: House, paper: TcpPrinter) -> None:
    paper.change(is_cover_open=True)
    async with serving(house.folder) as server, whole_kiosk(server.address, paper.address, house.kiosk) as kiosk:
        assert (await kiosk.take_number("GM", "General medicine")).ticket.paper == "none"
        kiosk.presenter.finish()
        paper.change(is_cover_open=False)
        shown = await kiosk.take_number("GM", "General medicine")
        assert (shown.ticket.label, shown.ticket.paper) == ("GM-002", "out")
        assert len(paper.papers) == 1


async def test_help_reaches_the_desks(house: House, paper: TcpPrinter) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["reception"]) as desk,
        whole_kiosk(server.address, paper.address, house.kiosk) as kiosk,
    ):
        await kiosk.until_page(Page.WELCOME)
        kiosk.presenter.aids.toggle("help")
        kiosk.presenter.aids.call_staff("unwell")
        await kiosk.until(lambda shown: shown.help.is_told)
        await desk.until(lambda: [alert.kind for alert in desk.mirror.all(Alert)] == ["unwell"], "the alert")


async def test_the_server_restarted_while_the_kiosk_is_open_is_found_again(house: House, paper: TcpPrinter) -> None:
    async with whole_kiosk("http://127.0.0.1:9", paper.address, house.kiosk) as kiosk:
        for label in ("GM-001", "GM-002"):
            async with serving(house.folder) as server:
                kiosk.address = server.address
                await kiosk.until(lambda shown: kiosk.link.state.is_live)
                shown = await kiosk.take_number("GM", "General medicine")
                assert shown.ticket.label == label
                kiosk.presenter.finish()
                await kiosk.outbox.until_empty()
