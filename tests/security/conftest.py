"""What an attack is tried on: a clinic at work, on which a kiosk waits, and a log that keeps every line."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinic_server.app import Running
from shared.protocol.clinic import Clinic
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import InternalError, Unreachable
from shared.protocol.ticket import IssueTicket
from tests.clinic import House, furnish
from tests.screen import screen
from tests.server import serving

BAIT = "bait7f3c0e"
"""What an attack carries; it may never be found in the log."""


@dataclass(frozen=True)
class Target:
    """A server at work, and the clinic on its disk."""

    server: Running
    house: House

    @property
    def page(self) -> str:
        """Where the ticket page is."""
        return self.server.page_address

    @property
    def addresses(self) -> tuple[str, ...]:
        """Wherever somebody listens."""
        return (self.server.address, self.server.page_address)

    async def seq(self) -> int:
        """The last row that changed anything; that somebody read is written too, and changes nothing."""
        return await self.server.writer.look(lambda _: self.server.hub.changed_seq)

    async def check_stands(self) -> None:
        """Whoever comes now is told how things are."""
        async with screen(self.server.address, device=self.house.display) as display:
            assert display.mirror.all(Clinic)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A clinic of today, with nobody in it yet."""
    return furnish(tmp_path / "data")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line that anything logs from now on, traces included."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


@pytest.fixture
async def target(house: House, log: io.StringIO) -> AsyncIterator[Target]:
    """A server that must stand at the end: the same kiosk, on the same link, is still answered."""
    async with serving(house.folder) as server, screen(server.address, device=house.kiosk) as kiosk:
        attacked = Target(server, house)
        yield attacked
        await attacked.check_stands()
        try:
            await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))
        except Refusal as refusal:  # an attack with an administrator's rights may have closed the queue
            if isinstance(refusal, InternalError | Unreachable):
                raise
        assert [state.is_live for state in kiosk.states].count(True) == 1, "the attack cut the kiosk off"
    assert BAIT not in log.getvalue()
