"""The writer: one thread that carries out every command, many in one transaction when many ask at the same time."""

import asyncio
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from clinic_server.actor import BOX, Actor
from clinic_server.domain.day import business_day_of, rolls_over_at
from clinic_server.handlers.batch import Asked, Looked, Noted, Outcome, Published
from clinic_server.handlers.day import KeepDay
from clinic_server.handlers.every import HANDLERS
from clinic_server.handlers.standing import require_standing
from clinic_server.hearing import heard_of
from clinic_server.reach import check
from clinic_server.store.ledger import Ledger, Receipt
from clinic_server.store.unit import Unit
from clinic_server.trust.pairings import Pairings
from shared.protocol.clinic import ClinicChanged, ClinicFounded, DayOpened, FoundClinic, NotFoundedYet
from shared.protocol.grammar import Command, Event, Refusal, Value, kind_of
from shared.protocol.pairing import ClaimPairing, ClosePairing, CollectPairing, ConfirmPairing, OpenPairing
from shared.protocol.refusal import InternalError, NotAllowed, StorageFull

A = TypeVar("A")

LARGEST_BATCH = 256
GATHER_SECONDS = 0.001
SMALLEST_STEP = timedelta(microseconds=1)
DAY_MAY_CHANGE = (ClinicFounded, ClinicChanged, DayOpened)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
BEFORE_A_CLINIC = (FoundClinic, OpenPairing, ClosePairing, ClaimPairing, ConfirmPairing, CollectPairing)
"""What an empty box can be asked: it lets a desk in, which founds the clinic."""
CONTRADICTIONS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, OverflowError)
"""The database refuses what a handler decided: against a constraint, or a number that no column holds."""

logger = logging.getLogger(__name__)
encode = msgspec.json.Encoder().encode


class Writer:
    """Owns the ledger from `start` to `stop`.

    `publish` is called in the event loop after each commit, `tell` with what is told and not kept, `failed` when the
    disk's truth is no longer sure, after which nothing more is answered.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        publish: Callable[[Sequence[Published]], None],
        failed: Callable[[BaseException], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[Sequence[Value]], None] = lambda _: None,
        pairings: Pairings | None = None,
    ) -> None:
        self._ledger = ledger
        self._publish = publish
        self._failed = failed
        self._clock = clock
        self._tell = tell
        self._pairings = pairings
        self._asked: queue.SimpleQueue[Asked | Looked | Noted | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._rolls_over_at = LONG_AGO
        self._last_size = 1

    def start(self) -> None:
        """Begin to work, for the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Carry out what was asked before, then end."""
        self._asked.put(None)
        await asyncio.to_thread(self._thread.join)

    def ask(
        self,
        actor: Actor,
        request_id: UUID | None,
        command: Command[Any],
        done: Callable[[bytes | Refusal], None],
        prepared: Any = None,
    ) -> None:
        """Have a command carried out. Commands are carried out in the order they were asked."""
        self._asked.put(Asked(actor, request_id, command, prepared, done))

    async def answer(self, actor: Actor, command: Command[A], request_id: UUID | None = None) -> bytes:
        """Have a command carried out and wait for its encoded answer. Raises the refusal."""
        answer: bytes = await self._wait(lambda done: self.ask(actor, request_id, command, done))
        return answer

    def note(self, actor: Actor, event: Event) -> None:
        """Have something written down that happened by itself. Nobody waits for it; it is lost with a full disk."""
        self._asked.put(Noted(actor, event))

    async def look(self, look: Callable[[Unit], A]) -> A:
        """Ask how things are: `look` runs between transactions and must change nothing."""
        result: A = await self._wait(lambda done: self._asked.put(Looked(look, done)))
        return result

    async def _wait(self, ask: Callable[[Callable[[Any], None]], None]) -> Any:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def done(result: Any) -> None:
            if future.done():
                return
            if isinstance(result, Refusal):
                future.set_exception(result)
            else:
                future.set_result(result)

        ask(done)
        return await future

    def _work(self) -> None:
        try:
            while (batch := self._next_batch()) is not None:
                self._carry_out(batch)
        except BaseException as error:
            logger.critical("the writer failed; the clinic restarts from the disk's truth", exc_info=True)
            self._in_loop(self._failed, error)
        finally:
            self._ledger.close()

    def _next_batch(self) -> list[Asked | Looked | Noted] | None:
        """Whatever waits now, at least one; None at the end. The end comes after all that was asked before it.

        When many asked last time, the same many will ask again once they have their answers: they are waited for a
        moment, so that they share one flush of the disk. A lone command is never delayed.
        """
        batch: list[Asked | Looked | Noted] = []
        first = self._asked.get()
        deadline = time.monotonic() + GATHER_SECONDS
        while first is not None:
            batch.append(first)
            if len(batch) == LARGEST_BATCH:
                break
            try:
                wait = deadline - time.monotonic() if len(batch) < self._last_size else 0
                first = self._asked.get(timeout=wait) if wait > 0 else self._asked.get_nowait()
            except queue.Empty:
                break
        if first is None and batch:
            self._asked.put(None)
        self._last_size = len(batch)
        return batch or None

    def _carry_out(self, batch: list[Asked | Looked | Noted]) -> None:
        """One transaction for all; when the database finds a contradiction, one each, so that only its own fails."""
        outcome = Outcome()
        try:
            self._transact(batch, outcome)
        except CONTRADICTIONS:
            self._roll_back()
            outcome = Outcome()
            if len(batch) > 1:
                for one in batch:
                    self._carry_out([one])
                return
            logger.exception("the database refused what a handler decided")
            outcome.answers.append((batch[0].done, InternalError()))
        except sqlite3.OperationalError as error:
            if not _is_full(error):
                raise
            self._roll_back()
            logger.critical("the disk is full; nothing can be written")
            outcome = Outcome(
                answers=[(one.done, self._look(one) if isinstance(one, Looked) else StorageFull()) for one in batch]
            )
        self._in_loop(self._deliver, outcome)
        self._ledger.settle()

    def _roll_back(self) -> None:
        """Nothing of the transaction was; a day that it had opened must be opened anew."""
        self._ledger.rollback()
        self._rolls_over_at = LONG_AGO

    def _transact(self, batch: list[Asked | Looked | Noted], outcome: Outcome) -> None:
        self._ledger.begin()
        self._keep_day(outcome)
        ids = [one.request_id for one in batch if isinstance(one, Asked) and one.request_id is not None]
        receipts = self._ledger.receipts(ids)
        for one in batch:
            if isinstance(one, Looked):
                outcome.answers.append((one.done, self._look(one)))
                continue
            if isinstance(one, Noted):
                self._note(one, outcome)
                continue
            outcome.answers.append((one.done, self._answer(one, receipts, outcome)))
        self._ledger.commit()

    def _keep_day(self, outcome: Outcome) -> None:
        """Roll the business day over before anything else that happens after its end."""
        clinic = self._ledger.memory.clinic
        if clinic is None or self._clock() < self._rolls_over_at:
            return
        self._command(Asked(BOX, None, KeepDay(), None, lambda _: None), outcome)
        day = self._ledger.memory.day
        if day is not None and day.closed_at is None:
            self._rolls_over_at = rolls_over_at(clinic, day.day)

    def _answer(self, asked: Asked, receipts: dict[UUID, Receipt], outcome: Outcome) -> bytes | Refusal:
        """The same request gets the same answer; somebody else who repeats it gets none."""
        known = None if asked.request_id is None else receipts.get(asked.request_id)
        if known is not None:
            return known.answer if known.actor == asked.actor.name else NotAllowed()
        answer = self._command(asked, outcome)
        if asked.request_id is not None and isinstance(answer, bytes):
            receipts[asked.request_id] = Receipt(asked.actor.name, answer)
        return answer

    def _command(self, asked: Asked, outcome: Outcome) -> bytes | Refusal:
        registered = HANDLERS[type(asked.command)]
        unit = self._unit(asked.actor, asked.prepared)
        if not unit.has_clinic and not isinstance(asked.command, BEFORE_A_CLINIC):
            return NotFoundedYet()
        try:
            require_standing(unit, asked.actor, asked.command)
            check(unit, asked.actor, asked.command)
            if isinstance(asked.prepared, Refusal):
                return asked.prepared
            answer = registered.handler(unit, asked.command)
            receipt = None if isinstance(answer, Refusal) else encode(answer)
        except Refusal as refusal:
            outcome.told += unit.told
            return refusal
        except (SQLAlchemyError, sqlite3.Error, OverflowError):
            raise
        except Exception:
            logger.exception("%s failed", kind_of(asked.command))
            return InternalError()
        heard = [heard_of(unit, event) for event in unit.events]
        rows = self._ledger.keep(
            unit.events,
            at=unit.now,
            actor=asked.actor.name,
            request_id=asked.request_id,
            answer=receipt if registered.keeps_answer and asked.request_id is not None else None,
            bodies=unit.bodies,
            forgotten=unit.forgotten,
        )
        outcome.told += unit.told
        outcome.events += [
            Published(row.seq, row.at, event, told) for row, event, told in zip(rows, unit.events, heard, strict=True)
        ]
        if any(isinstance(event, DAY_MAY_CHANGE) for event in unit.events):
            self._rolls_over_at = LONG_AGO
        return answer if receipt is None else receipt

    def _note(self, noted: Noted, outcome: Outcome) -> None:
        if self._ledger.clinic_id is None:
            return
        unit = self._unit(noted.actor, None)
        events = (noted.event,)
        rows = self._ledger.keep(events, at=unit.now, actor=noted.actor.name, request_id=None, answer=None)
        outcome.events += [Published(row.seq, row.at, noted.event, ()) for row in rows]

    def _look(self, looked: Looked) -> Any:
        try:
            return looked.look(self._unit(BOX, None))
        except Refusal as refusal:
            return refusal
        except Exception:
            logger.exception("a look failed")
            return InternalError()

    def _unit(self, actor: Actor, prepared: Any) -> Unit:
        clock = self._clock()
        now = self._after_last(clock)
        return Unit(self._ledger, actor=actor, now=now, clock=clock, pairings=self._pairings, prepared=prepared)

    def _after_last(self, clock: datetime) -> datetime:
        """The time of the next event: never before the last one of the same business day, whatever the clock does.

        Never on the very second either: the text of such a moment has no fraction and would sort behind its second.
        """
        if clock.microsecond == 0:
            clock += SMALLEST_STEP
        last, memory = self._ledger.last_at, self._ledger.memory
        if last is None or clock > last:
            return clock
        if (
            memory.clinic is not None
            and memory.day is not None
            and business_day_of(memory.clinic, clock) < memory.day.day
        ):
            return clock
        return last + SMALLEST_STEP

    def _deliver(self, outcome: Outcome) -> None:
        for done, answer in outcome.answers:
            done(answer)
        if outcome.events:
            self._publish(outcome.events)
        if outcome.told:
            self._tell(outcome.told)

    def _in_loop(self, call: Callable[..., None], *arguments: Any) -> None:
        assert self._loop is not None  # the thread starts after it is known
        self._loop.call_soon_threadsafe(call, *arguments)


def _is_full(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
