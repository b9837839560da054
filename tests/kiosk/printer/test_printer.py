"""Printing on a real TCP printer: what comes out, what is said when nothing does, and that nothing comes out late."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.printer import Printer, PrinterAddress, PrintResult, Raster
from shared.protocol.device import ProblemCode
from tests.kiosk.tcp_printer import TcpPrinter

SLIP = Raster(576, 200, bytes(72 * 60) + b"\xff" * 72 * 20 + bytes(range(72)) * 120)


@pytest.fixture
def paper_printer() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
async def printer(paper_printer: TcpPrinter) -> AsyncIterator[Printer]:
    printer = Printer(PrinterAddress.parse(paper_printer.address))
    yield printer
    await asyncio.to_thread(printer.close)


async def print_slip(printer: Printer, lifetime_seconds: float = 20.0) -> PrintResult:
    async with printer.job(lifetime_seconds) as job:
        return await job.print(SLIP)


async def test_a_slip_comes_out_dot_by_dot_as_it_was_drawn(printer: Printer, paper_printer: TcpPrinter) -> None:
    result = await print_slip(printer)
    assert result.is_printed
    assert result.state.problems == ()
    [paper] = paper_printer.papers
    assert b"".join(paper.rows) == SLIP.dots


async def test_each_job_has_a_connection_of_its_own(printer: Printer, paper_printer: TcpPrinter) -> None:
    await print_slip(printer)
    await print_slip(printer)
    assert paper_printer.connections == 2
    assert len(paper_printer.papers) == 2


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"has_paper": False}, ProblemCode.NO_PAPER),
        ({"is_cover_open": True}, ProblemCode.COVER_OPEN),
        ({"has_error": True}, ProblemCode.PRINTER_ERROR),
        ({"is_answering": False}, ProblemCode.PRINTER_SILENT),
        ({"is_hanging_up": True}, ProblemCode.PRINTER_SILENT),
    ],
    ids=["no paper", "cover open", "error", "never answers", "hangs up"],
)
async def test_a_printer_in_trouble_is_given_no_slip(
    printer: Printer, paper_printer: TcpPrinter, fault: dict[str, object], problem: ProblemCode
) -> None:
    paper_printer.change(**fault)
    result = await print_slip(printer)
    assert not result.is_printed
    assert result.state.problems == (problem,)
    assert printer.state == result.state
    paper_printer.change(has_paper=True, is_cover_open=False, has_error=False, is_answering=True, is_hanging_up=False)
    assert (await printer.check()).can_print
    assert paper_printer.papers == []


async def test_a_printer_that_is_off_is_unreachable(paper_printer: TcpPrinter, printer: Printer) -> None:
    paper_printer.close()
    result = await print_slip(printer)
    assert not result.is_printed
    assert result.state.problems == (ProblemCode.PRINTER_UNREACHABLE,)


async def test_little_paper_is_told_and_still_prints(printer: Printer, paper_printer: TcpPrinter) -> None:
    paper_printer.change(is_paper_low=True)
    result = await print_slip(printer)
    assert result.is_printed
    assert result.state.problems == (ProblemCode.PAPER_LOW,)


@pytest.mark.parametrize("clears_on_request", [True, False], ids=["clears on request", "cannot clear"])
async def test_paper_that_ends_during_a_slip_is_not_a_printed_slip(
    printer: Printer, paper_printer: TcpPrinter, clears_on_request: bool
) -> None:
    paper_printer.change(rows_left=100, clears_on_request=clears_on_request)
    result = await print_slip(printer)
    assert not result.is_printed
    assert result.state.has_no_paper


async def test_the_rest_of_a_broken_slip_never_comes_out(printer: Printer, paper_printer: TcpPrinter) -> None:
    paper_printer.change(rows_left=100)
    await print_slip(printer)
    paper_printer.load_paper()
    result = await print_slip(printer)
    assert result.is_printed
    [paper] = paper_printer.papers
    assert b"".join(paper.rows) == SLIP.dots


async def test_a_printer_that_stops_taking_data_does_not_hold_the_kiosk(
    printer: Printer, paper_printer: TcpPrinter
) -> None:
    await print_slip(printer)
    async with printer.job(lifetime_seconds=0.5) as job:
        await job.asked()
        paper_printer.change(rows_per_second=100.0)
        result = await job.print(SLIP)
    assert not result.is_printed
    assert result.state.problems == (ProblemCode.PRINTER_SILENT,)
    assert result.state.detail == "the job expired"


async def test_an_expired_job_is_not_begun(paper_printer: TcpPrinter) -> None:
    now = time.monotonic()
    clock = iter([now, *([now + 21.0] * 1000)])
    printer = Printer(PrinterAddress.parse(paper_printer.address), clock=lambda: next(clock))
    result = await print_slip(printer)
    assert not result.is_printed
    assert paper_printer.papers == []
    await asyncio.to_thread(printer.close)


@pytest.mark.parametrize(
    "manners",
    [{"answers_in_turn": False}, {"answers_to": {1, 4}}, {"answers_to": {1, 4}, "answers_in_turn": False}],
    ids=["no GS r", "two questions only", "neither"],
)
async def test_a_simple_printer_is_understood(
    printer: Printer, paper_printer: TcpPrinter, manners: dict[str, object]
) -> None:
    paper_printer.change(**manners)
    assert (await print_slip(printer)).is_printed
    assert (await print_slip(printer)).is_printed
    assert len(paper_printer.papers) == 2


async def test_dots_that_look_like_a_question_confuse_nobody(printer: Printer, paper_printer: TcpPrinter) -> None:
    question_like = Raster(576, 100, (b"\x10\x04\x02" * 24) * 100)
    async with printer.job() as job:
        assert (await job.print(question_like)).is_printed
    [paper] = paper_printer.papers
    assert b"".join(paper.rows) == question_like.dots


async def test_a_change_of_state_is_told_once(printer: Printer, paper_printer: TcpPrinter) -> None:
    heard: list[tuple[ProblemCode, ...]] = []
    printer.on_state(lambda state: heard.append(state.problems))
    await printer.check()
    await printer.check()
    paper_printer.change(has_paper=False)
    await printer.check()
    await printer.check()
    assert heard == [(), (ProblemCode.NO_PAPER,)]


async def test_a_file_printer_writes_commands(tmp_path: Path) -> None:
    path = tmp_path / "paper.bin"
    printer = Printer(PrinterAddress.parse(f"file://{path}"))
    assert (await printer.check()).can_print
    assert not path.exists()
    assert (await print_slip(printer)).is_printed
    assert path.read_bytes().count(b"\x1dv0") == 4
    await asyncio.to_thread(printer.close)


@pytest.mark.parametrize("place", ["file:///no/such/folder/paper", "serial:///dev/no-such-port", "usb://ffff:fffe"])
async def test_a_printer_that_is_not_there_is_unreachable(place: str) -> None:
    printer = Printer(PrinterAddress.parse(place))
    assert (await print_slip(printer)).state.problems == (ProblemCode.PRINTER_UNREACHABLE,)
    await asyncio.to_thread(printer.close)


async def test_a_dummy_printer_always_prints() -> None:
    printer = Printer(PrinterAddress.parse("dummy:"))
    assert (await print_slip(printer)).is_printed
    await asyncio.to_thread(printer.close)
