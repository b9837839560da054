"""The preparer: slow work before a command reaches the writer, such as proving a password; bounded."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from clinic_server.actor import Actor
from clinic_server.handlers.attempt import Attempts
from clinic_server.handlers.crew import Crew
from clinic_server.handlers.every import HANDLERS
from clinic_server.handlers.hasher import Hasher
from clinic_server.handlers.registry import Preparation
from clinic_server.handlers.writer import Writer
from clinic_server.store.reading import Reader
from clinic_server.store.soundness import Soundness
from clinic_server.trust.pairings import Pairings
from clinic_server.trust.token import Tokens
from shared.protocol.grammar import Command, Refusal, kind_of
from shared.protocol.refusal import InternalError

HASHING_THREADS = 1
"""One hash at a time: it takes a core, and the other core is the queue's."""
MOST_HASHES_WAITING = 32
MOST_HASHES_OF_A_SOURCE = 8
"""So that whoever hammers stands in his own way before he stands in reception's."""
READING_THREADS = 2
MOST_READINGS_WAITING = 256
MOST_READINGS_OF_A_SOURCE = 64

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
        soundness: Soundness,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._tokens = tokens
        self._clock = clock
        self._pairings = pairings
        self._soundness = soundness
        self._attempts = Attempts()
        self._hasher = Hasher()
        self._hashing = Crew(
            "hash",
            HASHING_THREADS,
            most_waiting=MOST_HASHES_WAITING,
            most_of_a_source=MOST_HASHES_OF_A_SOURCE,
        )
        self._reading = Crew(
            "read", READING_THREADS, most_waiting=MOST_READINGS_WAITING, most_of_a_source=MOST_READINGS_OF_A_SOURCE
        )

    def close(self) -> None:
        """Finish what was begun."""
        self._hashing.close()
        self._hasher.close()
        self._reading.close()

    async def prepare(self, actor: Actor, command: Command[Any]) -> Any:
        """What the command's handler will find in `unit.prepared`, or why not.

        A refusal is raised, unless the writer may have a receipt of the same request: then the receipt counts.
        """
        registered = HANDLERS[type(command)]
        if registered.prepare is None:
            return None
        preparation = Preparation(
            reader=self._reader,
            actor=actor,
            attempts=self._attempts,
            hasher=self._hasher,
            tokens=self._tokens,
            note=partial(self._writer.note, actor),
            now=self._clock(),
            pairings=self._pairings,
            soundness=self._soundness,
        )
        crew = self._hashing if registered.hashes else self._reading
        try:
            return await crew.do(actor.source, partial(registered.prepare, preparation, command))
        except Refusal as refusal:
            if registered.keeps_answer:
                return refusal
            raise
        except Exception:
            logger.exception("preparing %s failed", kind_of(command))
            raise InternalError() from None
