"""Announcements, by rule: each call is said once, or has outlived its time; never two at once; emergencies first."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from display.announcements import REMEMBERED, Announcements
from shared.protocol.call import Call
from shared.protocol.identity import new_id

if TYPE_CHECKING:
    from uuid import UUID

BEGIN = datetime(2026, 4, 14, 10, tzinfo=UTC)
ROOM, DEPARTMENT = new_id(), new_id()


def call_at(at: datetime, *, is_emergency: bool = False, lifetime_seconds: int = 120) -> Call:
    return Call(
        id=new_id(),
        ticket_id=new_id(),
        label="GM-007",
        department_id=DEPARTMENT,
        room_id=ROOM,
        zone="main",
        language="en",
        is_emergency=is_emergency,
        called_at=at,
        expires_at=at + timedelta(seconds=lifetime_seconds),
    )


class Screen(RuleBasedStateMachine):
    """A display in a clinic that calls, loses its link and is restarted at the worst moments."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.announcements = Announcements()
        self.calls: dict[UUID, Call] = {}
        self.taken_back: set[UUID] = set()
        self.said: list[UUID] = []
        self.is_cut = False

    @rule(is_emergency=st.booleans(), lifetime=st.sampled_from((5, 30, 120)))
    def somebody_is_called(self, is_emergency: bool, lifetime: int) -> None:
        call = call_at(self.now, is_emergency=is_emergency, lifetime_seconds=lifetime)
        self.calls[call.id] = call
        if not self.is_cut:
            self.announcements.hear([call])

    @rule(seconds=st.integers(0, 40))
    def time_goes_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_link_is_cut(self) -> None:
        self.is_cut = True

    @rule()
    def a_snapshot_comes(self) -> None:
        self.is_cut = False
        self.announcements.hear(list(self.calls.values())[-20:])

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def staff_take_one_back(self, data: st.DataObject) -> None:
        self.taken_back.add(data.draw(st.sampled_from(sorted(self.calls))))

    @rule()
    def the_next_is_said(self) -> None:
        before = self.announcements.current
        waiting = [call for call in self.announcements.waiting if self._may_be_said(call)]
        call = self.announcements.take(self.now, lambda call: call.id not in self.taken_back)
        if before is not None:
            assert call is None, "two at once"
            return
        if call is None:
            assert not waiting, "somebody was passed over"
            return
        assert call == waiting[0]
        assert call.is_emergency or not any(other.is_emergency for other in waiting)
        assert call.id not in self.said, "said twice"

    @precondition(lambda self: self.announcements.current is not None)
    @rule()
    def it_was_said(self) -> None:
        current = self.announcements.current
        assert current is not None
        self.said.append(current.id)
        self.announcements.finish()

    @rule()
    def the_program_is_restarted(self) -> None:
        """What was being said is not finished: it may be said again, from its beginning."""
        self.announcements = Announcements(self.announcements.said)
        self.is_cut = True

    @invariant()
    def nothing_is_said_twice(self) -> None:
        assert len(self.said) == len(set(self.said))

    def teardown(self) -> None:
        """In the end the link is back and everything is said: whoever is still alive has been heard."""
        self.a_snapshot_comes()
        alive = {call.id for call in list(self.calls.values())[-20:] if self._may_be_said(call)}
        if (current := self.announcements.current) is not None:
            self.said.append(current.id)
            self.announcements.finish()
        while (call := self.announcements.take(self.now, lambda call: call.id not in self.taken_back)) is not None:
            self.said.append(call.id)
            self.announcements.finish()
        assert alive <= set(self.said)
        self.nothing_is_said_twice()

    def _may_be_said(self, call: Call) -> bool:
        return self.now < call.expires_at and call.id not in self.taken_back


TestScreen = Screen.TestCase
TestScreen.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_an_emergency_goes_ahead_of_those_who_wait_but_interrupts_nobody() -> None:
    announcements = Announcements()
    first, second = call_at(BEGIN), call_at(BEGIN + timedelta(seconds=1))
    announcements.hear([first, second])
    assert announcements.take(BEGIN) == first
    emergency = call_at(BEGIN + timedelta(seconds=2), is_emergency=True)
    announcements.hear([emergency])
    assert announcements.take(BEGIN) is None
    announcements.finish()
    assert announcements.take(BEGIN) == emergency


def test_a_recall_is_an_announcement_of_its_own() -> None:
    announcements = Announcements()
    first = call_at(BEGIN)
    again = msgspec.structs.replace(first, id=new_id(), number=2, called_at=BEGIN + timedelta(seconds=20))
    for call in (first, again):
        assert announcements.hear([call])
        assert announcements.take(BEGIN) == call
        announcements.finish()
    assert not announcements.hear([first, again])


def test_memory_stays_bounded_over_months() -> None:
    announcements = Announcements()
    for minute in range(3 * REMEMBERED):
        at = BEGIN + timedelta(minutes=minute)
        announcements.hear([call_at(at)])
        announcements.take(at)
        announcements.finish()
    assert len(announcements.said) == REMEMBERED
    assert not announcements.waiting
