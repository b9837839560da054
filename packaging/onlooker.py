"""Onlooker: somebody of the staff who watches the whole clinic live and touches nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from demo_clinic import Account
from news import News

from shared.client.link import Link
from shared.client.mirror import Mirror
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.session import SignIn
from shared.protocol.staff import Staff
from shared.trust.identity import Identity

PATIENCE_SECONDS = 30.0


class Onlooker:
    """The clinic as staff see it."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._news = News()
        link.on_change(lambda _: self._news.tell())
        link.on_state(lambda _: self._news.tell())

    @property
    def mirror(self) -> Mirror:
        """Everything that is known."""
        return self._link.mirror

    async def until(self, is_so: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something is so. Raises Stuck."""
        await self._news.until(is_so, f"it never came to this: {what}", seconds)

    async def sign_in(self, account: Account) -> None:
        """See what staff see."""
        await self.until(lambda: self.mirror.all(Clinic), "a connection to the server")
        answer = await self._link.send(SignIn(login=account.login, password=account.password))
        self._link.token = answer.token
        await self._link.reconnect()
        await self.until(lambda: self.mirror.all(Staff) and self.mirror.all(Department), "the clinic as staff see it")

    def nudge(self) -> None:
        """Let those who wait look again: something changed that the clinic does not know of."""
        self._news.tell()


@asynccontextmanager
async def onlooker(address: str, desk: Identity, account: Account) -> AsyncIterator[Onlooker]:
    """An onlooker who is signed in at this desk, while the context lasts."""

    async def find() -> str:
        return address

    link = Link(find, desk)
    running = asyncio.create_task(link.run())
    try:
        watching = Onlooker(link)
        await watching.sign_in(account)
        yield watching
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
