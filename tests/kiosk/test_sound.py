"""The kiosk's sound: a touch is heard, a page is read in its language, and the next page cuts it off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.sound import KioskSound
from shared.sound import Clips, Speech, Tone
from shared.sound.pcm import read_wav
from shared.sound.tones import samples_of
from shared.ui.tasks import Running, Work
from tests.screen import PATIENCE_SECONDS
from tests.shared.sound.ear import Ear, likeness, listening


class Ears:
    """What the kiosk learned of its loudspeaker and voices."""

    def __init__(self) -> None:
        self.has_device = asyncio.Event()
        self.missing: list[str] = []
        self.is_missing = asyncio.Event()

    def device_changed(self, has_device: bool) -> None:
        if has_device:
            self.has_device.set()

    def voice_missing(self, language: str) -> None:
        self.missing.append(language)
        self.is_missing.set()


class Begun:
    """What was begun, to be waited for."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[object]] = []

    def spawn(self, work: Work, name: str) -> Running:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self.tasks.append(task)
        return Running(task)


@asynccontextmanager
async def sounding(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ear: Ear
) -> AsyncIterator[tuple[KioskSound, Ears, Begun]]:
    for name, value in ear.environment.items():
        monkeypatch.setenv(name, value)
    ears, begun = Ears(), Begun()
    sound = KioskSound(
        folder / "clips", 1.0, begun.spawn, device_changed=ears.device_changed, voice_missing=ears.voice_missing
    )
    begun.spawn(sound.run(), "sound")
    async with asyncio.timeout(PATIENCE_SECONDS):
        await ears.has_device.wait()
    yield sound, ears, begun
    for task in begun.tasks:
        task.cancel()
    await asyncio.gather(*begun.tasks, return_exceptions=True)


async def test_the_paper_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(tmp_path / "ear") as ear:
        async with sounding(tmp_path, monkeypatch, ear) as (sound, _, _):
            sound.paper()
            heard = await asyncio.to_thread(ear.heard)
    assert likeness(heard, samples_of(Tone.PAPER_READY))[0] > 0.9


async def test_a_page_is_read_aloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speech = Speech(Clips(tmp_path / "clips"))
    spoken = read_wav(await speech.file_of("Your number", "en"))
    speech.end()
    with listening(tmp_path / "ear") as ear:
        async with sounding(tmp_path, monkeypatch, ear) as (sound, _, begun):
            sound.say("Your number", "en")
            async with asyncio.timeout(PATIENCE_SECONDS):
                await begun.tasks[-1]
            heard = await asyncio.to_thread(ear.heard)
    assert likeness(heard, spoken)[0] > 0.9


async def test_the_next_page_cuts_the_last_one_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(tmp_path / "ear") as ear:
        async with sounding(tmp_path, monkeypatch, ear) as (sound, _, begun):
            sound.say("Where do you want to go? " * 20, "en")
            first = begun.tasks[-1]
            sound.say("Your number", "en")
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.wait([first])
                await begun.tasks[-1]
    assert first.cancelled()


async def test_a_language_without_a_voice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(tmp_path / "ear") as ear:
        async with sounding(tmp_path, monkeypatch, ear) as (sound, ears, _):
            sound.say("nuqneH", "tlh-none")
            async with asyncio.timeout(PATIENCE_SECONDS):
                await ears.is_missing.wait()
    assert ears.missing == ["tlh-none"]


def test_before_there_is_sound_nothing_is_heard_and_nothing_breaks(tmp_path: Path) -> None:
    sound = KioskSound(tmp_path, 1.0, Begun().spawn, device_changed=print, voice_missing=print)
    sound.touch()
    sound.refused()
    sound.idle()
    sound.hush()
