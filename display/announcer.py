"""The announcer: one call after another, seen and heard at the same time, each to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from display.announcements import Announcements
from display.presenter import Presenter
from display.speaker import Speaker
from display.voice import MOST_LANGUAGES, Utterance, utterances
from shared.client.mirror import Mirror
from shared.protocol.call import Call
from shared.protocol.room import Room

HOLD_SECONDS = 12.0
"""How long a call stays on the screen at least."""


class Announcer:
    """`hear` of calls at any time; `run` shows and speaks them in turn. `said` is awaited when one was heard."""

    def __init__(
        self,
        announcements: Announcements,
        speaker: Speaker,
        presenter: Presenter,
        mirror: Mirror,
        *,
        now: Callable[[], datetime],
        hold_seconds: float = HOLD_SECONDS,
        most_languages: int = MOST_LANGUAGES,
        said: Callable[[], Awaitable[None]],
    ) -> None:
        self._announcements = announcements
        self._speaker = speaker
        self._presenter = presenter
        self._mirror = mirror
        self._now = now
        self._hold_seconds = hold_seconds
        self._most_languages = most_languages
        self._said = said
        self._news = asyncio.Event()
        self._saying: asyncio.Task[None] | None = None

    def hear(self, calls: Iterable[Call]) -> None:
        """Take in what the clinic says, whether it is news or has long been said."""
        if self._announcements.hear(self._presenter.concerning(calls)):
            self._news.set()

    def reconsider(self) -> None:
        """The mirror changed: a call that staff have just taken back is not spoken to its end."""
        current = self._announcements.current
        if current is not None and self._saying is not None and not self._presenter.still_stands(current):
            self._saying.cancel()

    async def run(self) -> None:
        """Announce, for ever. Cancel it to end."""
        while True:
            call = self._announcements.take(self._now(), self._presenter.still_stands)
            if call is None:
                self._presenter.show_call(None)
                self._news.clear()
                await self._news.wait()
                continue
            await self._announce(call)
            self._announcements.finish()

    async def _announce(self, call: Call) -> None:
        loop = asyncio.get_running_loop()
        saying = loop.create_task(self._hold(call))
        self._saying = saying
        await asyncio.sleep(0)  # the chime is on its way before the screen takes its time to draw
        self._presenter.show_call(call)
        try:
            await asyncio.wait((saying,))
        finally:
            self._saying = None
            saying.cancel()
        if not saying.cancelled():
            saying.result()

    async def _hold(self, call: Call) -> None:
        """Until it was said, and at least as long as somebody needs to look up and read."""
        async with asyncio.TaskGroup() as together:
            together.create_task(self._say(call))
            together.create_task(asyncio.sleep(self._hold_seconds))

    async def _say(self, call: Call) -> None:
        """Kept as said as soon as it was: a program that ends while the call is still shown does not repeat it."""
        await self._speaker.announce(call, self._utterances(call))
        self._announcements.mark_said()
        await self._said()

    def _utterances(self, call: Call) -> tuple[Utterance, ...]:
        clinic, room = self._mirror.clinic, self._mirror.get(Room, call.room_id)
        if clinic is None or room is None:
            return ()
        return utterances(call, room, clinic, most_languages=self._most_languages)
