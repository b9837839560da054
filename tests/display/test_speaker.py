"""The speaker, heard through a real sound server: the right number, nothing when there is none, and always an end."""

import asyncio
import contextlib
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from display.speaker import Speaker
from display.voice import Utterance, utterances
from shared.protocol.call import Call
from shared.sound import Clips, Loudspeaker, Speech, Tone
from shared.sound.pcm import read_wav
from shared.sound.tones import samples_of
from tests.display.clinic import Morning, morning
from tests.shared.sound.ear import likeness, listening

PATIENCE_SECONDS = 60.0


@dataclass
class Heard:
    """What a speaker told while it spoke."""

    events: list[tuple[str, bool]] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    voices: dict[str, bool] = field(default_factory=dict)

    def trace(self, event: str, call: Call, at: float, *, is_heard: bool) -> None:
        self.events.append((event, is_heard))
        self.times[event] = at


def speaker_of(
    folder: Path, loudspeaker: Loudspeaker | None, *, executable: str = "espeak-ng", watchdog_seconds: float = 5.0
) -> tuple[Speaker, Speech, Heard]:
    heard, clips = Heard(), Clips(folder / "sound")
    speech = Speech(clips, executable=executable, watchdog_seconds=watchdog_seconds)
    speaker = Speaker(
        speech,
        clips,
        loudspeaker,
        keep_in=folder / "kept",
        on_voice=lambda language, is_spoken: heard.voices.update({language: is_spoken}),
        trace=heard.trace,
    )
    return speaker, speech, heard


@asynccontextmanager
async def sounding(environment: dict[str, str]) -> AsyncIterator[Loudspeaker]:
    loudspeaker = Loudspeaker(environment=environment)
    task = asyncio.get_running_loop().create_task(loudspeaker.run())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await loudspeaker.looked()
        yield loudspeaker
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def once(clinic: Morning, label: str, *languages: str) -> tuple[Utterance, ...]:
    """What is said for a call, each language once."""
    plan = msgspec.structs.replace(clinic.clinic, languages=languages, announcement_repeats=1)
    call = msgspec.structs.replace(clinic.calls[label], language=languages[0])
    return utterances(call, clinic.rooms["3"], plan)


async def test_the_chime_and_then_the_right_number_are_heard(tmp_path: Path) -> None:
    clinic = morning(("en",))
    with listening(tmp_path / "ear") as ear:
        async with sounding(ear.environment) as loudspeaker:
            speaker, speech, heard = speaker_of(tmp_path, loudspeaker)
            await speaker.announce(clinic.calls["GM-012"], once(clinic, "GM-012", "en"))
            recording = ear.heard()
    right = read_wav(await speech.file_of(once(clinic, "GM-012", "en")[0].text, "en"))
    wrong = read_wav(await speech.file_of(once(clinic, "GM-011", "en")[0].text, "en"))
    chime, chime_at = likeness(recording, samples_of(Tone.CALL))
    voice, voice_at = likeness(recording, right)
    assert chime > 0.99
    assert voice > 0.99
    assert likeness(recording, wrong)[0] < 0.9
    assert voice_at > chime_at + 0.55
    assert heard.events == [("chime", True), ("voice", True), ("ended", True)]
    speech.end()


async def test_without_a_device_it_ends_at_once_and_the_file_is_kept_all_the_same(tmp_path: Path) -> None:
    clinic = morning(("en",))
    async with sounding({"PULSE_SERVER": f"unix:{tmp_path}/nowhere"}) as loudspeaker:
        speaker, speech, heard = speaker_of(tmp_path, loudspeaker)
        await speaker.announce(clinic.calls["GM-012"], once(clinic, "GM-012", "en"))
    assert heard.events == [("chime", False), ("ended", False)]
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".wav"]
    assert heard.voices == {"en": True}
    speech.end()


async def test_a_language_without_a_voice_is_left_out_and_named(tmp_path: Path) -> None:
    clinic = morning(("en",))
    speaker, speech, heard = speaker_of(tmp_path, None)
    said = (Utterance("xx", "nobody can say this"), *once(clinic, "GM-012", "en"))
    await speaker.announce(clinic.calls["GM-012"], said)
    assert heard.voices == {"xx": False, "en": True}
    alone = read_wav(await speech.file_of(said[1].text, "en"))
    kept = read_wav(next((tmp_path / "kept").iterdir()))
    assert likeness(kept, alone)[0] > 0.99
    speech.end()


async def test_an_espeak_that_hangs_costs_the_voice_only(tmp_path: Path) -> None:
    """It lists its voices, then sleeps: the watchdog ends it, the chime was heard long before."""
    hanging = tmp_path / "espeak"
    hanging.write_text('#!/bin/sh\ncase "$1" in --*) exec espeak-ng "$@";; esac\nexec sleep 600\n')
    hanging.chmod(hanging.stat().st_mode | stat.S_IXUSR)
    clinic = morning(("en",))
    with listening(tmp_path / "ear") as ear:
        async with sounding(ear.environment) as loudspeaker:
            speaker, speech, heard = speaker_of(tmp_path, loudspeaker, executable=str(hanging), watchdog_seconds=1.0)
            await speaker.announce(clinic.calls["GM-012"], once(clinic, "GM-012", "en"))
            assert likeness(ear.heard(), samples_of(Tone.CALL))[0] > 0.99
    assert heard.voices == {"en": False}
    assert heard.events == [("chime", True), ("ended", True)]
    speech.end()


async def test_an_emergency_rings_its_own_notes(tmp_path: Path) -> None:
    clinic = morning(("en",))
    speaker, speech, _ = speaker_of(tmp_path, None)
    call = msgspec.structs.replace(clinic.calls["GM-012"], is_emergency=True)
    await speaker.announce(call, ())
    assert read_wav(next((tmp_path / "kept").iterdir())) == samples_of(Tone.EMERGENCY)
    speech.end()
