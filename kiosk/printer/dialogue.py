"""Dialogue: the questions put to a printer on one connection, and what its answers mean."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.printer.connection import TIMEOUT_SECONDS, Connection
from kiosk.printer.state import PAPER, PRINTER, QUESTIONS, PrinterState, is_status, read_state

TELL_WHEN_DONE = b"\x1dr\x01"
"""GS r 1 is answered in its turn: when the answer comes, all that was sent before has been dealt with."""
OTHER_ANSWERS_SECONDS = 0.3
"""A printer that has answered one question answers the next at once, or does not know it."""
ASK_EVERY_SECONDS = 0.25


@dataclass
class Manners:
    """What was learned of this printer, from job to job."""

    knows_tell_when_done: bool = True
    silent_to: set[int] = field(default_factory=set)
    needs_clearing: bool = False
    """The last job broke off: what the printer may have kept of it must never come out later."""


class Dialogue:
    """Blocking. Every method raises ConnectionLost when the printer hangs up."""

    def __init__(self, connection: Connection, manners: Manners, clock: Callable[[], float] = time.monotonic) -> None:
        self._connection = connection
        self._manners = manners
        self._clock = clock

    def ask(self) -> PrinterState:
        """How the printer is, asked afresh; what lay there before the first question is no answer to it."""
        answers: dict[int, int] = {}
        deadline = self._clock() + TIMEOUT_SECONDS
        while self._connection.read(0.001):
            pass  # dots of a picture that look like a question are answered too
        for question in QUESTIONS:
            if question in self._manners.silent_to:
                continue
            patience = min(deadline, self._clock() + OTHER_ANSWERS_SECONDS) if answers else deadline
            answer = self._answer(question, patience)
            if answer is not None:
                answers[question] = answer
            elif not answers:
                break
            elif question not in (PRINTER, PAPER):
                self._manners.silent_to.add(question)
        return read_state(answers)

    def ask_until_done(self, is_over: Callable[[], bool], takes_it_after: float) -> PrinterState | None:
        """The state after a slip; None when it was not done before `is_over`.

        Done is when the printer says so in its turn. One that cannot say so (it is remembered) counts as done when it
        is well at `takes_it_after`, by the clock.
        """
        self._request_word()
        while not is_over():
            if self._has_given_word():
                return self.ask()
            state = self.ask()
            if not state.can_print:
                return state
            if self._clock() >= takes_it_after:
                self._manners.knows_tell_when_done = False
                return state
            self._request_word()  # an answer that came among the others went unseen
        return None

    def _request_word(self) -> None:
        if self._manners.knows_tell_when_done:
            self._connection.write(TELL_WHEN_DONE)

    def _has_given_word(self) -> bool:
        """Whether the answer to GS r came within a moment: its bits 4 and 7 are clear, a status byte's bit 4 is set."""
        return any(not byte & 0x90 for byte in self._connection.read(ASK_EVERY_SECONDS))

    def _answer(self, question: int, deadline: float) -> int | None:
        self._connection.write(bytes((0x10, 0x04, question)))
        while (left := deadline - self._clock()) > 0:
            for byte in self._connection.read(left):
                if is_status(byte):
                    return byte
        return None
