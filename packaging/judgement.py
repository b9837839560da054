"""Judgement: a morning weighed by what it left behind: the journal, the slips' pictures, the sound files."""

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from ear import Ear
from evidence import Story, lay_slips, read_stories, twice
from journal_file import read_journal, write_journal
from morning import Morning
from paper_tray import Slip
from slip_code import read_code
from sound_proof import SoundProof

from clinic_server.store.journal import Row
from shared.protocol.clinic import Clinic
from shared.protocol.room import Room


class Judgement:
    """The tickets' stories, and every fault that was found."""

    def __init__(self, morning: Morning, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.stories: Mapping[UUID, Story] = read_stories(rows)
        self._morning = morning
        self._faults: list[str] = []

    @property
    def faults(self) -> list[str]:
        """What is not as it must be; empty when all is well."""
        own = [f"{story.label}: {fault}" for story in self.stories.values() for fault in story.faults()]
        return [*self._faults, *own]

    def count_people(self) -> None:
        """Everybody who came has one number, and nobody else has."""
        people = len(self._morning.people)
        if len(self.stories) != people:
            self._faults.append(f"{people} people came, and {len(self.stories)} tickets were issued")
        self._faults += [f"{label} was given twice" for label in twice([each.label for each in self._morning.taken])]

    def read_slips(self, slips: Sequence[Slip], clinic: Clinic) -> None:
        """Read the code of each slip, give it to its ticket, and name its picture after it."""
        possible = [f"{clinic.page_address}/t/{story.key}" for story in self.stories.values()]
        codes = {slip.picture.name: read_code(slip.picture, possible) for slip in slips}
        self._faults += lay_slips(self.stories, codes)
        shown = {taken.slip.picture.name: taken.label for taken in self._morning.taken}
        pictures = {slip.picture.name: slip.picture for slip in slips}
        for story in self.stories.values():
            for number, picture in enumerate(story.slips, 1):
                if shown.get(picture) != story.label:
                    self._faults.append(f"the slip of {story.label} came when the kiosk showed {shown.get(picture)}")
                _rename(pictures[picture], story.label if number == 1 else f"{story.label}-{number}")

    async def hear(self, ear: Ear, clinic: Clinic, rooms: Mapping[UUID, Room], folder: Path) -> None:
        """Compare each call's sound file with what it should sound like; a file of no call is a fault."""
        proof, calls = SoundProof(clinic, folder), [call for story in self.stories.values() for call in story.calls]
        try:
            for call in calls:
                story = self.stories[call.ticket_id]
                story.announced += [call.id] * (ear.heard[call.id].times if call.id in ear.heard else 0)
                if await proof.is_right(ear.file_of(call), call, rooms[call.room_id]):
                    story.spoken.append(call.id)
        finally:
            proof.end()
        known = {ear.file_of(call) for call in calls}
        self._faults += [f"{file.name} announces no call" for file in ear.files() if file not in known]


async def judge(
    data: Path, journal: Path, morning: Morning, slips: Sequence[Slip], ear: Ear, clinic: Clinic
) -> Judgement:
    """Weigh it. Raises `BrokenChain` when the journal's chain does not hold, before anything of it is believed."""
    rows = await asyncio.to_thread(read_journal, data)
    await asyncio.to_thread(write_journal, rows, journal)
    judgement = Judgement(morning, rows)
    judgement.count_people()
    await asyncio.to_thread(judgement.read_slips, slips, clinic)
    await judgement.hear(ear, clinic, morning.rooms, data / "proof")
    return judgement


def how_codes_are_read() -> str:
    """The same in words."""
    return (
        "by zbarimg, as a phone would" if shutil.which("zbarimg") else "by comparing its dots with every ticket's code"
    )


def _rename(picture: Path, name: str) -> None:
    picture.rename(picture.with_name(f"{name}.png"))
