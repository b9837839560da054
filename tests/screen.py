"""A screen for tests: a real link, what it has heard, and a way to wait for the thing instead of the time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar
from uuid import UUID

from shared.client.link import Change, Link, LinkState
from shared.client.mirror import Mirror
from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Command, Value
from shared.trust.identity import Identity
from tests.identities import identity

A = TypeVar("A")
V = TypeVar("V", bound=Value)

PATIENCE_SECONDS = 20.0
"""Longer than anything takes on a busy machine; only a test that fails waits it out."""


class Screen:
    """One link to a server. `heard` holds every change, `states` every state, oldest first."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.heard: list[Change] = []
        self.states: list[LinkState] = []
        self._news = asyncio.Event()
        link.on_change(self._hear)
        link.on_state(self._see)

    @property
    def mirror(self) -> Mirror:
        """The clinic as this screen knows it."""
        return self.link.mirror

    @property
    def kinds(self) -> list[str]:
        """The names of the events heard, without what is derived."""
        return [change.kind for change in self.heard if change.kind not in (None, "derived")]

    async def ask(self, command: Command[A], *, request_id: UUID | None = None, within: float = PATIENCE_SECONDS) -> A:
        """The server's answer. Raises its refusal."""
        return await self.link.send(command, request_id=request_id, within_seconds=within)

    async def until(self, is_so: Callable[[], object], what: str = "") -> None:
        """Wait until something is so, looking again at whatever this screen hears."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never came: {what or 'what the test waited for'}; heard {self.kinds[-8:]}") from None

    async def until_heard(self, kind: str, times: int = 1) -> Change:
        """Wait until an event was heard so many times, and give the last of them."""
        await self.until(lambda: self.kinds.count(kind) >= times, kind)
        return [change for change in self.heard if change.kind == kind][times - 1]

    async def until_live(self) -> None:
        """Wait for the snapshot of a connection."""
        await self.until(lambda: self.link.state.is_live, "a snapshot")

    async def until_cut(self) -> None:
        """Wait until the screen knows that its link is gone."""
        await self.until(lambda: not self.link.state.is_live, "the end of the link")

    async def sign_in_as(self, token: str | None) -> None:
        """Join anew with a desk's token, or without one."""
        self.link.token = token
        snapshots = sum(change.is_snapshot for change in self.heard)
        await self.link.reconnect()
        await self.until(lambda: sum(change.is_snapshot for change in self.heard) > snapshots, "a new snapshot")

    def _hear(self, change: Change) -> None:
        self.heard.append(change)
        self._news.set()

    def _see(self, state: LinkState) -> None:
        self.states.append(state)
        self._news.set()


@asynccontextmanager
async def screen(
    address: str | Callable[[], Awaitable[str]],
    *,
    device: Identity | None = None,
    token: str | None = None,
    is_live: bool = True,
) -> AsyncIterator[Screen]:
    """A screen that is connected (with `is_live`, and as long as the server is there) while the context lasts.

    Left out, the device is the desk that every furnished house knows.
    """

    async def find() -> str:
        return address if isinstance(address, str) else await address()

    shown = Screen(Link(find, device or identity(DeviceKind.DESK), token=token))
    running = asyncio.create_task(shown.link.run())
    try:
        if is_live:
            await _first(shown.until_live(), running)
        yield shown
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _first(waiting: Awaitable[None], running: "asyncio.Task[None]") -> None:
    """Wait for one thing, unless the link itself fails before."""
    task = asyncio.ensure_future(waiting)
    await asyncio.wait([task, running], return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        running.result()
    await task
