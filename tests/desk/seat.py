"""A desk with somebody at it, over a link that is filled by hand."""

from dataclasses import dataclass
from typing import Any, TypeVar

from desk.presenter.desk import Desk
from desk.screen.desk import Screen
from shared.protocol.grammar import Command, Value
from shared.protocol.staff import Staff
from tests.desk.hand_link import HandLink, Running
from tests.desk.morning import NOW, morning, ticket_id

LOCK_AFTER_SECONDS = 300.0
C = TypeVar("C", bound=Command[Any])


@dataclass
class Clock:
    """Seconds that pass when the test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Seated:
    """A desk that locks itself after five minutes, its link and clock, and what runs beside it."""

    desk: Desk
    link: HandLink
    running: Running
    clock: Clock

    @property
    def screen(self) -> Screen:
        """What is shown now."""
        self.desk.refresh_now()
        return self.desk.screen

    async def press(self, *keys: str) -> None:
        """Press keys one after another; each is answered before the next."""
        for key in keys:
            self.desk.press(key)
            await self.running.settle()

    async def do(self) -> None:
        """Wait until everything that was asked has been answered, and is shown."""
        await self.running.settle()
        self.desk.refresh_now()

    def choose(self, label: str) -> None:
        """Choose a row of the page's table."""
        queue = self.desk.queue
        assert queue is not None
        queue.choose(str(ticket_id(label)))

    def sent(self, kind: type[C]) -> list[C]:
        """The commands of one class that were sent."""
        return [command for command in self.link.sent if isinstance(command, kind)]


def sit(staff: Staff | None, *values: Value, language: str = "en") -> Seated:
    """Somebody at a desk on that morning; `values` instead of the morning's when given."""
    link, running = HandLink(NOW, *(values or morning())), Running()
    clock = Clock()
    desk = Desk(link, running.spawn, language=language, lock_after_seconds=LOCK_AFTER_SECONDS, clock=clock)
    if staff is not None:
        desk.seat.staff_id, link.token = staff.id, "token"
    desk.refresh_now()
    return Seated(desk, link, running, clock)
