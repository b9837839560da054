"""Expected wait: "who is next" played forward many times with the doctors present now, each time a little otherwise.

The play is drawn by numbers that follow from the ticket itself, so the same clinic gives the same answer.
"""

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from statistics import NormalDist
from uuid import UUID

from msgspec import Struct

from clinic_server.domain.pace import Pace, Paces
from shared.protocol.place import ExpectedWait
from shared.protocol.priority import Priority
from shared.protocol.visit import Visit

MINUTE = timedelta(minutes=1)
STEP_MINUTES = 5
MOST_PLAYS, FEWEST_PLAYS = 300, 60
CALLS_PLAYED = 12_000
"""Between a long line's wait and the box's time: the longer the line, the less one consultation matters."""
SOONEST, LIKELY, LONGEST = 0.1, 0.5, 0.9

_normal = NormalDist()


class Present(Struct, frozen=True, kw_only=True):
    """A doctor who takes patients now; `busy_since` is when the one who is with them was called."""

    doctor_id: UUID
    department_ids: tuple[UUID, ...]
    busy_since: datetime | None = None
    busy_department_id: UUID | None = None


def expected_wait(
    visit: Visit,
    department_id: UUID,
    lines: Mapping[UUID, Sequence[Visit]],
    doctors: Iterable[Present],
    paces: Paces,
    now: datetime,
    *,
    high_minutes: int,
) -> ExpectedWait | None:
    """How long until a waiting visit is called; None when no doctor who is present may call it.

    `lines` are those who wait for each department, in order of `Visit.turn`; `high_minutes` is the target of somebody
    with high priority, which says until when such a newcomer goes first.
    """
    concerned = _concerned(department_id, tuple(doctors))
    may_call = [doctor for doctor in concerned if department_id in doctor.department_ids]
    if not any(visit.doctor_id in (None, doctor.doctor_id) for doctor in may_call):
        return None
    stage = _Stage(visit, lines, concerned, paces, now, high_minutes)
    plays = max(FEWEST_PLAYS, min(MOST_PLAYS, CALLS_PLAYED // max(1, stage.waiting)))
    chance = random.Random(visit.id.int)
    waits = sorted(stage.play(chance) for _ in range(plays))
    return ExpectedWait(
        soonest_minutes=_steps(math.floor, _percentile(waits, SOONEST)),
        likely_minutes=_steps(round, _percentile(waits, LIKELY)),
        longest_minutes=_steps(math.ceil, _percentile(waits, LONGEST)),
    )


class _Stage:
    """What every play begins with."""

    def __init__(
        self,
        visit: Visit,
        lines: Mapping[UUID, Sequence[Visit]],
        doctors: Sequence[Present],
        paces: Paces,
        now: datetime,
        high_minutes: int,
    ) -> None:
        self._target = visit.turn
        self._doctors = doctors
        self._paces = paces
        self._now = now
        is_normal = visit.priority is Priority.NORMAL
        self._overtaken_for = (visit.due_at - now) / MINUTE - high_minutes if is_normal else 0.0
        self._queues: dict[tuple[UUID, UUID | None], list[tuple[bool, datetime, UUID]]] = {}
        for department_id in {id for doctor in doctors for id in doctor.department_ids}:
            for other in lines.get(department_id, ()):
                self._queues.setdefault((department_id, other.doctor_id), []).append(other.turn)
        self.waiting = sum(map(len, self._queues.values()))
        """How many are in the lines that matter."""

    def play(self, chance: random.Random) -> float:
        """The minutes until the target is called, this time."""
        paces = {
            (doctor.doctor_id, id): _today(self._paces.of(doctor.doctor_id, id), chance)
            for doctor in self._doctors
            for id in doctor.department_ids
        }
        passed = dict.fromkeys(self._queues, 0)
        free = [(self._busy_for(doctor, paces, chance), number) for number, doctor in enumerate(self._doctors)]
        heapify(free)
        while True:
            at, number = free[0]
            doctor = self._doctors[number]
            found = self._next(doctor, passed)
            if found is None:
                heapreplace(free, (math.inf, number))
                continue
            turn, key = found
            pace = paces[doctor.doctor_id, key[0]]
            if at < self._overtaken_for and chance.random() < self._paces.urgent:
                heapreplace(free, (at + chance.lognormvariate(pace.mean, pace.spread), number))
                continue
            if turn == self._target:
                return at
            passed[key] += 1
            if chance.random() >= self._paces.absent:
                heapreplace(free, (at + chance.lognormvariate(pace.mean, pace.spread), number))

    def _next(
        self, doctor: Present, passed: Mapping[tuple[UUID, UUID | None], int]
    ) -> tuple[tuple[bool, datetime, UUID], tuple[UUID, UUID | None]] | None:
        """The first turn of the doctor's lines, by the same order as the real call, and the queue it stands in."""
        heads = (
            (queue[passed[key]], key)
            for department_id in doctor.department_ids
            for key in ((department_id, None), (department_id, doctor.doctor_id))
            if (queue := self._queues.get(key)) is not None and passed[key] < len(queue)
        )
        return min(heads, key=lambda head: head[0], default=None)

    def _busy_for(self, doctor: Present, paces: Mapping[tuple[UUID, UUID], Pace], chance: random.Random) -> float:
        """The minutes until a doctor is free: what is left of a consultation that has lasted so long already."""
        if doctor.busy_since is None:
            return 0.0
        department_id = doctor.busy_department_id
        pace = paces.get((doctor.doctor_id, department_id)) if department_id is not None else None
        pace = pace or self._paces.of_clinic
        elapsed = max(0.01, (self._now - doctor.busy_since) / MINUTE)
        over = _normal.cdf((math.log(elapsed) - pace.mean) / pace.spread)
        share = min(over + chance.random() * (1 - over), 1 - 1e-6)
        return max(0.0, math.exp(pace.mean + pace.spread * _normal.inv_cdf(max(share, 1e-6))) - elapsed)


def _concerned(department_id: UUID, doctors: Sequence[Present]) -> tuple[Present, ...]:
    """The doctors whose calls can matter for a department's line: who share a line with its doctors, and so on."""
    reached, grows = {department_id}, True
    while grows:
        shared = [doctor for doctor in doctors if reached.intersection(doctor.department_ids)]
        wider = reached.union(*(doctor.department_ids for doctor in shared))
        grows, reached = wider != reached, wider
    return tuple(doctor for doctor in doctors if reached.intersection(doctor.department_ids))


def _today(pace: Pace, chance: random.Random) -> Pace:
    """The pace as it may be: nobody knows its mean exactly."""
    return Pace(mean=chance.gauss(pace.mean, pace.doubt), spread=pace.spread, doubt=0.0)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _steps(rounded: Callable[[float], int], minutes: float) -> int:
    return rounded(minutes / STEP_MINUTES) * STEP_MINUTES
