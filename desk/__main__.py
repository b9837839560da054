"""`clinic-desk`: reads the settings, opens the window, talks to the clinic until it is closed."""

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimeZone

from desk.bell import Bell
from desk.bridge import QML, Presence, connect
from desk.presenter.desk import Desk
from desk.presenter.unattended import Unattended
from desk.screen.desk import Screen
from desk.settings import Account, BadSettings, Settings, read_account, read_settings
from shared.client.discovery import Finder
from shared.client.link import Link
from shared.client.unattended import pair_unattended
from shared.pairing.box import NetworkBox
from shared.protocol.device import DeviceKind
from shared.trust.identity import FILE, BadIdentity, Identity, keep, load
from shared.ui.app import Context, run_app
from shared.ui.pairing import PairingDoor, PairingLook

EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desk. The result is the process's exit code."""
    os.umask(0o077)  # what it keeps is its own account's, however it was started
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = read_settings(sys.argv[1:] if arguments is None else arguments)
        account = read_account(settings.sign_in_from) if settings.sign_in_from is not None else None
        identity = load(settings.data / FILE)
    except (BadSettings, BadIdentity) as error:
        print(f"{error}. See clinic-desk --help.", file=sys.stderr)
        return EXIT_USAGE
    return run_app("clinic-desk", lambda context: _run(context, settings, account, identity))


async def _run(context: Context, settings: Settings, account: Account | None, identity: Identity | None) -> None:
    finder = Finder(settings.server)
    link = Link(finder.find, identity, keep=partial(keep, file=settings.data / FILE))
    finder.on_announced = link.wake
    finder.context = lambda: None if link.box is None else link.box.context
    finder.usual = lambda: "" if link.identity is None else link.identity.server
    zone = QTimeZone.systemTimeZoneId().toStdString()
    desk = Desk(
        link,
        context.tasks.spawn,
        language=settings.language,
        is_dark=settings.dark,
        zone=zone,
        lock_after_seconds=settings.lock_after_minutes * 60,
    )
    screen, texts, touch = connect(desk)
    size = {"startWidth": settings.windowed[0], "startHeight": settings.windowed[1]} if settings.windowed else {}
    window = context.open_window(QML / "Main.qml", shown=screen, texts=texts, touch=touch, **size)
    Presence(desk, window)
    bell = Bell()

    def ring() -> None:
        bell.ring()
        window.alert(0)

    desk.alarmed = ring
    if account is not None:
        unattended = Unattended(desk, account.login, account.password, account.room)

        def show(shown: Screen) -> None:
            screen.show(shown)
            unattended.see(shown)

        desk.changed = show
    context.tasks.spawn(link.run(), "link")
    if settings.pairing_code and identity is None:
        pairing = pair_unattended(link, settings.pairing_code, DeviceKind.DESK, partial(print, flush=True))
        context.tasks.spawn(pairing, "pairing")
    else:
        desk.pair_again = PairingDoor(
            context,
            link,
            NetworkBox(DeviceKind.DESK, finder),
            window,
            kind=DeviceKind.DESK,
            look=PairingLook(is_dark=settings.dark, has_keys=False, px_per_mm=2.0),
            language=settings.language,
            address=settings.server or "",
            paired=desk.setup.take_code,
        ).open
    context.tasks.spawn(desk.run(), "desk")
    try:
        await context.stopped()
    finally:
        await finder.close()


if __name__ == "__main__":
    sys.exit(main())
