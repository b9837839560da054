"""The kiosk's parts, put together in order and taken apart again."""

import asyncio
import linecache
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow

from kiosk.bridge import Touch, screen_px_per_mm
from kiosk.health import Health
from kiosk.paper import SlipPaper, warm_up
from kiosk.parts import Silence
from kiosk.pin import StaffDoor
from kiosk.presenter import TRANSLATIONS, Presenter
from kiosk.printer import Printer
from kiosk.settings import Settings, Window
from kiosk.sound import KioskSound
from kiosk.staff import Staff
from shared.client.link import Link
from shared.client.outbox import Outbox
from shared.protocol.device import DeviceKind
from shared.trust.identity import FILE, Identity, keep
from shared.ui.app import Context
from shared.ui.bridge import Bridge
from shared.words import Words

if TYPE_CHECKING:
    from shared.client.discovery import Finder

QML = Path(__file__).parent / "qml" / "Main.qml"
TICK_SECONDS = 0.5
ASK_PRINTER_SECONDS = 10.0


async def run_kiosk(settings: Settings, identity: Identity | None, kept_pin: str, context: Context) -> None:
    """Run until somebody stops it. The window comes first; what it can do without comes after the first picture."""
    async with _finding(settings.server) as finding:
        await _run(settings, identity, kept_pin, context, finding)


async def _run(
    settings: Settings, identity: Identity | None, kept_pin: str, context: Context, finding: "Finding"
) -> None:
    link = Link(finding.find, identity, keep=partial(keep, file=settings.data / FILE))
    finding.link = link
    outbox, printer = Outbox(link.send), Printer(settings.printer)
    health = Health(link.send, lambda: link.now, version("anteroom"))
    paper = SlipPaper(printer)
    sound = KioskSound(
        settings.data / "sound",
        settings.volume,
        context.tasks.spawn,
        device_changed=health.sound_changed,
        voice_missing=health.voice_missing,
    )
    staff = Staff(
        door=StaffDoor(kept_pin, time.monotonic),
        line=link,
        paper=paper,
        printer_name=str(settings.printer),
        version=version("anteroom"),
        words=lambda language: Words(TRANSLATIONS, language),
        leave=context.stop,
    )
    presenter = Presenter(
        line=link,
        outbox=outbox,
        paper=paper,
        staff=staff,
        spawn=context.tasks.spawn,
        clock=time.monotonic,
        sound=sound if settings.volume > 0 else Silence(),
        language=settings.language,
        is_low_reach=settings.low_reach,
    )
    presenter.is_calm = settings.calm
    link.on_change(presenter.link_changed)
    link.on_state(presenter.state_changed)
    link.on_state(health.state_changed)
    printer.on_state(health.printer_changed)
    bridge, touch = Bridge(presenter.screen), Touch(presenter, settings.px_per_mm)
    presenter.changed = bridge.show
    try:
        context.tasks.spawn(link.run(), "link")
        window = context.open_window(QML, view=bridge, touch=touch)
        await _first_picture(window, settings.windowed)
        _let_in(settings, context, link, finding, staff, window)
        if settings.trace:
            _trace(window, presenter)
        linecache.clearcache()
        context.tasks.spawn(outbox.run(), "outbox")
        context.tasks.spawn(health.run(), "health")
        context.tasks.spawn(_tick(presenter), "clock")
        context.tasks.spawn(_look_after(printer, presenter.words(presenter.session.language)), "printer")
        if settings.volume > 0:
            context.tasks.spawn(sound.run(), "sound")
        await context.stopped()
    finally:
        await asyncio.to_thread(printer.close)


def _let_in(
    settings: Settings, context: Context, link: Link, finding: "Finding", staff: Staff, window: QQuickWindow
) -> None:
    """Have a kiosk that is not paired shown, or done, what pairs it."""
    # Not at the top: the first picture does not wait for these.
    from shared.client.unattended import pair_unattended
    from shared.pairing.box import NetworkBox
    from shared.ui.pairing import PairingDoor, PairingLook

    if settings.pairing_code and link.identity is None:
        pairing = pair_unattended(link, settings.pairing_code, DeviceKind.KIOSK, partial(print, flush=True))
        context.tasks.spawn(pairing, "pairing")
        return
    staff.pair = PairingDoor(
        context,
        link,
        NetworkBox(DeviceKind.KIOSK, finding.finder),
        window,
        kind=DeviceKind.KIOSK,
        look=PairingLook(px_per_mm=settings.px_per_mm or screen_px_per_mm()),
        language=settings.language or "en",
        address=settings.server or "",
    ).open


class Finding:
    """Where the server is: as it was given, or as the network says."""

    def __init__(self, find: Callable[[], Awaitable[str]], finder: "Finder | None" = None) -> None:
        self.find = find
        self.finder = finder
        self.link: Link | None = None

    def wake(self) -> None:
        """The box announced itself: try at once."""
        if self.link is not None:
            self.link.wake()

    def context(self) -> ssl.SSLContext | None:
        """What our box must satisfy, once this kiosk is paired."""
        return None if self.link is None or self.link.box is None else self.link.box.context

    def usual(self) -> str:
        """Where the box was at the pairing."""
        return "" if self.link is None or self.link.identity is None else self.link.identity.server


@asynccontextmanager
async def _finding(server: str | None) -> AsyncIterator[Finding]:
    if server is not None:
        yield Finding(partial(_given, server))
        return
    from shared.client.discovery import Finder  # not at the top: who knows the address needs no zeroconf

    finder = Finder()
    finding = Finding(finder.find, finder)
    finder.on_announced, finder.context, finder.usual = finding.wake, finding.context, finding.usual
    try:
        yield finding
    finally:
        await finder.close()


async def _given(server: str) -> str:
    return server


async def _first_picture(window: QQuickWindow, windowed: Window | None) -> None:
    """Show the window and wait until it can be seen."""
    is_seen = asyncio.Event()
    window.frameSwapped.connect(is_seen.set)
    if windowed is None:
        window.setCursor(Qt.CursorShape.BlankCursor)
        # A kiosk's session has no window manager that would do it.
        window.setGeometry(window.screen().geometry())
        window.showFullScreen()
    else:
        window.resize(windowed.width, windowed.height)
        if windowed.place is not None:
            window.setPosition(*windowed.place)
        window.show()
    await is_seen.wait()
    window.frameSwapped.disconnect(is_seen.set)


def _trace(window: QQuickWindow, presenter: Presenter) -> None:
    from kiosk.trace import Trace  # not at the top: hardly any kiosk needs it

    Trace(window, lambda: presenter.screen)


async def _tick(presenter: Presenter) -> None:
    while True:
        await asyncio.sleep(TICK_SECONDS)
        presenter.tick()


async def _look_after(printer: Printer, words: Words) -> None:
    """Ask how the printer is from time to time, so that staff know before a patient does."""
    warm_up(printer.address.width, words)
    while True:
        await printer.check()
        linecache.clearcache()  # of what was imported for the first question: ten megabytes of source that Qt has read
        await asyncio.sleep(ASK_PRINTER_SECONDS)
