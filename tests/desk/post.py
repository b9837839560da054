"""A desk over a real link to a real server, and a way to wait for what it shows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from desk.presenter.desk import Desk
from desk.screen.desk import Screen
from shared.client.link import Link
from shared.protocol.device import DeviceKind
from shared.trust.identity import Identity
from shared.ui.tasks import Tasks
from tests.clinic import PASSWORD
from tests.identities import identity
from tests.screen import PATIENCE_SECONDS


class Post:
    """One desk in a running clinic."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._news = asyncio.Event()
        self.listen()

    @property
    def screen(self) -> Screen:
        """What it shows now."""
        return self.desk.screen

    @property
    def rows(self) -> list[str]:
        """The labels in the table of its page."""
        queue = self.screen.doctor.queue if self.screen.page == "doctor" else self.screen.reception.queue
        return [row.label for row in queue.rows]

    async def until(self, is_so: Callable[[Screen], object], what: str) -> Screen:
        """Wait until the screen is so."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not is_so(self.screen):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never shown: {what}; the page is {self.screen.page}") from None
        return self.screen

    async def sign_in(self, login: str, room: str = "") -> None:
        """Sit down: login, password, and a room when one is named."""
        await self.until(lambda screen: screen.page == "signin" and screen.connection.is_live, "the page to sign in")
        self.desk.signin.sign_in(login, PASSWORD)
        await self.until(lambda screen: screen.page not in ("signin", "connecting"), "the page after signing in")
        if room:
            self.desk.rooms.choose_named(room)
            await self.until(lambda screen: screen.page == "doctor", "the doctor's page")

    async def give(self, code: str, name: str = "", priority: str = "normal") -> str:
        """The reception gives a number; its label."""
        form = self.desk.reception.form
        form.close_number()
        department = next(option for option in form.shown().departments if option["text"] == code)
        form.choose("department", department["key"])
        form.choose("priority", priority)
        form.write("name", name)
        self.desk.press("F2")
        await self.until(lambda screen: screen.reception.number.label, "the number")
        return self.screen.reception.number.label

    def listen(self) -> None:
        """Hear of every screen, besides whoever hears of it already (such as a window)."""
        others = self.desk.changed

        def see(screen: Screen) -> None:
            others(screen)
            self._news.set()

        self.desk.changed = see


@asynccontextmanager
async def post(find: Callable[[], str], device: Identity | None = None) -> AsyncIterator[Post]:
    """A desk whose link looks for the server where `find` says; gone at the end."""

    async def address() -> str:
        return find()

    tasks = Tasks()
    link = Link(address, device or identity(DeviceKind.DESK))
    desk = Desk(link, tasks.spawn)
    shown = Post(desk)
    tasks.spawn(link.run(), "link")
    try:
        yield shown
    finally:
        await tasks.end()
