"""The announcer: every call is seen and said once, one after another, whatever the link does meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import msgspec

from display.announcements import Announcements
from display.announcer import Announcer
from display.presenter import Presenter, View
from display.screen import Screen
from display.speaker import Speaker
from shared.client.link import LinkState
from shared.protocol.call import Call
from shared.protocol.identity import new_id
from shared.protocol.ticket import TicketStatus
from shared.sound import Clips, Speech
from tests.display.clinic import NOW, Morning, morning

PATIENCE_SECONDS = 30.0


@dataclass
class Room:
    """A waiting room: a silent display, and what was seen in it."""

    clinic: Morning
    announcer: Announcer
    presenter: Presenter
    announcements: Announcements
    shown: list[str] = field(default_factory=list)
    seen: asyncio.Event = field(default_factory=asyncio.Event)

    def look(self, screen: Screen) -> None:
        if screen.banner.is_shown and (not self.shown or self.shown[-1] != screen.banner.key):
            self.shown.append(screen.banner.key)
        self.seen.set()

    async def until(self, count: int, *, is_over: bool = True) -> list[str]:
        """The keys of the calls shown, once there are so many and, unless told otherwise, the board is back."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.shown) < count or (is_over and self.presenter.screen.banner.is_shown):
                self.seen.clear()
                await self.seen.wait()
        return self.shown


@asynccontextmanager
async def waiting_room(
    folder: Path, *, said: tuple[Call, ...] = (), hold_seconds: float = 0.01, audio: Path | None = None
) -> AsyncIterator[Room]:
    clinic = morning(("en",))
    presenter = Presenter(clinic.mirror, View(), device_id=clinic.device.id, now=lambda: clinic.now)
    presenter.link_state = LinkState(is_live=True, has_clinic=True)
    clips = Clips(folder / "sound")
    speech = Speech(clips)
    announcements = Announcements([call.id for call in (*clinic.calls.values(), *said)])

    async def remember() -> None:
        """Nothing to keep here."""

    announcer = Announcer(
        announcements,
        Speaker(speech, clips, None, keep_in=audio),
        presenter,
        clinic.mirror,
        now=lambda: clinic.now,
        hold_seconds=hold_seconds,
        said=remember,
    )
    room = Room(clinic, announcer, presenter, announcements)
    presenter.changed = room.look
    task = asyncio.get_running_loop().create_task(announcer.run())
    try:
        yield room
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        speech.end()


async def test_calls_are_shown_in_their_order_and_the_board_comes_back(tmp_path: Path) -> None:
    async with waiting_room(tmp_path) as room:
        calls = [room.clinic.call(f"GM-10{number}", "3") for number in range(4)]
        room.announcer.hear(calls)
        assert await room.until(4) == [str(call.id) for call in calls]
        assert not room.presenter.screen.banner.is_shown


async def test_an_emergency_is_next(tmp_path: Path) -> None:
    async with waiting_room(tmp_path, hold_seconds=0.3) as room:
        first, second = room.clinic.call("GM-101", "3"), room.clinic.call("GM-102", "4")
        room.announcer.hear([first, second])
        await room.until(1, is_over=False)
        urgent = room.clinic.call("EY-040", "7", is_emergency=True)
        room.announcer.hear([urgent])
        assert await room.until(3) == [str(first.id), str(urgent.id), str(second.id)]


async def test_a_snapshot_after_a_cut_neither_repeats_nor_misses(tmp_path: Path) -> None:
    async with waiting_room(tmp_path) as room:
        before = room.clinic.call("GM-101", "3")
        room.announcer.hear([before])
        await room.until(1)
        during = room.clinic.call("GM-102", "4")
        expired = msgspec.structs.replace(
            room.clinic.call("GM-103", "7"), id=new_id(), expires_at=room.clinic.now - timedelta(seconds=1)
        )
        room.announcer.hear([*room.clinic.calls.values(), expired])
        room.announcer.hear([*room.clinic.calls.values(), expired])
        shown = await room.until(3)
        assert sorted(shown) == sorted(str(call.id) for call in (before, during, room.clinic.calls["GM-103"]))
        assert str(expired.id) not in shown


async def test_a_call_taken_back_before_its_turn_is_not_announced(tmp_path: Path) -> None:
    async with waiting_room(tmp_path, hold_seconds=0.2) as room:
        first, second, third = (room.clinic.call(f"GM-10{number}", "3") for number in (1, 2, 3))
        room.announcer.hear([first, second, third])
        await room.until(1, is_over=False)
        room.clinic.set_status("GM-102", TicketStatus.WAITING)
        room.announcer.reconsider()
        assert await room.until(2) == [str(first.id), str(third.id)]


async def test_a_call_taken_back_while_it_is_announced_ends_at_once(tmp_path: Path) -> None:
    async with waiting_room(tmp_path, hold_seconds=3600) as room:
        call = room.clinic.call("GM-101", "3")
        room.announcer.hear([call])
        await room.until(1, is_over=False)
        room.clinic.set_status("GM-101", TicketStatus.WAITING)
        room.announcer.reconsider()
        await room.until(1)
        assert room.announcements.said[-1] == call.id


async def test_a_patient_who_went_in_at_once_is_still_announced(tmp_path: Path) -> None:
    async with waiting_room(tmp_path) as room:
        call = room.clinic.call("GM-101", "3")
        room.clinic.set_status("GM-101", TicketStatus.IN_PROGRESS)
        room.announcer.hear([call])
        assert await room.until(1) == [str(call.id)]


async def test_what_was_said_before_a_restart_is_not_said_again(tmp_path: Path) -> None:
    async with waiting_room(tmp_path) as room:
        call = room.clinic.call("GM-101", "3")
        room.announcer.hear([call])
        await room.until(1)
        said = room.announcements.said
    after = Announcements(said)
    assert not after.hear([call])
    assert after.take(NOW) is None


async def test_each_announcement_is_kept_as_one_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    async with waiting_room(tmp_path, audio=kept) as room:
        room.announcer.hear([room.clinic.call("GM-101", "3"), room.clinic.call("CH-050", "4", number=2)])
        await room.until(2)
    assert [path.name for path in sorted(kept.iterdir())] == [
        "20260414T100200-CH-050-2.wav",
        "20260414T100200-GM-101-1.wav",
    ]
