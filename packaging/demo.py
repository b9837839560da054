"""`make demo`: plays a whole morning by itself, judges it by what it left behind, and writes it to var/demo/."""

import asyncio
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from album import Album
from children import ChildEnded, Children, children
from demo_clinic import DemoClinic, address_of
from ear import Ear
from judgement import Judgement, judge
from kiosk_hand import KioskHand
from morning import Morning, Stage, play
from morning_report import Findings, write_report
from news import Stuck
from one_run import AlreadyOpen, one_run
from onlooker import onlooker
from paper_tray import PaperTray, paper_tray
from places import SCREENS, Place, virtual_places
from virtual_screen import VirtualScreen
from walk_ins import MORNING, WalkIn

from clinic_server.store.chain import BrokenChain
from shared.protocol.clinic import Clinic
from shared.protocol.staff import Doctor, StaffRole

ROOT = Path(__file__).resolve().parents[1]
WORK = "work"
"""The folder of what the programs keep; the rest is for people."""
HOLD_SECONDS = "1.2"
"""A call stays on the display so long; in a clinic it is ten times as long."""
EXIT_IN_USE = 4
EXIT_INTERRUPTED = 130


def main(folder: Path = ROOT / "var" / "demo", people: Sequence[WalkIn] = MORNING) -> int:
    """Play the morning into `folder`, of which nothing else is left.

    The result is the process's exit code: 0 when every ticket was printed, called, spoken and finished exactly once.
    """
    begun = time.monotonic()
    try:
        with one_run(folder.with_suffix(".lock")):
            shutil.rmtree(folder, ignore_errors=True)
            return asyncio.run(_demo(folder, people, begun))
    except AlreadyOpen as error:
        print(f"A demo of this checkout is playing already: {error}. Wait for its end.", file=sys.stderr)
        return EXIT_IN_USE
    except asyncio.CancelledError:
        print("\nStopped; nothing is left running.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except (ChildEnded, Stuck, BrokenChain) as error:
        return _fail(folder, error)
    except ExceptionGroup as group:
        ours, others = group.split((ChildEnded, Stuck))
        if ours is None or others is not None:
            raise
        return _fail(folder, *ours.exceptions)


async def _demo(folder: Path, people: Sequence[WalkIn], begun: float) -> int:
    this = asyncio.current_task()
    assert this is not None
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, this.cancel)
    missing = [name for name in ("Xvfb", "xdotool", "espeak-ng") if shutil.which(name) is None]
    if missing:
        raise Stuck(f"it needs {', '.join(missing)}; packaging/prepare installs them")
    morning, album = Morning(people, begun), Album(folder / "screens")
    clinic, announcements = DemoClinic(folder / WORK), folder / "announcements"
    with paper_tray(folder / "tickets") as tray:
        async with children(folder / "log") as programs:
            morning.say("opening server, kiosk, display and three desks, each on a virtual screen of its own (Xvfb)")
            failing = asyncio.create_task(programs.failed())
            playing = asyncio.create_task(_play(clinic, programs, tray, announcements, morning, album))
            try:
                await asyncio.wait([failing, playing], return_when=asyncio.FIRST_COMPLETED)
                if failing.done():
                    failing.result()
                ear, of_clinic = playing.result()
            finally:
                failing.cancel()
                playing.cancel()
                await asyncio.wait([failing, playing])
    morning.say("everything has ended; reading the journal, the slips and the sound files")
    judgement = await judge(clinic.data, folder / "journal.jsonl", morning, tray.slips, ear, of_clinic)
    report = write_report(Findings(morning, judgement, ear.heard, album.pictures))
    await asyncio.to_thread((folder / "report.md").write_text, report, encoding="utf-8")
    await asyncio.to_thread(shutil.rmtree, folder / WORK)
    return _conclude(judgement, morning, folder)


async def _play(
    clinic: DemoClinic, programs: Children, tray: PaperTray, announcements: Path, morning: Morning, album: Album
) -> tuple[Ear, Clinic]:
    server = await clinic.start_server(programs, 0, 0)
    ready = asyncio.create_task(address_of(server))
    desk = SCREENS["desk"]
    places = {"kiosk": SCREENS["kiosk"], "display": SCREENS["display"]}
    names = {f"desk-{login}": desk for login in ("rahman", "moreau", "silva")}
    at = await virtual_places(programs, clinic.folder / "framebuffer", places | names)
    address = await ready
    kiosk = await clinic.start_kiosk(programs, address, tray.address, at["kiosk"].environment, "--volume", "0")
    hand = KioskHand(kiosk, _screen_of(at, "kiosk"))
    options = ("--quiet", "--trace", "--hold-seconds", HOLD_SECONDS, "--audio-dir", announcements)
    display = await clinic.start_display(programs, address, at["display"].environment, *options)
    ear = Ear(display, announcements)
    accounts = clinic.accounts()
    doctors = [account for account in accounts if account.role == StaffRole.DOCTOR]
    for account in doctors:
        await clinic.start_desk(programs, address, account, at[f"desk-{account.login}"].environment)
    administrator = next(account for account in accounts if account.role == StaffRole.CLINIC_ADMIN)
    async with onlooker(address, clinic.identity(f"desk-{doctors[0].login}"), administrator) as watching:
        mirror = watching.mirror
        await watching.until(
            lambda: sum(doctor.room_id is not None for doctor in mirror.all(Doctor)) == len(doctors),
            "every doctor has signed in and has a room",
        )
        await hand.until(lambda page: page.page == "welcome", "the welcome page")
        morning.say("the kiosk invites, the doctors have their rooms: people come in")
        try:
            await play(Stage(clinic, programs, at, watching, tray, ear, hand, album), morning)
        except ExceptionGroup:
            for name in at:
                await album.take(f"when-it-failed-{name}", _screen_of(at, name))
            raise
        assert mirror.clinic is not None
        return ear, mirror.clinic


def _fail(folder: Path, *errors: Exception) -> int:
    for error in errors:
        print(f"The demo failed: {error}", file=sys.stderr)
    print(
        f"What each program said is in {folder}/log/, and what the screens showed in {folder}/screens/.",
        file=sys.stderr,
    )
    return 1


def _conclude(judgement: Judgement, morning: Morning, folder: Path) -> int:
    for fault in judgement.faults:
        print(f"WRONG: {fault}", file=sys.stderr)
    calls = sum(len(story.calls) for story in judgement.stories.values())
    morning.say(
        f"{len(judgement.stories)} tickets, {calls} calls, {len(judgement.rows)} rows in the journal, its chain holds; "
        + ("each was printed, called, spoken and finished exactly once" if not judgement.faults else "see above")
    )
    print(f"\n{folder}/ has it all: report.md, journal.jsonl, tickets/, announcements/, screens/", flush=True)
    return 1 if judgement.faults else 0


def _screen_of(places: Mapping[str, Place], name: str) -> VirtualScreen:
    screen = places[name].screen
    assert screen is not None, "the demo plays on virtual screens"
    return screen


if __name__ == "__main__":
    sys.exit(main())
