"""Morning: thirty walk-ins at a real kiosk, three doctors at real desks, and a waiting room."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from album import Album
from children import Children
from demo_clinic import DemoClinic
from doctor_hand import DoctorHand
from ear import Ear
from kiosk_hand import KioskHand
from onlooker import Onlooker
from paper_tray import PaperTray
from places import Place
from virtual_screen import VirtualScreen
from walk_ins import Taken, WalkIn, take_number

from shared.protocol.department import Department
from shared.protocol.room import Room
from shared.protocol.staff import Doctor
from shared.protocol.ticket import Ticket, TicketStatus

DOCTORS_BEGIN_AFTER = 8
"""So many have come before the first is called: there is a line to be seen."""
PROGRESS_SECONDS = 3.0
CALL_PICTURE_SECONDS = 0.85
"""As long as a call takes to unfold on the display."""
BOARD_PICTURE_SECONDS = 2.0
"""Until the last call has given way to the board."""


@dataclass
class Morning:
    """What happened, as far as the journal does not know it."""

    people: Sequence[WalkIn]
    """Who comes."""
    begun_at: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    taken: list[Taken] = field(default_factory=list)
    touches: int = 0
    touches_repeated: int = 0
    keys: int = 0
    keys_repeated: int = 0
    departments: Mapping[UUID, Department] = field(default_factory=dict)
    rooms: Mapping[UUID, Room] = field(default_factory=dict)
    doctors: Sequence[Doctor] = ()

    def say(self, text: str) -> None:
        """A line of progress."""
        print(f"{time.monotonic() - self.begun_at:6.1f} s  {text}", flush=True)


@dataclass(frozen=True)
class Stage:
    """What the morning is played on."""

    clinic: DemoClinic
    programs: Children
    places: Mapping[str, Place]
    onlooker: Onlooker
    tray: PaperTray
    ear: Ear
    hand: KioskHand
    album: Album


async def play(stage: Stage, morning: Morning) -> None:
    """Play it to its end. Raises Stuck when something does not come, ChildEnded when a program dies."""
    mirror = stage.onlooker.mirror
    morning.departments = {each.id: each for each in mirror.all(Department)}
    morning.rooms = {each.id: each for each in mirror.all(Room)}
    morning.doctors = [each for each in mirror.all(Doctor) if each.room_id is not None]
    enough = asyncio.Event()
    doctors = [
        DoctorHand(doctor, _screen(stage, _place_of(stage, doctor)), stage.onlooker, stage.ear, morning.say)
        for doctor in morning.doctors
    ]
    progress = asyncio.create_task(_tell_progress(stage, morning))
    try:
        async with asyncio.TaskGroup() as together:
            together.create_task(_walk_ins(stage, morning, enough))
            for doctor in doctors:
                together.create_task(_doctor(stage, morning, doctor, enough))
    finally:
        progress.cancel()
    morning.seconds = time.monotonic() - morning.begun_at
    morning.touches, morning.touches_repeated = stage.hand.touches, stage.hand.repeated
    morning.keys = sum(doctor.presses for doctor in doctors)
    morning.keys_repeated = sum(doctor.repeated for doctor in doctors)
    morning.say(_count(stage, morning))
    await stage.album.take("display-at-the-end", _screen(stage, "display"), BOARD_PICTURE_SECONDS)
    await stage.album.take("desk-at-the-end", doctors[0].screen)


async def _walk_ins(stage: Stage, morning: Morning, enough: asyncio.Event) -> None:
    tiles = {department.code: f"tile_{department.id}" for department in morning.departments.values()}
    screen = _screen(stage, "kiosk")
    for person in morning.people:

        async def moment(name: str, language: str = person.language, manner: str = person.manner) -> None:
            await stage.album.take(f"kiosk-{name}", screen)
            if language == "ar" and not manner and name == "departments":
                await stage.album.take("kiosk-departments-arabic", screen)
            if manner in ("larger", "contrast") and name == "departments":
                await stage.album.take(f"kiosk-departments-{manner}", screen)
            if name == "ticket" and len(morning.taken) == DOCTORS_BEGIN_AFTER:
                await stage.album.take("kiosk-ticket-later", screen)

        morning.taken.append(await take_number(stage.hand, stage.tray, person, tiles, moment))
        if len(morning.taken) >= min(DOCTORS_BEGIN_AFTER, len(morning.people)):
            enough.set()
    stage.onlooker.nudge()


async def _doctor(stage: Stage, morning: Morning, doctor: DoctorHand, enough: asyncio.Event) -> None:
    await doctor.sit_down()
    await enough.wait()

    async def moment(name: str) -> None:
        if name == "call":
            if not stage.album.has("display-calling"):
                await stage.album.take("display-calling", _screen(stage, "display"), CALL_PICTURE_SECONDS)
        elif doctor.doctor == morning.doctors[0]:
            await stage.album.take(f"desk-{name}", doctor.screen)
        if name == "patient" and len(morning.taken) > 2 * DOCTORS_BEGIN_AFTER:
            await stage.album.take("desk-patient-later", doctor.screen)

    await doctor.work(lambda: len(morning.taken) == len(morning.people), moment)


async def _tell_progress(stage: Stage, morning: Morning) -> None:
    while True:
        morning.say(_count(stage, morning))
        await asyncio.sleep(PROGRESS_SECONDS)


def _count(stage: Stage, morning: Morning) -> str:
    tickets = stage.onlooker.mirror.all(Ticket)
    called = sum(ticket.called_at is not None for ticket in tickets)
    done = sum(ticket.status is TicketStatus.DONE for ticket in tickets)
    spoken = sum(heard.times for heard in stage.ear.heard.values())
    return (
        f"{len(tickets):2} of {len(morning.people)} have a number, {len(stage.tray.slips):2} slips printed, "
        f"{called:2} called, {spoken:2} calls spoken, {done:2} seen"
    )


def _place_of(stage: Stage, doctor: Doctor) -> str:
    login = next(account.login for account in stage.clinic.accounts() if account.name == doctor.name)
    return f"desk-{login}"


def _screen(stage: Stage, name: str) -> VirtualScreen:
    screen = stage.places[name].screen
    assert screen is not None, "the demo plays on virtual screens"
    return screen
