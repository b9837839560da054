"""Issuing: the way of one number, from the touch to the paper in the hand: ask, issue, print, confirm."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from kiosk.parts import Line, Paper, SlipJob
from kiosk.printer import PrintResult
from kiosk.session import Intent, Issued, Session
from kiosk.slip import SlipText, write_slip
from shared.client.outbox import Outbox
from shared.protocol.department import Department
from shared.protocol.grammar import Refusal
from shared.protocol.staff import Doctor
from shared.protocol.ticket import ConfirmPrint, Slip
from shared.words import Words

PAGE_SECONDS = 0.03
PATIENCE_SECONDS = 20.0
"""As long as a print job lives: an answer that comes later has nobody to meet."""

logger = logging.getLogger(__name__)


class Waiting(Protocol):
    """Who is told how it goes: the presenter."""

    def issued(self, session: Session) -> None:
        """The number is known."""

    def printed(self, session: Session) -> None:
        """The paper is out, or will not come."""

    def refused(self, session: Session, refusal: Refusal) -> None:
        """There is no number, and why."""


class Issuing:
    """Turns intents into numbers on paper. The same intent may be tried again: it is the same number."""

    def __init__(
        self, line: Line, outbox: Outbox, paper: Paper, waiting: Waiting, words: Callable[[str], Words]
    ) -> None:
        self._line = line
        self._outbox = outbox
        self._paper = paper
        self._waiting = waiting
        self._words = words

    async def issue(self, session: Session, intent: Intent) -> None:
        """Get a number for this session and print it. The printer is asked while the number is on its way."""
        async with self._paper.job() as job:
            try:
                slip = await self._line.send(intent.command, request_id=intent.id, within_seconds=PATIENCE_SECONDS)
            except Refusal as refusal:
                self._waiting.refused(session, refusal)
                return
            session.issued = self._issued(slip, intent)
            result = await self._print(job, session, session.issued)
        self._settle(session, session.issued, result)

    async def _print(self, job: SlipJob, session: Session, issued: Issued) -> PrintResult:
        """The paper begins first, because making the page would hold it up; but the page does not wait for long."""
        has_begun = asyncio.Event()
        printing = asyncio.ensure_future(job.print(self._text(issued, session.language), has_begun.set))
        beginning = asyncio.ensure_future(has_begun.wait())
        try:
            await asyncio.wait((printing, beginning), timeout=PAGE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            state = self._paper.state
            if state.is_known and not state.can_print and not has_begun.is_set():
                issued.paper = "none"  # it was in trouble when last asked: promise nothing
            self._waiting.issued(session)
            return await printing
        finally:
            beginning.cancel()
            printing.cancel()

    def _settle(self, session: Session, issued: Issued, result: PrintResult) -> None:
        issued.paper = "out" if result.is_printed else "none"
        if not result.is_printed:
            logger.info("%s has no paper: %s", issued.slip.ticket.label, result.state)
        self._outbox.put(ConfirmPrint(ticket_id=issued.slip.ticket.id, is_printed=result.is_printed))
        self._waiting.printed(session)

    def _issued(self, slip: Slip, intent: Intent) -> Issued:
        mirror = self._line.mirror
        return Issued(
            slip=slip,
            department=mirror.get(Department, slip.ticket.department_id),
            doctor=mirror.get(Doctor, intent.command.doctor_id),
        )

    def _text(self, issued: Issued, language: str) -> SlipText:
        clinic = self._line.mirror.clinic
        assert clinic is not None, "a number comes from a clinic"
        return write_slip(
            issued.slip,
            clinic=clinic,
            department=issued.department,
            doctor=issued.doctor,
            words=self._words(language),
        )
