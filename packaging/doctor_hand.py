"""Doctor hand: a doctor at a real desk window, working by its keys."""

import asyncio
from collections.abc import Callable, Iterable

from ear import Ear
from news import Stuck
from onlooker import Onlooker
from virtual_screen import VirtualScreen
from walk_ins import Moment

from shared.protocol.call import Call
from shared.protocol.staff import Doctor
from shared.protocol.ticket import Ticket, TicketStatus

PATIENCE_SECONDS = 2.5
"""Who sees nothing happen for so long presses once more."""
PRESSES = 5
CONSULTATION_SECONDS = 0.4
PARKED = (TicketStatus.ON_HOLD, TicketStatus.MISSED)
IN_ROOM = (TicketStatus.CALLED, TicketStatus.IN_PROGRESS)
PARTICULAR = {2: "recall", 4: "miss", 6: "hold"}
"""What happens with the how many-th patient: called again, does not come, is sent for a blood test."""


class DoctorHand:
    """One doctor. `work` goes on until the last patient of this doctor's departments has gone home."""

    def __init__(
        self, doctor: Doctor, screen: VirtualScreen, onlooker: Onlooker, ear: Ear, say: Callable[[str], None]
    ) -> None:
        self.doctor = doctor
        self.screen = screen
        self.presses = 0
        self.repeated = 0
        """Keys that had to be pressed again."""
        self._onlooker = onlooker
        self._ear = ear
        self._say = say
        self._called = 0
        self._since_parked = 0

    async def sit_down(self) -> None:
        """Take the hand off the table of patients: rows under a pointer hold still."""
        width, height = self.screen.size
        await self.screen.point(width // 2, height - 4)

    async def work(self, has_everybody_come: Callable[[], bool], moment: Moment) -> None:
        """See everybody."""
        while True:
            await self._onlooker.until(
                lambda: self._of(TicketStatus.WAITING) or self._is_parked_due() or self._is_over(has_everybody_come()),
                f"somebody for {self.doctor.name}",
            )
            if self._is_parked_due():
                await self._bring_back(self._of(*PARKED)[0], moment)
            elif self._of(TicketStatus.WAITING):
                await self._see_next(moment)
            else:
                return

    async def _see_next(self, moment: Moment) -> None:
        await moment("queue")
        await self._press(("F2",), lambda: self._of(TicketStatus.CALLED), "somebody was called")
        ticket = self._of(TicketStatus.CALLED)[0]
        await self._until_said(ticket, moment)
        self._called += 1
        self._since_parked += 1
        particular = PARTICULAR.get(self._called, "")
        if particular == "recall":
            self._say(f"{self.doctor.name} calls {ticket.label} again")
            await self._press(
                ("F3",), lambda: self._now(ticket).calls > ticket.calls, f"{ticket.label} is called again"
            )
            await self._until_said(self._now(ticket), moment)
        elif particular == "miss":
            self._say(f"{ticket.label} does not come to {self.doctor.name}")
            await self._step("F8", ticket, TicketStatus.MISSED)
            self._since_parked = 0
            return
        await self._step("F4", ticket, TicketStatus.IN_PROGRESS)
        await moment("patient")
        await asyncio.sleep(CONSULTATION_SECONDS)
        if particular == "hold":
            self._say(f"{self.doctor.name} sends {ticket.label} for a blood test")
            await self._step("F6", ticket, TicketStatus.ON_HOLD)
            self._since_parked = 0
            return
        await self._step("F5", ticket, TicketStatus.DONE)

    async def _bring_back(self, ticket: Ticket, moment: Moment) -> None:
        """Choose the row of somebody who was parked, in its tab, and put them back into the line."""
        self._say(f"{ticket.label} is back at {self.doctor.name}")
        tab, key = ("ctrl+2", "F6") if ticket.status is TicketStatus.ON_HOLD else ("ctrl+3", "F8")
        await self.screen.press(tab, "Home")
        await moment(f"tab-{ticket.status}")
        keys = (tab, "Home", key)
        await self._press(keys, lambda: self._now(ticket).status is TicketStatus.WAITING, f"{ticket.label} waits again")
        await self._press(("ctrl+1",), lambda: True, "the waiting are shown")

    async def _until_said(self, ticket: Ticket, moment: Moment) -> None:
        """Wait until the waiting room has heard the newest call of this ticket: only then anybody comes in."""
        calls = [call for call in self._onlooker.mirror.all(Call) if call.ticket_id == ticket.id]
        call = max(calls, key=lambda each: (each.called_at, each.id))
        await self._ear.until_chime(call)
        await moment("call")
        await self._ear.until_said(call)

    async def _step(self, key: str, ticket: Ticket, status: TicketStatus) -> None:
        await self._press((key,), lambda: self._now(ticket).status is status, f"{ticket.label} is {status}")

    async def _press(self, keys: tuple[str, ...], is_done: Callable[[], object], what: str) -> None:
        """Press keys, and again when nothing comes of it. Raises Stuck."""
        for _ in range(PRESSES):
            await self.screen.press(*keys)
            self.presses += len(keys)
            try:
                await self._onlooker.until(is_done, what, PATIENCE_SECONDS)
            except Stuck:
                self.repeated += len(keys)
            else:
                return
        raise Stuck(f"{self.doctor.name} pressed {' '.join(keys)} {PRESSES} times, and it never came to this: {what}")

    def _is_parked_due(self) -> bool:
        """Somebody who was parked comes back after the next patient, or when nobody else is there."""
        return bool(self._of(*PARKED)) and (self._since_parked > 0 or not self._of(TicketStatus.WAITING))

    def _is_over(self, has_everybody_come: bool) -> bool:
        return has_everybody_come and not self._of(TicketStatus.WAITING, *PARKED, *IN_ROOM)

    def _of(self, *statuses: TicketStatus) -> list[Ticket]:
        """Tickets in these states that are this doctor's to see."""
        return [ticket for ticket in self._all() if ticket.status in statuses]

    def _all(self) -> Iterable[Ticket]:
        return (
            ticket for ticket in self._onlooker.mirror.all(Ticket) if ticket.department_id in self.doctor.department_ids
        )

    def _now(self, ticket: Ticket) -> Ticket:
        return self._onlooker.mirror.get(Ticket, ticket.id) or ticket
