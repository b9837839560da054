"""The preparer: slow work before a command reaches the writer, such as hashing a password; bounded, and ranked last."""

import asyncio
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from clinic_server.actor import BOX, Actor
from clinic_server.handlers.attempt import Attempts
from clinic_server.handlers.every import HANDLERS
from clinic_server.handlers.failure import NoteFailure
from clinic_server.handlers.registry import Preparation
from clinic_server.handlers.writer import Writer
from clinic_server.store.reading import Reader
from clinic_server.trust.pairings import Pairings
from clinic_server.trust.token import Tokens
from shared.protocol.grammar import Command, Refusal, kind_of
from shared.protocol.refusal import InternalError, TryLater

HASHING_THREADS = 1
"""A hash takes 64 MiB and a core; the other core is the queue's."""
READING_THREADS = 2
MOST_WAITING = 32
MOST_WAITING_OF_A_SOURCE = 8
"""So that whoever hammers stands in his own way before he stands in reception's."""
NICENESS = 10

logger = logging.getLogger(__name__)


class Preparer:
    """Works in threads of its own, from its making to `close`."""

    def __init__(
        self,
        writer: Writer,
        reader: Reader,
        tokens: Tokens,
        *,
        clock: Callable[[], datetime],
        pairings: Pairings,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._tokens = tokens
        self._clock = clock
        self._pairings = pairings
        self._attempts = Attempts()
        self._waiting: Counter[str] = Counter()
        self._hashing = ThreadPoolExecutor(HASHING_THREADS, thread_name_prefix="hash", initializer=_step_back)
        self._reading = ThreadPoolExecutor(READING_THREADS, thread_name_prefix="read")

    def close(self) -> None:
        """Finish what was begun."""
        for threads in (self._hashing, self._reading):
            threads.shutdown(cancel_futures=True)

    async def prepare(self, actor: Actor, command: Command[Any]) -> Any:
        """What the command's handler will find in `unit.prepared`. Raises the refusal."""
        registered = HANDLERS[type(command)]
        if registered.prepare is None:
            return None
        source = actor.source
        if self._waiting.total() >= MOST_WAITING or self._waiting[source] >= MOST_WAITING_OF_A_SOURCE:
            raise TryLater(seconds=1)
        self._waiting[source] += 1
        preparation = Preparation(
            reader=self._reader,
            actor=actor,
            attempts=self._attempts,
            tokens=self._tokens,
            now=self._clock(),
            pairings=self._pairings,
        )
        try:
            threads = self._hashing if registered.hashes else self._reading
            return await asyncio.get_running_loop().run_in_executor(threads, registered.prepare, preparation, command)
        except Refusal:
            self._note_failures()
            raise
        except Exception:
            logger.exception("preparing %s failed", kind_of(command))
            raise InternalError() from None
        finally:
            self._waiting -= Counter((source,))

    def _note_failures(self) -> None:
        while self._attempts.noted:
            streak = self._attempts.noted.popleft()
            self._writer.ask(BOX, None, NoteFailure(streak=streak), lambda _: None)


def _step_back() -> None:
    """Where the system can rank threads, ours gives way to whoever serves the queue."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
