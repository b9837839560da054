"""How a printer is: its problems, read from the bytes with which it answers (ESC/POS, DLE EOT 1 to 4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.protocol.device import ProblemCode

# Epson's ESC/POS reference, "DLE EOT": every status byte has bits 1 and 4 set and bits 0 and 7 clear.
_FIXED_MASK, _FIXED_BITS = 0x93, 0x12
PRINTER, OFFLINE, ERROR, PAPER = 1, 2, 3, 4
QUESTIONS = (PRINTER, PAPER, OFFLINE, ERROR)
"""In this order: nearly every printer knows the first two, some clones are silent to the rest."""

_IS_OFFLINE = 0x08
_COVER_OPEN, _STOPPED_BY_PAPER_END, _ERROR_OCCURRED = 0x04, 0x20, 0x40
_ANY_ERROR = 0x04 | 0x08 | 0x20 | 0x40
_PAPER_NEAR_END, _PAPER_END = 0x0C, 0x60


@dataclass(frozen=True, kw_only=True)
class PrinterState:
    """What is wrong with a printer now; nothing wrong means that it can print."""

    problems: tuple[ProblemCode, ...] = ()
    detail: str = ""
    """For staff: what the machine said, never shown to a patient."""
    is_known: bool = True
    """False until the printer was asked for the first time."""

    @property
    def can_print(self) -> bool:
        """Whether a slip may be sent. Little paper is still paper."""
        return all(problem is ProblemCode.PAPER_LOW for problem in self.problems)

    @property
    def has_no_paper(self) -> bool:
        """Whether the roll is at its end."""
        return ProblemCode.NO_PAPER in self.problems


NOT_ASKED = PrinterState(is_known=False)


def is_status(byte: int) -> bool:
    """Whether this is an answer to DLE EOT and not noise or another message."""
    return byte & _FIXED_MASK == _FIXED_BITS


def read_state(answers: Mapping[int, int]) -> PrinterState:
    """The state that the answers tell, by question; no answer at all is a silent printer."""
    if not answers:
        return PrinterState(problems=(ProblemCode.PRINTER_SILENT,), detail="no answer")
    printer, offline, error, paper = (answers.get(n, 0) for n in (PRINTER, OFFLINE, ERROR, PAPER))
    problems = []
    if paper & _PAPER_END or offline & _STOPPED_BY_PAPER_END:
        problems.append(ProblemCode.NO_PAPER)
    elif paper & _PAPER_NEAR_END:
        problems.append(ProblemCode.PAPER_LOW)
    if offline & _COVER_OPEN:
        problems.append(ProblemCode.COVER_OPEN)
    has_reason = any(problem is not ProblemCode.PAPER_LOW for problem in problems)
    has_error = bool(error & _ANY_ERROR) or (bool(offline & _ERROR_OCCURRED) and not has_reason)
    if has_error or (printer & _IS_OFFLINE and not has_reason):
        problems.append(ProblemCode.PRINTER_ERROR)
    said = " ".join(f"{question}:{byte:02x}" for question, byte in sorted(answers.items()))
    return PrinterState(problems=tuple(problems), detail=said if problems else "")
