"""A link whose mirror is filled by hand, whose clock stands still, and whose answers the test gives."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from shared.client.link import Change, Link, LinkState
from shared.protocol.envelope import Notice, Snapshot
from shared.protocol.grammar import Command, Refusal, Value

A = TypeVar("A")


class HandLink(Link):
    """Keeps every command in `sent`; `answers` gives each class's answer, or the refusal to raise."""

    def __init__(self, at: datetime, *values: Value) -> None:
        super().__init__(self._nowhere, None)
        self.at = at
        self.sent: list[Command[Any]] = []
        self.request_ids: list[UUID | None] = []
        self.answers: dict[type[Command[Any]], object] = {}
        self.joins = 0
        self.mirror.reset(Snapshot(seq=1, at=at, values=values))
        self.state = LinkState(is_live=True, has_clinic=True)
        self._number = 0

    @property
    def now(self) -> datetime:
        return self.at

    async def send(self, command: Command[A], *, request_id: UUID | None = None, within_seconds: float = 10.0) -> A:
        self.sent.append(command)
        self.request_ids.append(request_id)
        await asyncio.sleep(0)
        answer = self.answers.get(type(command))
        if isinstance(answer, Refusal):
            raise answer
        return answer  # type: ignore[return-value]  # the test gives an answer of the right class

    async def reconnect(self) -> None:
        self.joins += 1

    def hear(self, *values: Value, kind: str = "derived") -> None:
        """The clinic changed."""
        self._number += 1
        self.mirror.apply(Notice(number=self._number, seq=self._number + 1, at=self.at, kind=kind, values=values))
        self._tell(Change(kind, values))

    def join(self, *values: Value, problem: Refusal | None = None) -> None:
        """A new snapshot came, as after signing in or when the line is back; `problem` lives on with it."""
        self.mirror.reset(Snapshot(seq=1, at=self.at, values=values))
        self.show_state(replace(self.state, is_live=True, problem=problem))
        self._tell(Change(None, values))

    def show_state(self, state: LinkState) -> None:
        """The link is live, lost, or turned away."""
        self._show(state)

    def cut(self) -> None:
        """The line is gone."""
        self._show(replace(self.state, is_live=False))

    async def _nowhere(self) -> str:
        raise OSError("a hand-filled link connects to nothing")


class Running:
    """Runs what a presenter spawns, and waits until it is done."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[object]] = []

    def spawn(self, work: Coroutine[Any, Any, object], name: str) -> object:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.append(task)
        return task

    async def settle(self) -> None:
        """Until everything that was asked has been answered; raises what failed."""
        while self._tasks:
            await self._tasks.pop()
