"""`make demo`: plays a whole morning by itself, judges it by what it left behind, and writes it to var/demo/."""

import asyncio
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from album import Album
from children import ChildEnded, Children, children
from demo_clinic import DemoClinic, address_of
from ear import Ear
from journal_file import BrokenJournal
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
from walk_ins import MORNING

from shared.protocol.clinic import Clinic
from shared.protocol.staff import Doctor, StaffRole

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "demo"
WORK = FOLDER / "work"
"""What the programs keep; the rest of the folder is for people."""
HOLD_SECONDS = "1.2"
"""A call stays on the display so long; in a clinic it is ten times as long."""
EXIT_IN_USE = 4


def main() -> int:
    """Play the morning. 0 when every ticket was printed, called, spoken and finished exactly once."""
    begun = time.monotonic()
    try:
        with one_run(ROOT / "var" / "demo.lock"):
            shutil.rmtree(FOLDER, ignore_errors=True)
            return asyncio.run(_demo(begun))
    except AlreadyOpen as error:
        print(f"A demo of this checkout is playing already: {error}. Wait for its end.", file=sys.stderr)
        return EXIT_IN_USE
    except (ChildEnded, Stuck, BrokenJournal) as error:
        print(f"The demo failed: {error}", file=sys.stderr)
        return 1
    except ExceptionGroup as group:  # several of those who play at the same time
        for each in group.exceptions:
            print(f"The demo failed: {each}", file=sys.stderr)
        return 1


async def _demo(begun: float) -> int:
    missing = [name for name in ("Xvfb", "xdotool", "espeak-ng") if shutil.which(name) is None]
    if missing:
        raise Stuck(f"it needs {', '.join(missing)}; packaging/prepare installs them")
    morning, album = Morning(begun), Album(FOLDER / "screens")
    clinic = DemoClinic(WORK)
    with paper_tray(FOLDER / "tickets") as tray:
        async with children(FOLDER / "log") as programs:
            morning.say("opening server, kiosk, display and three desks, each on a virtual screen of its own (Xvfb)")
            failing = asyncio.create_task(programs.failed())
            playing = asyncio.create_task(_play(clinic, programs, tray, morning, album))
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
    slips, journal = tray.slips, FOLDER / "journal.jsonl"
    judgement = await judge(clinic.data, journal, morning, len(MORNING), slips, ear, of_clinic)
    report = write_report(Findings(morning, judgement, ear.heard, album.pictures))
    await asyncio.to_thread((FOLDER / "report.md").write_text, report, encoding="utf-8")
    await asyncio.to_thread(shutil.rmtree, WORK)
    return _conclude(judgement, morning)


async def _play(
    clinic: DemoClinic, programs: Children, tray: PaperTray, morning: Morning, album: Album
) -> tuple[Ear, Clinic]:
    server = await clinic.start_server(programs, 0)
    ready = asyncio.create_task(address_of(server))
    desk = SCREENS["desk"]
    places = {"kiosk": SCREENS["kiosk"], "display": SCREENS["display"]}
    names = {f"desk-{login}": desk for login in ("rahman", "moreau", "silva")}
    at = await virtual_places(programs, WORK / "framebuffer", places | names)
    address = await ready
    kiosk = await clinic.start_kiosk(programs, address, tray.address, at["kiosk"].environment, "--volume", "0")
    hand = KioskHand(kiosk, _screen_of(at, "kiosk"))
    audio = FOLDER / "announcements"
    options = ("--quiet", "--trace", "--hold-seconds", HOLD_SECONDS, "--audio-dir", audio)
    display = await clinic.start_display(programs, address, at["display"].environment, *options)
    ear = Ear(display, audio)
    accounts = clinic.accounts()
    doctors = [account for account in accounts if account.role == StaffRole.DOCTOR]
    for account in doctors:
        await clinic.start_desk(programs, address, account, at[f"desk-{account.login}"].environment)
    administrator = next(account for account in accounts if account.role == StaffRole.CLINIC_ADMIN)
    async with onlooker(address, administrator) as watching:
        mirror = watching.mirror
        await watching.until(
            lambda: sum(doctor.room_id is not None for doctor in mirror.all(Doctor)) == len(doctors),
            "every doctor has signed in and has a room",
        )
        await hand.until(lambda page: page.page == "welcome", "the welcome page")
        morning.say("the kiosk invites, the doctors have their rooms: people come in")
        await play(Stage(clinic, programs, at, watching, tray, ear, hand, album), morning)
        assert mirror.clinic is not None
        return ear, mirror.clinic


def _conclude(judgement: Judgement, morning: Morning) -> int:
    for fault in judgement.faults:
        print(f"WRONG: {fault}", file=sys.stderr)
    calls = sum(len(story.calls) for story in judgement.stories.values())
    morning.say(
        f"{len(judgement.stories)} tickets, {calls} calls, {len(judgement.rows)} rows in the journal, its chain holds; "
        + ("each was printed, called, spoken and finished exactly once" if not judgement.faults else "see above")
    )
    print("\nvar/demo/ has it all: report.md, journal.jsonl, tickets/, announcements/, screens/", flush=True)
    return 1 if judgement.faults else 0


def _screen_of(places: Mapping[str, Place], name: str) -> VirtualScreen:
    screen = places[name].screen
    assert screen is not None, "the demo plays on virtual screens"
    return screen


if __name__ == "__main__":
    sys.exit(main())
