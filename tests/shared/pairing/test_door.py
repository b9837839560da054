"""The pairing window before a real server: real clicks and keys, real certificates, the words on both sides."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from clinic_server.app import Running
from clinic_server.console import console
from desk.presenter.desk import Desk
from shared.client.link import Link
from shared.pairing.box import NetworkBox
from shared.pairing.screen import PairingShown
from shared.protocol.device import DeviceKind, RevokeDevice
from shared.protocol.pairing import ConfirmPairing, OpenPairing, Pairing, PairingStatus
from shared.ui.app import Context
from shared.ui.pairing import PairingDoor, PairingLook
from tests.clinic import House, empty, found, furnish
from tests.identities import install_authority
from tests.screen import PATIENCE_SECONDS, screen
from tests.server import serving

if TYPE_CHECKING:
    from shared.trust.identity import Identity

pytestmark = pytest.mark.usefixtures("qapp")


class Program:
    """A program that is not paired: its link, its own window, and the door before it."""

    def __init__(self, context: Context, address: str, kind: DeviceKind, paired: Callable[[str], None]) -> None:
        async def find() -> str:
            return address

        self.kept: list[Identity] = []
        self.link = Link(find, None, keep=self.kept.append)
        self.own = QQuickWindow()
        self.own.resize(540, 960)
        self.own.show()
        self._news = asyncio.Event()
        self.link.on_state(lambda _: self._news.set())
        self.door = PairingDoor(
            context,
            self.link,
            NetworkBox(kind, None),
            self.own,
            kind=kind,
            look=PairingLook(has_keys=kind is DeviceKind.KIOSK),
            language="en",
            address=address,
            paired=paired,
        )
        context.tasks.spawn(self.link.run(), "link")

    @property
    def window(self) -> QQuickWindow:
        """The pairing window."""
        shown = self.door.window
        assert shown is not None, "the pairing window is not shown"
        return shown

    async def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait until something is so, looking again at whatever the window or the link is told."""
        page = self.door.page
        if page is not None:
            show = page.changed

            def hear(shown: PairingShown) -> None:
                show(shown)
                self._news.set()

            page.changed = hear
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never came: {what}; the page says {self.texts()}") from None

    def texts(self) -> list[str]:
        """Every text that can be read in the pairing window."""
        return [str(item.property("text") or "") for item in self._items()]

    def says(self, text: str) -> bool:
        """Whether the pairing window says this."""
        return self.door.window is not None and any(text in each for each in self.texts())

    def click(self, text: str) -> None:
        """Click on what says this."""
        item = next(item for item in self._items() if item.property("text") == text)
        middle = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle))
        QGuiApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letters one after another."""
        self.window.requestActivate()
        QGuiApplication.processEvents()
        for letter in text:
            QTest.keyClick(self.window, letter)  # type: ignore[call-overload]  # its stub knows widgets only
        QGuiApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        """Press and release one key."""
        QTest.keyClick(self.window, key)
        QGuiApplication.processEvents()

    def _items(self) -> list[QQuickItem]:
        QGuiApplication.processEvents()
        found: list[QQuickItem] = []
        waiting = [self.window.contentItem()] if self.door.window is not None else []
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting += item.childItems()
        return found


@asynccontextmanager
async def program(
    address: str, kind: DeviceKind, paired: Callable[[str], None] = lambda _: None
) -> AsyncIterator[Program]:
    """A program that is not paired; gone at the end."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    context = Context(application)
    shown = Program(context, address, kind, paired)
    try:
        yield shown
    finally:
        shown.door.close()
        shown.own.close()
        await context.end()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data")


async def words_of(server: Running, folder: Path, pairing: Pairing) -> tuple[str, ...]:
    """The six words that the box shows."""
    async with console(folder) as box:
        seen = await box.until(Pairing, lambda each: each.id == pairing.id and each.status is PairingStatus.CLAIMED)
        return seen.words


async def test_a_kiosk_is_let_in_by_touch_shut_out_and_says_so(house: House) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["admin"]) as desk,
        program(server.address, DeviceKind.KIOSK) as kiosk,
    ):
        assert kiosk.says("Pair this kiosk")
        assert not kiosk.own.isVisible()
        opened = await desk.ask(OpenPairing(kind=DeviceKind.KIOSK, name="Side door"))
        for digit in opened.code:
            kiosk.click(digit)
        await kiosk.until(lambda: kiosk.says("Do the same six words"), "the six words")
        await desk.until(lambda: any(pairing.words for pairing in desk.mirror.all(Pairing)), "the words at the desk")
        [words] = [pairing.words for pairing in desk.mirror.all(Pairing) if pairing.id == opened.pairing.id]
        assert len(words) == 6
        assert all(kiosk.says(word) for word in words)
        kiosk.click("Yes, the same")
        assert kiosk.says("Now confirm it on the other screen too.")
        await desk.ask(ConfirmPairing(pairing_id=opened.pairing.id, is_same=True))
        await kiosk.until(lambda: kiosk.link.state.is_live, "the link of the paired kiosk")
        assert kiosk.own.isVisible()
        assert (kiosk.door.window, kiosk.kept[0].name, kiosk.kept[0].server) == (None, "Side door", server.address)

        await desk.ask(RevokeDevice(device_id=kiosk.kept[0].device_id, reason="Lost"))
        await kiosk.until(lambda: kiosk.door.window is not None, "the pairing page again")
        assert kiosk.says("An administrator has taken this screen out of the clinic.")


async def test_a_wrong_code_costs_a_try_and_words_that_differ_let_nobody_in(house: House) -> None:
    async with (
        serving(house.folder) as server,
        screen(server.address, token=house.tokens["admin"]) as desk,
        program(server.address, DeviceKind.DISPLAY) as display,
    ):
        opened = await desk.ask(OpenPairing(kind=DeviceKind.DISPLAY, name="Hall"))
        display.type("00000000" if opened.code != "00000000" else "11111111")
        await display.until(lambda: display.says("4 tries are left"), "that the code was wrong")
        display.type(f"{opened.qr}")
        display.press(Qt.Key.Key_Return)
        await display.until(lambda: display.says("Do the same six words"), "the six words")
        await desk.ask(ConfirmPairing(pairing_id=opened.pairing.id, is_same=False))
        await display.until(lambda: display.says("On the other screen somebody saw other words"), "why not")
        assert display.kept == []


async def test_an_empty_box_is_founded_at_a_desk_that_types_the_setup_code_once(tmp_path: Path) -> None:
    folder = empty(tmp_path / "data")
    install_authority(folder)
    codes: list[str] = []
    async with serving(folder) as server, program(server.address, DeviceKind.DESK, codes.append) as paired:
        assert server.setup_code is not None
        async with console(folder) as box:
            opened = await box.ask(OpenPairing(kind=DeviceKind.DESK, name="Office"))
            assert opened.code == server.setup_code
            paired.type(opened.code)
            await paired.until(lambda: paired.says("Do the same six words"), "the six words")
            words = await words_of(server, folder, opened.pairing)
            assert all(paired.says(word) for word in words)
            paired.press(Qt.Key.Key_Return)
            await box.ask(ConfirmPairing(pairing_id=opened.pairing.id, is_same=True))
            await paired.until(lambda: paired.link.state.is_live, "the link of the paired desk")
        desk = Desk(paired.link, paired.door.context.tasks.spawn, zone="Europe/Madrid")
        desk.setup.take_code(codes[0])
        assert desk.screen.page == "setup"
        assert desk.setup.shown().setup_code == server.setup_code
        command = found()
        news = asyncio.Event()
        desk.changed = lambda _: news.set()
        desk.setup.found(
            {
                "setup_code": desk.setup.shown().setup_code,
                "name": command.name,
                "time_zone": command.time_zone,
                "administrator_name": command.administrator_name,
                "login": command.login,
                "password": command.password,
            }
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            while desk.screen.page != "administrator":
                news.clear()
                await news.wait()
