"""`clinic-server`: runs the server until it is told to stop, or does what a subcommand says; errors are in words."""

import asyncio
import gc
import logging
import os
import shlex
import signal
import sys
from collections.abc import Callable, Sequence

from clinic_server import demo, systemd
from clinic_server.app import Running, running
from clinic_server.command import pair, recover, report, verify
from clinic_server.settings import BadSettings, Settings, read_settings
from clinic_server.store.opening import Damaged, InUse, TooNew, Unavailable
from clinic_server.trust.authority import BrokenAuthority
from clinic_server.web.announce import announced
from clinic_server.web.listeners import CannotListen, PortTaken
from shared.protocol.clinic import Clinic

COLLECT_SELDOM = (50_000, 20, 100)
"""Messages hold no cycles; with Python's own thresholds a collection halts two thousand screens for milliseconds."""
SERVE = "serve"
EXIT_USAGE = 2
EXIT_PORT = 3
EXIT_IN_USE = 4
EXIT_DAMAGED = 5
EXIT_TOO_NEW = 6
EXIT_FAILED = 70


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "pair": pair.main,
    "recover": recover.main,
    "verify": verify.main,
    "report": report.main,
}
"""What can be asked of a server beside running it; `serve` may be said, or left out."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server, or a subcommand. The result is the process's exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        return COMMANDS[given[0]](given[1:])
    return serve(given[1:] if given[:1] == [SERVE] else given)


def serve(arguments: Sequence[str]) -> int:
    """Run the server. The result is the process's exit code."""
    gc.set_threshold(*COLLECT_SELDOM)
    os.umask(0o077)  # what it keeps is its own account's, however it was started
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings(arguments)
    except BadSettings as error:
        return _say(EXIT_USAGE, f"{error}. See clinic-server --help.")
    try:
        asyncio.run(_serve(settings))
    except PortTaken as error:
        return _say(EXIT_PORT, f"{error}. Stop the other program, or choose another port with --port.")
    except CannotListen as error:
        return _say(EXIT_PORT, f"{error}. Choose an address of this machine with --host, or another port with --port.")
    except InUse as error:
        return _say(EXIT_IN_USE, f"{error}. Stop it first, or choose another folder with --data.")
    except Damaged as error:
        return _say(EXIT_DAMAGED, _damaged(settings, error))
    except TooNew as error:
        return _say(EXIT_TOO_NEW, f"{error}. Nothing was changed: install the newer server again.")
    except Unavailable as error:
        return _say(
            EXIT_FAILED, f"{settings.data}: {error}. Nothing was changed; make room or rights, and start again."
        )
    except BrokenAuthority as error:
        return _say(EXIT_FAILED, f"{error}.")
    except OSError as error:
        return _say(EXIT_FAILED, f"{settings.data}: {error}. Choose a folder that can be written with --data.")
    except Exception:
        logging.getLogger(__name__).critical("the server failed and must be started again", exc_info=True)
        return EXIT_FAILED
    return 0


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings) as server:
        if settings.demo and server.setup_code is not None:
            page = settings.page_address or server.page_address
            await demo.fill(settings.data, server.writer, server.preparer, server.setup_code, page)
        _introduce(server, settings)
        announcing = asyncio.create_task(_announce(server, settings)) if settings.announce else None
        systemd.notify("READY=1")
        server.failed.add_done_callback(lambda _: stop.set())
        await stop.wait()
        systemd.notify("STOPPING=1")
        if announcing is not None:
            announcing.cancel()
            await asyncio.gather(announcing, return_exceptions=True)
        if server.failed.done():
            server.failed.result()


async def _announce(server: Running, settings: Settings) -> None:
    """Announce until cancelled. A LAN that does not let us is no reason to stop: screens may know the address."""
    host, _, port = server.address.removeprefix("https://").rpartition(":")
    clinic = await server.writer.look(lambda unit: unit.all(Clinic))
    try:
        async with announced(clinic[0].id if clinic else None, host, int(port)):
            await asyncio.Event().wait()
    except OSError as error:
        logging.getLogger(__name__).warning("cannot announce on the LAN: %s", error)


def _introduce(server: Running, settings: Settings) -> None:
    print(f"Anteroom's server is ready: {server.address}", flush=True)
    print(f"The patients' page is at {server.page_address}", flush=True)
    print(f"Data: {settings.data}", flush=True)
    if settings.demo:
        for account in demo.accounts(settings.data):
            print(f"Demo account: {account.login} / {account.password} ({account.name})", flush=True)
    elif server.setup_code is not None:
        print(f"This box is empty. Its setup code: {server.setup_code}", flush=True)
        print(
            f"To found the clinic, run `clinic-server pair --data {shlex.quote(str(settings.data))}` in another "
            "terminal of this machine, and open clinic-desk.",
            flush=True,
        )


def _damaged(settings: Settings, error: Damaged) -> str:
    text = f"The database is damaged ({error.why}). Nothing was overwritten: it now lies at {error.moved_to}."
    if error.newest_backup is None:
        return f"{text} There is no backup. Start again for an empty clinic."
    target = settings.data / "clinic.db"
    return (
        f"{text} The newest good backup is {error.newest_backup}. To go on from it: cp {error.newest_backup} {target}"
    )


def _say(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
