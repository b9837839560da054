"""Printer states: what the status bytes of Epson's reference mean to us."""

import pytest

from kiosk.printer.state import NOT_ASKED, is_status, read_state
from shared.protocol.device import ProblemCode

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        (WELL, ()),
        ({1: 0x16, 4: 0x12}, ()),
        ({}, (ProblemCode.PRINTER_SILENT,)),
        (WELL | {4: 0x1E}, (ProblemCode.PAPER_LOW,)),
        (WELL | {1: 0x1A, 2: 0x32, 4: 0x7E}, (ProblemCode.NO_PAPER,)),
        (WELL | {1: 0x1A, 2: 0x32}, (ProblemCode.NO_PAPER,)),
        (WELL | {1: 0x1A, 2: 0x16}, (ProblemCode.COVER_OPEN,)),
        (WELL | {1: 0x1A, 2: 0x36, 4: 0x72}, (ProblemCode.NO_PAPER, ProblemCode.COVER_OPEN)),
        (WELL | {1: 0x1A, 2: 0x52, 3: 0x1A}, (ProblemCode.PRINTER_ERROR,)),
        (WELL | {3: 0x32}, (ProblemCode.PRINTER_ERROR,)),
        (WELL | {1: 0x1A}, (ProblemCode.PRINTER_ERROR,)),
        (WELL | {1: 0x1A, 4: 0x1E}, (ProblemCode.PAPER_LOW, ProblemCode.PRINTER_ERROR)),
    ],
)
def test_bytes_become_problems(answers: dict[int, int], problems: tuple[ProblemCode, ...]) -> None:
    state = read_state(answers)
    assert state.problems == problems
    assert state.can_print == (problems in ((), (ProblemCode.PAPER_LOW,)))


def test_noise_is_no_status() -> None:
    assert is_status(0x12)
    assert not any(map(is_status, (0x00, 0x03, 0x37, 0x25, 0xFF, 0x10, 0x92)))


def test_a_printer_nobody_asked_yet_is_not_known() -> None:
    assert not NOT_ASKED.is_known
