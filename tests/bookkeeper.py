"""The clinic's commands without a network: each one a transaction of its own, at whatever time the test says."""

from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

import msgspec

from clinic_server.actor import BOX, Actor
from clinic_server.handlers.attempt import Attempts
from clinic_server.handlers.day import KeepDay
from clinic_server.handlers.every import HANDLERS
from clinic_server.handlers.hasher import Hasher
from clinic_server.handlers.registry import Preparation
from clinic_server.handlers.standing import require_standing
from clinic_server.store.ledger import Ledger
from clinic_server.store.opening import open_store
from clinic_server.store.reading import Reader
from clinic_server.store.soundness import Soundness
from clinic_server.store.unit import Unit
from clinic_server.trust.authority import open_authority
from clinic_server.trust.pairings import Pairings
from clinic_server.trust.token import Tokens
from shared.protocol.grammar import Command, Event, Refusal

A = TypeVar("A")


class Bookkeeper:
    """Carries commands out by the real handlers on a real database. `at` is the clock's time, for the test to move."""

    def __init__(self, folder: Path, at: datetime, *, setup_code: str | None = None) -> None:
        self.at = at
        self.store = open_store(folder)
        self.ledger = Ledger(self.store.writing)
        self.attempts = Attempts(lambda: self.at.timestamp())
        self._tokens = Tokens(folder)
        self._hasher = Hasher()
        self.pairings = Pairings(open_authority(folder), is_empty=setup_code is not None)
        self.pairings.setup_code = setup_code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another server have the folder."""
        self._hasher.close()
        self.ledger.close()
        self.store.close()

    def ask(
        self, actor: Actor, command: Command[A], *, prepared: Any = None, request_id: UUID | None = None
    ) -> A:  # Any: what a preparation works out is its handler's affair
        """The command's answer. Raises its refusal; then nothing was kept."""
        registered = HANDLERS[type(command)]
        if prepared is None and registered.prepare is not None:
            prepared = registered.prepare(self._preparation(actor), command)
        if self.ledger.last_at is not None and self.at == self.ledger.last_at:
            self.at += timedelta(microseconds=1)  # as the writer does: no two commands at the same moment
        unit = self.unit(actor, prepared)
        self.ledger.begin()
        try:
            require_standing(unit, actor, command)
            answer: A = registered.handler(unit, command)
        except BaseException:
            self.ledger.rollback()
            raise
        if isinstance(answer, Refusal):  # told after what was recorded is kept
            self._keep(unit, actor, request_id, None)
            raise answer
        receipt = msgspec.json.encode(answer) if request_id is not None and registered.keeps_answer else None
        self._keep(unit, actor, request_id, receipt)
        return answer

    def record(self, event: Event) -> None:
        """Write an event as it stands, such as one that no command of today makes."""
        unit = self.unit(BOX)
        self.ledger.begin()
        unit.record(event)
        self._keep(unit, BOX, None, None)

    def keep_day(self) -> None:
        """What the box does by itself before everything else: roll the day over."""
        self.ask(BOX, KeepDay())

    def unit(self, actor: Actor = BOX, prepared: Any = None) -> Unit:
        """How things are now, as a handler sees them."""
        return Unit(self.ledger, actor=actor, now=self.at, clock=self.at, pairings=self.pairings, prepared=prepared)

    def _preparation(self, actor: Actor) -> Preparation:
        return Preparation(
            reader=Reader(self.store.reading),
            actor=actor,
            attempts=self.attempts,
            hasher=self._hasher,
            tokens=self._tokens,
            note=self.record,
            now=self.at,
            pairings=self.pairings,
            soundness=Soundness(holds=True),
        )

    def _keep(self, unit: Unit, actor: Actor, request_id: UUID | None, answer: bytes | None) -> None:
        self.ledger.keep(
            unit.events,
            at=unit.now,
            actor=actor.name,
            request_id=request_id,
            answer=answer,
            bodies=unit.bodies,
            forgotten=unit.forgotten,
        )
        self.ledger.commit()
        self.ledger.settle()
