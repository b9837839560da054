"""Outbox: commands that must arrive although nobody waits for their answer, in order, across any cut of the link."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.protocol.grammar import Command, Refusal
from shared.protocol.identity import new_id
from shared.protocol.refusal import StorageFull, Unreachable

MOST_WAITING = 1000
TRY_SECONDS = 10.0
FULL_DISK_PAUSE_SECONDS = 5.0

logger = logging.getLogger(__name__)


class OutboxFull(RuntimeError):
    """More waits than a day's work: something is wrong that waiting does not mend."""


@dataclass(frozen=True)
class _Letter:
    id: UUID
    command: Command[Any]  # Any: the answer is not looked at


class Outbox:
    """`put` what must arrive; `run` sends it, one at a time, each under one request id until it is answered.

    `send` is `Link.send`. A refusal is final, is logged and makes room for the next; no answer, or a full disk on the
    box, is not: the same request is repeated.
    """

    def __init__(self, send: Callable[..., Awaitable[object]]) -> None:
        self._send = send
        self._letters: deque[_Letter] = deque()
        self._changed = asyncio.Condition()
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._letters)

    def put(self, command: Command[Any]) -> None:
        """Send this as soon as may be. Raises OutboxFull."""
        if len(self._letters) >= MOST_WAITING:
            raise OutboxFull(f"{MOST_WAITING} commands wait already")
        self._letters.append(_Letter(new_id(), command))
        self._arrived.set()

    async def run(self) -> None:
        """Send what waits and what comes; for ever. Cancel it to end: what was not answered stays in the outbox."""
        while True:
            while self._letters:
                if await self._is_settled(self._letters[0]):
                    self._letters.popleft()
                    async with self._changed:
                        self._changed.notify_all()
            self._arrived.clear()
            await self._arrived.wait()

    async def until_empty(self) -> None:
        """Wait until everything was answered or refused."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._letters)

    async def _is_settled(self, letter: _Letter) -> bool:
        try:
            await self._send(letter.command, request_id=letter.id, within_seconds=TRY_SECONDS)
        except Unreachable:
            return False
        except StorageFull:
            await asyncio.sleep(FULL_DISK_PAUSE_SECONDS)
            return False
        except Refusal as refusal:
            logger.warning("%s left the outbox refused: %s", type(letter.command).__name__, refusal)
        return True
