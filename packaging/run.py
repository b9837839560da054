"""`make run`: opens a demo clinic on this machine and keeps it open until Ctrl+C."""

import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from children import ChildEnded, Children, children
from demo_clinic import HOST, DemoClinic, address_of
from desktop import find_desktop, has_sound
from home_port import BadPort, PortInUse, home_port
from introduction import introduction
from one_run import AlreadyOpen, one_run
from paper_tray import PaperTray, Slip, paper_tray
from places import SCREENS, Place, desktop_places, virtual_places

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "run"
DOCTOR = "rahman"
"""Who sits at the desk when it opens."""
PICTURE_SECONDS = 2.0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_PORT = 3
EXIT_IN_USE = 4


class NoScreen(Exception):
    """There is no screen and no way to make one; the text says what to do."""


def main() -> int:
    """Open the clinic. The result is the process's exit code: 0 after Ctrl+C."""
    try:
        with one_run(FOLDER / "lock") as tell:
            return asyncio.run(_run(tell))
    except AlreadyOpen as error:
        return _say_wrong(
            EXIT_IN_USE,
            f"A demo clinic of this checkout is open already: {error}.",
            "Use that one, or stop it with Ctrl+C in its terminal and run this again.",
        )
    except BadPort as error:
        return _say_wrong(EXIT_USAGE, str(error))
    except PortInUse as error:
        return _say_wrong(EXIT_PORT, str(error))
    except NoScreen as error:
        return _say_wrong(EXIT_FAILED, str(error))
    except ChildEnded as error:
        return _say_wrong(EXIT_FAILED, str(error), "Everything else was stopped.")


async def _run(tell: Callable[[str], None]) -> int:
    begun = time.monotonic()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    port = home_port(os.environ, FOLDER / "port")
    with paper_tray(FOLDER / "tickets") as tray:
        async with children(FOLDER / "log") as programs:
            tray.on_slip = _say_slip
            opening = asyncio.create_task(_open(programs, port, tray, tell, begun))
            failing = asyncio.create_task(programs.failed())
            stopping = asyncio.create_task(stop.wait())
            tasks = (opening, failing, stopping)
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done - {stopping}:
                    await task
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
            print("\nStopping: kiosk, display and desk, then the server ...", flush=True)
    print("Everything has stopped. The data stays in var/run/; delete that folder to begin anew.", flush=True)
    return 0


async def _open(programs: Children, port: int, tray: PaperTray, tell: Callable[[str], None], begun: float) -> None:
    """Open everything, the kiosk first, and keep pictures of what has no window. It ends by being cancelled."""
    clinic, address = DemoClinic(FOLDER), f"http://{HOST}:{port}"
    server = await clinic.start_server(programs, port)
    ready = asyncio.create_task(address_of(server))
    places, note = await _places(programs)
    # It needs no server to start: the two do so side by side.
    at = places["kiosk"]
    kiosk = await clinic.start_kiosk(programs, address, tray.address, at.environment, *at.options)
    kiosk.on_line(_say_pin)
    welcome = asyncio.create_task(kiosk.said(r'"page": "welcome"'))
    await ready
    tell(f"process {os.getpid()} at {address}")
    await welcome
    seconds = time.monotonic() - begun
    accounts = clinic.accounts()
    doctor = next(account for account in accounts if account.login == DOCTOR)
    at = places["display"]
    await clinic.start_display(programs, address, at.environment, *at.options)
    at = places["desk"]
    await clinic.start_desk(programs, address, doctor, at.environment, *at.options)
    print(introduction(address, tray.address, places, accounts, doctor))
    if note:
        print(f"\n{note}")
    print(f"\nThe kiosk was ready after {seconds:.1f} s. Stop everything with Ctrl+C.\n", flush=True)
    if not await has_sound(os.environ):
        print("There is no sound device: the display stays silent, and the desks show that to staff.", flush=True)
    while True:
        await asyncio.to_thread(_keep_pictures, places)
        await asyncio.sleep(PICTURE_SECONDS)


async def _places(programs: Children) -> tuple[dict[str, Place], str]:
    """Where each program appears, and what there is to say about that."""
    if (desktop := await find_desktop(os.environ)) is not None:
        return desktop_places(desktop), ""
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    why = f"nobody answers at {name}" if name else "neither DISPLAY nor WAYLAND_DISPLAY is set"
    if shutil.which("Xvfb") is None:
        raise NoScreen(f"There is no screen ({why}), and no Xvfb to make one: apt-get install xvfb")
    note = (
        f"There is no screen here ({why}), so each program has a virtual one (Xvfb).\n"
        f"Pictures of them, renewed every {PICTURE_SECONDS:.0f} s: var/run/screens/{{{','.join(SCREENS)}}}.png"
    )
    return await virtual_places(programs, FOLDER / "framebuffer", SCREENS), note


def _keep_pictures(places: dict[str, Place]) -> None:
    for name, place in places.items():
        if place.screen is not None:
            place.screen.keep(FOLDER / "screens" / f"{name}.png")


def _say_slip(slip: Slip) -> None:
    print(f"Printed: {slip.picture.relative_to(ROOT)}", flush=True)


def _say_pin(line: str) -> None:
    if "PIN" in line:
        print(line, flush=True)


def _say_wrong(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
