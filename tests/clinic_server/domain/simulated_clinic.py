"""A simulated clinic: doctors with paces of their own, people who come by chance, and what each was promised.

Nothing of the forecast is used to make what happens: doctors have good and bad days, some people do not come in when
they are called, urgent ones come later and go first, and (where told so) everybody goes to lunch.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from uuid import UUID

from clinic_server.domain.figures import Told
from clinic_server.domain.pace import learned
from clinic_server.domain.queue import due_at, may_see
from clinic_server.domain.stint import Outcome, Stint
from clinic_server.domain.wait import Present, expected_wait
from shared.protocol.priority import Priority
from shared.protocol.visit import Visit
from tests.values import MORNING, a_clinic

DAY_MINUTES = 8 * 60
MINUTE = timedelta(minutes=1)
CLINIC = a_clinic()


@dataclass(frozen=True)
class Doctor:
    """How one doctor really works; `mean` and `spread` are of the logarithm of a consultation's minutes."""

    id: UUID
    department_ids: tuple[UUID, ...]
    mean: float
    spread: float


@dataclass(frozen=True)
class Clinic:
    """What kind of clinic it is."""

    doctors: tuple[Doctor, ...]
    load: float = 0.9
    """Of what the doctors can do."""
    high: float = 0.06
    emergencies: float = 0.01
    asks_doctor: float = 0.1
    absent: float = 0.04
    changing: float = 0.12
    """How much one doctor's days differ from another (of the logarithm)."""
    has_lunch: bool = False


@dataclass
class _Day:
    """One day as it goes on."""

    lines: dict[UUID, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[UUID, tuple[Visit, UUID, datetime]] = field(default_factory=dict)
    idle: set[UUID] = field(default_factory=set)
    at_lunch: set[UUID] = field(default_factory=set)
    promised: dict[UUID, tuple[datetime, datetime]] = field(default_factory=dict)


class Simulation:
    """Days one after another; `told` is what was promised and what came of it, once there was something to learn."""

    def __init__(self, clinic: Clinic, seed: int) -> None:
        self.clinic = clinic
        self.told: list[Told] = []
        self.unknown = 0
        self._chance = random.Random(seed)
        self._stints: list[Stint] = []
        self._ids = count(1)
        self._order = count()

    def run(self, days: int, *, every: int = 1) -> None:
        """So many days; every so-many-th who comes asks how long it will take."""
        for day in range(days):
            self._run_day(MORNING + timedelta(days=day), every)

    def _run_day(self, opens: datetime, every: int) -> None:
        day, chance = _Day(), self._chance
        factors = {doctor.id: chance.gauss(0, self.clinic.changing) for doctor in self.clinic.doctors}
        happens: list[tuple[datetime, int, str, object]] = []

        def plan(at: datetime, what: str, about: object) -> None:
            heappush(happens, (at, next(self._order), what, about))

        for at, visit, department_id in self._arrivals(opens):
            plan(at, "arrives", (visit, department_id))
        for doctor in self.clinic.doctors:
            plan(opens + chance.uniform(0, 10) * MINUTE, "free", doctor)
            if self.clinic.has_lunch:
                plan(opens + chance.uniform(200, 260) * MINUTE, "lunch", doctor)
        while happens:
            at, _, what, about = heappop(happens)
            if what == "arrives":
                visit, department_id = about  # type: ignore[misc]  # as planned
                day.lines[department_id].append(visit)
                day.lines[department_id].sort(key=lambda other: other.turn)
                if visit.id.int % every == 0:
                    self._promise(day, visit, department_id, at)
                for doctor in self.clinic.doctors:
                    if doctor.id in day.idle:
                        plan(at, "free", doctor)
                continue
            doctor = about  # type: ignore[assignment]  # as planned
            if what == "lunch":
                day.at_lunch.add(doctor.id)
            elif what == "back":
                day.at_lunch.discard(doctor.id)
                plan(at, "free", doctor)
            elif what == "ends":
                self._finish(day, doctor, at)
                plan(at + chance.expovariate(1 / 0.7) * MINUTE, "free", doctor)
            elif doctor.id in day.at_lunch and doctor.id not in day.seen:
                day.idle.discard(doctor.id)
                plan(at + 30 * MINUTE, "back", doctor)
            elif doctor.id not in day.seen:
                self._call(day, doctor, at, factors[doctor.id], plan)

    def _arrivals(self, opens: datetime) -> Iterator[tuple[datetime, Visit, UUID]]:
        """More in the first half of the day, as everywhere."""
        chance, doctors = self._chance, self.clinic.doctors
        minutes = sum(2.718281828 ** (doctor.mean + doctor.spread**2 / 2) + 1.5 for doctor in doctors) / len(doctors)
        expected = self.clinic.load * DAY_MINUTES * len(doctors) / minutes
        departments = sorted({id for doctor in doctors for id in doctor.department_ids}, key=lambda id: id.int)
        for _ in range(int(expected)):
            at = opens + min(chance.uniform(0, DAY_MINUTES), chance.uniform(0, DAY_MINUTES * 1.4)) * MINUTE
            department_id = chance.choice(departments)
            draw = chance.random()
            priority = (
                Priority.EMERGENCY
                if draw < self.clinic.emergencies
                else Priority.HIGH
                if draw < self.clinic.high
                else Priority.NORMAL
            )
            able = [doctor for doctor in doctors if department_id in doctor.department_ids]
            asked = chance.choice(able).id if chance.random() < self.clinic.asks_doctor else None
            visit = Visit(
                id=UUID(int=next(self._ids)),
                language="en",
                doctor_id=asked,
                priority=priority,
                arrived_at=at,
                effective_arrival_at=at,
                due_at=due_at(CLINIC, priority, at),
            )
            yield at, visit, department_id

    def _promise(self, day: _Day, visit: Visit, department_id: UUID, at: datetime) -> None:
        paces = learned(self._stints[-1000:])
        present = [
            Present(
                doctor_id=doctor.id,
                department_ids=doctor.department_ids,
                busy_since=day.seen[doctor.id][2] if doctor.id in day.seen else None,
                busy_department_id=day.seen[doctor.id][1] if doctor.id in day.seen else None,
            )
            for doctor in self.clinic.doctors
            if doctor.id not in day.at_lunch or doctor.id in day.seen
        ]
        wait = (
            None
            if paces is None
            else expected_wait(visit, department_id, day.lines, present, paces, at, high_minutes=20)
        )
        if wait is None:
            self.unknown += 1
            return
        day.promised[visit.id] = (at + wait.soonest_minutes * MINUTE, at + wait.longest_minutes * MINUTE)

    def _call(self, day: _Day, doctor: Doctor, at: datetime, factor: float, plan: object) -> None:
        heads = [
            (visit.turn, visit, id)
            for id in doctor.department_ids
            for visit in day.lines[id]
            if may_see(doctor.id, visit)
        ]
        if not heads:
            day.idle.add(doctor.id)
            return
        day.idle.discard(doctor.id)
        _, visit, department_id = min(heads)
        day.lines[department_id].remove(visit)
        if visit.id in day.promised:
            soonest, latest = day.promised[visit.id]
            self.told.append(Told(soonest_at=soonest, latest_at=latest, called_at=at))
        if self._chance.random() < self.clinic.absent:
            self._stints.append(_stint(visit, department_id, None, at, None))
            plan(at + self._chance.uniform(1, 4) * MINUTE, "free", doctor)  # type: ignore[operator]  # a function
            return
        day.seen[doctor.id] = (visit, department_id, at)
        lasts = self._chance.uniform(0.3, 1.5) + self._chance.lognormvariate(doctor.mean + factor, doctor.spread)
        plan(at + lasts * MINUTE, "ends", doctor)  # type: ignore[operator]  # a function

    def _finish(self, day: _Day, doctor: Doctor, at: datetime) -> None:
        visit, department_id, called_at = day.seen.pop(doctor.id)
        self._stints.append(_stint(visit, department_id, doctor.id, called_at, at))


def _stint(
    visit: Visit, department_id: UUID, staff_id: UUID | None, called_at: datetime, left_at: datetime | None
) -> Stint:
    return Stint(
        ticket_id=visit.id,
        department_id=department_id,
        staff_id=staff_id,
        arrived_at=visit.arrived_at,
        called_at=called_at,
        started_at=None if left_at is None else called_at,
        left_at=left_at,
        is_urgent=visit.priority is not Priority.NORMAL,
        outcome=Outcome.MISSED if left_at is None else Outcome.SEEN,
    )
