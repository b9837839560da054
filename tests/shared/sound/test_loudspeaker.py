"""The loudspeaker, heard by a real sound server: what is played arrives, and trouble is noticed and outlived."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from shared.sound import Clips, Loudspeaker, NoSound, Speech, Tone, tone_file
from shared.sound.pcm import RATE, read_wav, wav_bytes
from shared.sound.tones import samples_of
from tests.shared.sound.ear import Ear, likeness, listening

PATIENCE_SECONDS = 30.0


@asynccontextmanager
async def running(ear_environment: dict[str, str]) -> AsyncIterator[Loudspeaker]:
    loudspeaker = Loudspeaker(environment=ear_environment, longest_pause_seconds=0.5)
    task = asyncio.get_running_loop().create_task(loudspeaker.run())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await loudspeaker.looked()
        yield loudspeaker
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(loudspeaker: Loudspeaker, is_so: Callable[[], bool]) -> None:
    """Wait for a change of the loudspeaker that makes `is_so` true."""
    changed = asyncio.Event()
    loudspeaker.on_change(lambda _: changed.set())
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            changed.clear()
            await changed.wait()


async def test_what_is_spoken_is_heard_and_no_other_number(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path / "clips"))
    seven = await speech.file_of("Number G M, 0 0 7", "en")
    eight = await speech.file_of("Number G M, 0 0 8", "en")
    with listening(tmp_path / "ear") as ear:
        async with running(ear.environment) as loudspeaker:
            started: list[float] = []
            await loudspeaker.play(seven, on_start=started.append)
            heard = ear.heard()
    assert len(started) == 1
    assert likeness(heard, read_wav(seven))[0] > 0.99
    assert likeness(heard, read_wav(eight))[0] < 0.9
    speech.end()


async def test_a_chime_kept_ready_sounds_each_time(tmp_path: Path) -> None:
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    with listening(tmp_path / "ear") as ear:
        async with running(ear.environment) as loudspeaker:
            loudspeaker.keep_ready(chime)
            for _ in range(3):
                await loudspeaker.play(chime)
            heard = ear.heard()
    loud = sum(1 for sample in heard if abs(sample) > 200) / RATE
    assert likeness(heard, samples_of(Tone.CALL))[0] > 0.99
    assert loud > 3 * 0.4


async def test_volume_is_asked_for_each_sound(tmp_path: Path) -> None:
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    volumes = [0.5, 1.0]
    peaks: list[int] = []
    with listening(tmp_path / "ear") as ear:
        loudspeaker = Loudspeaker(environment=ear.environment, volume=lambda: volumes.pop(0))
        task = asyncio.get_running_loop().create_task(loudspeaker.run())
        await loudspeaker.looked()
        for _ in range(2):
            before = len(ear.heard())
            await loudspeaker.play(chime)
            peaks.append(max(ear.heard()[before:]))
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    assert 0 < peaks[0] < peaks[1] * 0.7


async def test_without_a_sound_server_there_is_no_sound_and_it_is_found_when_it_comes(tmp_path: Path) -> None:
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    ear = Ear(tmp_path / "ear")
    async with running(ear.environment) as loudspeaker:
        assert loudspeaker.has_device is False
        with pytest.raises(NoSound):
            await loudspeaker.play(chime)
        ear.start()
        try:
            await until(loudspeaker, lambda: loudspeaker.has_device is True)
            await loudspeaker.play(chime)
            assert likeness(ear.heard(), samples_of(Tone.CALL))[0] > 0.99
        finally:
            ear.stop()


async def test_a_server_without_a_device_is_no_sound(tmp_path: Path) -> None:
    with listening(tmp_path / "ear", has_device=False) as ear:
        async with running(ear.environment) as loudspeaker:
            assert loudspeaker.has_device is False


@pytest.mark.allows_warnings("a sound was not heard")
async def test_a_sound_server_that_dies_while_playing_is_noticed_and_outlived(tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    long.write_bytes(wav_bytes(samples_of(Tone.CALL) * 3))
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    ear = Ear(tmp_path / "ear")
    ear.start()
    try:
        async with running(ear.environment) as loudspeaker:
            with pytest.raises(NoSound):
                await loudspeaker.play(long, on_start=lambda _: ear.stop())
            await until(loudspeaker, lambda: loudspeaker.has_device is False)
            ear.start()
            await until(loudspeaker, lambda: loudspeaker.has_device is True)
            await loudspeaker.play(chime)
    finally:
        ear.stop()


@pytest.mark.allows_warnings("a sound was not heard")
async def test_a_device_unplugged_in_silence_is_noticed_at_the_next_sound(tmp_path: Path) -> None:
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    with listening(tmp_path / "ear") as ear:
        async with running(ear.environment) as loudspeaker:
            await loudspeaker.play(chime)
            ear.pull_plug()
            with pytest.raises(NoSound):
                await loudspeaker.play(chime)
            await until(loudspeaker, lambda: loudspeaker.has_device is False)


async def test_cancelling_is_silence_at_once(tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    long.write_bytes(wav_bytes(samples_of(Tone.CALL) * 30))
    chime = tone_file(Tone.RECALL, Clips(tmp_path / "clips"))
    with listening(tmp_path / "ear") as ear:
        async with running(ear.environment) as loudspeaker:
            begun = asyncio.Event()
            playing = asyncio.get_running_loop().create_task(loudspeaker.play(long, on_start=lambda _: begun.set()))
            await begun.wait()
            playing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await playing
            await loudspeaker.play(chime)
            heard = ear.heard()
    loud = sum(1 for sample in heard if abs(sample) > 200) / RATE
    assert loud < 5


@pytest.mark.expects_warnings("a sound was not heard: no whole sound file")
async def test_a_missing_file_is_no_sound_but_the_device_stays(tmp_path: Path) -> None:
    chime = tone_file(Tone.CALL, Clips(tmp_path / "clips"))
    with listening(tmp_path / "ear") as ear:
        async with running(ear.environment) as loudspeaker:
            with pytest.raises(NoSound):
                await loudspeaker.play(tmp_path / "nowhere.wav")
            assert loudspeaker.has_device is True
            await loudspeaker.play(chime)
