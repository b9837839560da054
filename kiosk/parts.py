"""Parts: what the presenter is given to work with, as far as it needs to know them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from kiosk.printer import PrinterState, PrintResult
from kiosk.slip import SlipText
from shared.client.link import LinkState
from shared.client.mirror import Mirror
from shared.protocol.grammar import Command

A = TypeVar("A")


class Line(Protocol):
    """The link to the clinic's server (`shared.client.link.Link`)."""

    mirror: Mirror
    state: LinkState
    server: str | None

    @property
    def now(self) -> datetime:
        """The server's time."""

    async def send(self, command: Command[A], *, request_id: UUID | None = None, within_seconds: float = 10.0) -> A:
        """Ask and wait for the answer. Raises a Refusal."""


class SlipJob(Protocol):
    """One slip on its way; the printer was asked when it was begun."""

    async def asked(self) -> PrinterState:
        """How the printer is, as it answered."""

    async def print(self, slip: SlipText, begun: Callable[[], object] = ...) -> PrintResult:
        """Draw and print it, and wait for what becomes of it. `begun` is called when its first dots are sent."""


class Paper(Protocol):
    """The slip printer with the drawing in front of it (`kiosk.paper.SlipPaper`)."""

    @property
    def state(self) -> PrinterState:
        """How the printer is, as far as is known."""

    def job(self) -> AbstractAsyncContextManager[SlipJob]:
        """Begin a slip: the printer is asked at once."""

    async def print_calibration(self, printed_at: str) -> PrintResult:
        """Print the slip that shows what the printer can do."""

    async def print_test(self, slip: SlipText) -> PrintResult:
        """Print a slip that is nobody's."""


class Sound(Protocol):
    """What is heard at the kiosk (`kiosk.sound`)."""

    def touch(self) -> None:
        """A tick: the touch was felt."""

    def refused(self) -> None:
        """Not possible; the words on the screen say why."""

    def idle(self) -> None:
        """Is anybody there?"""

    def paper(self) -> None:
        """The paper is ready to be taken."""

    def say(self, text: str, language: str) -> None:
        """Read this aloud, instead of whatever is being read."""

    def hush(self) -> None:
        """Stop reading."""


class Silence:
    """No sound at all."""

    def touch(self) -> None:
        """Nothing is heard."""

    def refused(self) -> None:
        """Nothing is heard."""

    def idle(self) -> None:
        """Nothing is heard."""

    def paper(self) -> None:
        """Nothing is heard."""

    def say(self, text: str, language: str) -> None:
        """Nothing is heard."""

    def hush(self) -> None:
        """Nothing is heard."""
