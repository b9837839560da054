"""Who is next: emergencies, then due times; and the reason, fit to be said in one line."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clinic_server.domain.queue import (
    chosen_reason,
    due_after_next_two,
    due_at,
    due_at_end,
    may_see,
    next_and_passed,
    reason,
)
from shared.protocol.call import Why
from shared.protocol.clinic import Target
from shared.protocol.identity import new_id
from shared.protocol.priority import Priority
from shared.protocol.visit import Visit
from tests.values import MORNING, a_clinic, a_visit

TARGET = {Priority.EMERGENCY: 0, Priority.HIGH: 20, Priority.NORMAL: 60}
ARRIVALS = st.tuples(st.integers(0, 300), st.sampled_from(Priority))


def visit(arrived: int, priority: Priority = Priority.NORMAL, **fields: object) -> Visit:
    return a_visit(arrived, target=TARGET[priority], priority=priority, **fields)


def in_order(visits: list[Visit]) -> list[Visit]:
    return sorted(visits, key=lambda one: one.turn)


@pytest.mark.parametrize(("priority", "minutes"), list(TARGET.items()), ids=str)
def test_everybody_is_due_after_the_target_of_their_class(priority: Priority, minutes: int) -> None:
    assert due_at(a_clinic(), priority, MORNING) == MORNING + timedelta(minutes=minutes)


def test_the_targets_are_the_clinics_own() -> None:
    clinic = a_clinic(target=Target(normal_minutes=240, high_minutes=60))

    assert due_at(clinic, Priority.NORMAL, MORNING) == MORNING + timedelta(minutes=240)
    assert due_at(clinic, Priority.HIGH, MORNING) == MORNING + timedelta(minutes=60)


@given(st.lists(ARRIVALS, max_size=20))
def test_emergencies_come_first_and_in_order_of_arrival(arrivals: list[tuple[int, Priority]]) -> None:
    line = in_order([visit(minute, priority) for minute, priority in arrivals])
    urgent = [one for one in line if one.priority is Priority.EMERGENCY]

    assert line[: len(urgent)] == urgent
    assert [one.arrived_at for one in urgent] == sorted(one.arrived_at for one in urgent)


@given(st.lists(ARRIVALS, max_size=20))
def test_of_one_class_nobody_passes_who_came_before(arrivals: list[tuple[int, Priority]]) -> None:
    line = in_order([visit(minute, priority) for minute, priority in arrivals])

    for priority in Priority:
        same = [one.arrived_at for one in line if one.priority is priority]
        assert same == sorted(same)


@given(st.lists(ARRIVALS, max_size=20))
def test_nobody_starves(arrivals: list[tuple[int, Priority]]) -> None:
    """Whoever waits is passed by no one who comes a whole target later, but for emergencies."""
    line = in_order([visit(minute, priority) for minute, priority in arrivals])

    for place, one in enumerate(line):
        passed_by = [other for other in line[:place] if other.priority is not Priority.EMERGENCY]
        if one.priority is not Priority.EMERGENCY:
            assert all(other.arrived_at <= one.due_at for other in passed_by)


def test_high_priority_passes_who_came_forty_minutes_before_but_no_earlier_one() -> None:
    early, later, urgent = visit(0), visit(30), visit(41, Priority.HIGH)

    assert in_order([later, urgent, early]) == [early, urgent, later]


def test_a_doctor_sees_who_asked_for_them_or_for_anybody() -> None:
    doctor, other = new_id(), new_id()

    assert may_see(doctor, visit(0))
    assert may_see(doctor, visit(0, doctor_id=doctor))
    assert not may_see(doctor, visit(0, doctor_id=other))


@given(st.lists(st.lists(ARRIVALS, max_size=8), max_size=4), st.data())
def test_the_next_of_several_lines_is_the_first_of_all_and_the_other_was_passed_or_follows(
    arrivals: list[list[tuple[int, Priority]]], data: st.DataObject
) -> None:
    lines = [in_order([visit(minute, priority) for minute, priority in line]) for line in arrivals]
    everybody = [one for line in lines for one in line]
    callable_ids = {one.id for one in everybody if data.draw(st.booleans())}
    candidates = in_order([one for one in everybody if one.id in callable_ids])

    found = next_and_passed(lines, lambda one: one.id in callable_ids)

    assert list(found[:1]) == candidates[:1]
    assert len(found) == min(2, len(candidates))
    if len(found) == 2:
        chosen, other = found
        passed = [one.arrived_at for one in candidates if one.arrived_at < chosen.arrived_at]
        assert other.arrived_at == min(passed) if passed else other == candidates[1]


def test_a_reason_names_who_came_earlier_even_when_another_one_follows() -> None:
    early, urgent, also_urgent = visit(0), visit(45, Priority.HIGH), visit(46, Priority.HIGH)
    line = in_order([early, urgent, also_urgent])
    assert line == [early, urgent, also_urgent]

    later = visit(30)
    line = in_order([later, urgent, also_urgent])
    assert next_and_passed([line], lambda _: True) == (urgent, later)


@pytest.mark.parametrize(
    ("chosen", "other", "why"),
    [
        (visit(5, Priority.EMERGENCY), visit(0), Why.EMERGENCY),
        (visit(0), None, Why.ONLY),
        (visit(0), visit(5), Why.FIRST),
        (visit(30, Priority.HIGH), visit(0), Why.DUE),
    ],
    ids=["emergency", "only", "first", "due"],
)
def test_the_reason_says_why_this_one_comes_before_the_next(chosen: Visit, other: Visit | None, why: Why) -> None:
    id = new_id()
    said = reason(id, chosen, other, "" if other is None else "GM-009")

    assert (said.id, said.ticket_id, said.why) == (id, chosen.id, why)
    assert (said.priority, said.due_at) == (chosen.priority, chosen.due_at)
    assert said.other_due_at == (None if other is None else other.due_at)
    assert said.other_label == ("" if other is None else "GM-009")


def test_staff_who_choose_somebody_are_the_reason() -> None:
    chosen = visit(0)

    assert chosen_reason(new_id(), chosen).why is Why.CHOSEN


def back(missed: Visit, line: list[Visit]) -> list[Visit]:
    """The line after somebody who missed the call came back into it."""
    return in_order([*line, replace(missed, due_at=due_after_next_two(missed.due_at, line))])


@given(st.lists(ARRIVALS, max_size=12), ARRIVALS)
def test_who_missed_the_call_waits_behind_the_next_two(
    arrivals: list[tuple[int, Priority]], own: tuple[int, Priority]
) -> None:
    # Nobody has the due time of another to the microsecond: the writer gives every command a moment of its own.
    line = in_order([visit(minute * 3, priority) for minute, priority in {pair[0]: pair for pair in arrivals}.values()])
    missed = visit(own[0] * 3 + 1, Priority.NORMAL)
    calm = [one.id for one in line if one.priority is not Priority.EMERGENCY]

    after = [one.id for one in back(missed, line)]

    place = len([id for id in after[: after.index(missed.id)] if id in calm])
    own_place = len([one for one in line if one.priority is not Priority.EMERGENCY and one.due_at < missed.due_at])
    assert place == max(min(2, len(calm)), own_place)


def test_who_missed_the_call_comes_third_in_a_long_line() -> None:
    line = [visit(minute) for minute in (10, 20, 30, 40)]
    missed = visit(0)

    assert [one.id for one in back(missed, line)] == [line[0].id, line[1].id, missed.id, line[2].id, line[3].id]


@given(st.lists(ARRIVALS, max_size=12), st.sampled_from([Priority.NORMAL, Priority.HIGH]))
def test_the_end_of_the_line_is_behind_everybody(arrivals: list[tuple[int, Priority]], priority: Priority) -> None:
    line = in_order([visit(minute, arrived) for minute, arrived in arrivals])
    now = MORNING + timedelta(minutes=301)

    due = due_at_end(a_clinic(), priority, line, now)

    assert all(one.due_at < due for one in line if one.priority is not Priority.EMERGENCY)
    assert due >= due_at(a_clinic(), priority, now)
