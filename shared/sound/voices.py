"""Voices: which voice of espeak-ng speaks a language, and which language has none."""

import re
from collections.abc import Iterable
from functools import lru_cache

from shared.sound.espeak import WATCHDOG_SECONDS, run_espeak

NEIGHBOURS = {
    # Read from the same script and understood by the same people; better than silence where a voice is not installed.
    "ne": ("hi",),
    "mai": ("ne", "hi"),
    "nb": ("no",),
    "no": ("nb",),
    "prs": ("fa",),
    "tl": ("fil",),
    "fil": ("tl",),
}


class NoVoice(Exception):
    """No installed voice speaks this language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no voice speaks {language}")
        self.language = language


def voice_for(language: str, *, executable: str = "espeak-ng") -> str:
    """The voice for a BCP 47 tag: the very tag, else its language alone, else a neighbour's.

    Raises NoVoice, or SpeechFailed when espeak-ng itself is missing or broken.
    """
    tag = language.lower().replace("_", "-")
    base = tag.partition("-")[0]
    wanted = (tag, base, *NEIGHBOURS.get(base, ()))
    voice = _first_of(wanted, installed_voices(executable))
    if voice is None:
        installed_voices.cache_clear()  # one may have been installed since
        voice = _first_of(wanted, installed_voices(executable))
    if voice is None:
        raise NoVoice(language)
    return voice


@lru_cache(maxsize=8)
def installed_voices(executable: str = "espeak-ng") -> frozenset[str]:
    """Every language that espeak-ng accepts as a voice. A failure is not remembered: the next call asks again."""
    listing = run_espeak(executable, "--voices", watchdog_seconds=WATCHDOG_SECONDS)
    voices: set[str] = set()
    for line in listing.splitlines()[1:]:
        columns = line.split()
        if len(columns) > 1:
            voices.add(columns[1])
            voices.update(re.findall(r"\((\S+) \d+\)", line))
    return frozenset(voices)


def espeak_version(executable: str = "espeak-ng") -> str:
    """The version line of espeak-ng: a part of each clip's name, so that an update makes them anew."""
    return run_espeak(executable, "--version", watchdog_seconds=WATCHDOG_SECONDS).partition("Data at")[0].strip()


def _first_of(wanted: Iterable[str], installed: frozenset[str]) -> str | None:
    return next((voice for voice in wanted if voice in installed), None)
