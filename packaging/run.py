"""`make run`: opens a demo clinic on this machine and keeps it open until Ctrl+C."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from children import ChildEnded, children
from demo_clinic import HOST
from home_port import BadPort, PortInUse, home_port
from one_run import AlreadyOpen, one_run
from open_clinic import NoScreen, OpenClinic
from paper_tray import Slip, paper_tray

ROOT = Path(__file__).resolve().parents[1]
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_PORT = 3
EXIT_IN_USE = 4


def main(folder: Path = ROOT / "var" / "run") -> int:
    """Open the clinic whose data lies in `folder`. The result is the process's exit code: 0 after Ctrl+C."""
    try:
        with one_run(folder / "lock") as tell:
            return asyncio.run(_run(folder, tell))
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


async def _run(folder: Path, tell: Callable[[str], None]) -> int:
    begun = time.monotonic()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    port = home_port(os.environ, folder / "port")
    page_port = home_port({}, folder / "page-port")
    tell(f"process {os.getpid()} at https://{HOST}:{port}")
    shown_as = _shown_as(folder)

    def say_slip(slip: Slip) -> None:
        print(f"Printed: {shown_as}/tickets/{slip.picture.name}", flush=True)

    with paper_tray(folder / "tickets") as tray:
        tray.on_slip = say_slip
        async with children(folder / "log") as programs:
            clinic = OpenClinic(folder, shown_as, programs, tray)

            async def keep_open() -> None:
                print(await clinic.open(port, page_port, begun), flush=True)
                await clinic.keep_pictures()

            tasks = [asyncio.create_task(each) for each in (stop.wait(), programs.failed(), keep_open())]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    await task
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
            print("\nStopping: kiosk, display and desk, then the server ...", flush=True)
    print(f"Everything has stopped. The data stays in {shown_as}/; delete that folder to begin anew.", flush=True)
    return 0


def _shown_as(folder: Path) -> str:
    """The folder as people of this checkout name it."""
    return str(folder.relative_to(ROOT)) if folder.is_relative_to(ROOT) else str(folder)


def _say_wrong(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
