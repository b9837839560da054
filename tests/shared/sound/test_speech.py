"""Speech, made by a real espeak-ng: right, cached, and never waited for without end."""

import stat
import time
import wave
from pathlib import Path

import pytest

from shared.sound import Clips, NoVoice, Speech, SpeechFailed
from shared.sound.espeak import run_espeak
from shared.sound.voices import voice_for

LANGUAGES = ("en", "es", "fr", "ar", "hi", "bn", "ne")


def program(path: Path, lines: str) -> str:
    """An executable that stands in for espeak-ng."""
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def has_ended(pid: str) -> bool:
    """Gone, or only waiting for its parent to take note."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] in "ZX"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_language_has_a_voice_that_makes_a_file(tmp_path: Path, language: str) -> None:
    speech = Speech(Clips(tmp_path))
    path = await speech.file_of("7", language)
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        assert sound.getnframes() > 2_000
    speech.end()


async def test_the_same_words_are_made_once(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path))
    first = await speech.file_of("Number 7", "en")
    made = first.stat().st_ino
    again = await speech.file_of("Number 7", "en")
    other = await speech.file_of("Number 7", "es")
    assert again == first
    assert again.stat().st_ino == made
    assert other != first
    speech.end()


async def test_a_hundred_utterances_make_a_hundred_files(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path))
    paths = {await speech.file_of(f"Number {number}", "en") for number in range(100)}
    assert len(paths) == 100
    speech.end()


async def test_words_that_look_like_an_option_are_only_words(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path))
    path = await speech.file_of("--version 7", "en")
    assert path.stat().st_size > 2_000
    speech.end()


async def test_a_language_without_a_voice_says_which(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path))
    with pytest.raises(NoVoice) as problem:
        await speech.check("xx-ZZ")
    assert problem.value.language == "xx-ZZ"
    with pytest.raises(NoVoice):
        await speech.file_of("7", "xx-ZZ")
    speech.end()


async def test_a_missing_espeak_is_said(tmp_path: Path) -> None:
    speech = Speech(Clips(tmp_path), executable=str(tmp_path / "no-espeak"))
    with pytest.raises(SpeechFailed, match="cannot be started"):
        await speech.file_of("7", "en")
    speech.end()


def test_an_espeak_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    hanging = program(tmp_path / "espeak-hangs", f'sleep 600 & echo $! >> "{pids}"; echo $$ >> "{pids}"; wait')
    with pytest.raises(SpeechFailed, match="hung"):
        run_espeak(hanging, "--voices", watchdog_seconds=0.5)
    deadline = time.monotonic() + 10
    while not all(has_ended(pid) for pid in pids.read_text().split()):
        assert time.monotonic() < deadline, "it lives on"


async def test_a_voice_that_hangs_does_not_hold_up_the_next_words(tmp_path: Path) -> None:
    """It lists its voices as the real one does, hangs when asked for one text, and works for the others."""
    espeak = program(
        tmp_path / "espeak", 'for last; do :; done\n[ "$last" = "hang" ] && exec sleep 600\nexec espeak-ng "$@"'
    )
    speech = Speech(Clips(tmp_path / "clips"), executable=espeak, watchdog_seconds=0.5)
    with pytest.raises(SpeechFailed, match="hung"):
        await speech.file_of("hang", "en")
    assert (await speech.file_of("go on", "en")).is_file()
    assert not list((tmp_path / "clips").glob("*.part"))
    speech.end()


async def test_an_espeak_that_writes_nothing_is_a_failure(tmp_path: Path) -> None:
    mute = program(tmp_path / "espeak", 'case "$1" in --*) exec espeak-ng "$@";; esac; exit 0')
    speech = Speech(Clips(tmp_path / "clips"), executable=mute)
    with pytest.raises(SpeechFailed, match="no sound"):
        await speech.file_of("7", "en")
    speech.end()


@pytest.mark.parametrize(
    ("language", "voice"), [("en", "en"), ("en-US", "en-us"), ("es_419", "es-419"), ("ar-EG", "ar"), ("mai", "ne")]
)
def test_a_tag_finds_the_nearest_voice(language: str, voice: str) -> None:
    assert voice_for(language) == voice
