"""Tones: the few sounds of the house, computed rather than stored, all between 400 and 1600 Hz."""

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shared.sound.clips import Clips
from shared.sound.pcm import LARGEST, RATE, Samples, silence, wav_bytes

VERSION = "1"
"""Part of each file's name; changes with the sound."""
ATTACK_SECONDS = 0.006
RELEASE_SECONDS = 0.03
HIGHEST_HZ = 1600.0
"""Old ears hear little above; an overtone beyond is left out."""


class Tone(StrEnum):
    """What there is to hear besides the voice."""

    CALL = "call"
    RECALL = "recall"
    EMERGENCY = "emergency"
    TOUCH = "touch"
    REFUSED = "refused"
    IDLE_WARNING = "idle_warning"
    PAPER_READY = "paper_ready"


@dataclass(frozen=True)
class Note:
    """One struck note: it rings down to `ring` of its loudness by the end. 0 Hz is a rest."""

    hz: float
    seconds: float
    ring: float = 0.25
    loudness: float = 0.6


_CALL = (Note(784, 0.3, ring=0.35), Note(659, 0.3, ring=0.12))
NOTES: dict[Tone, tuple[Note, ...]] = {
    Tone.CALL: _CALL,
    Tone.RECALL: _CALL,
    Tone.EMERGENCY: (
        Note(659, 0.18, ring=0.5, loudness=0.75),
        Note(784, 0.18, ring=0.5, loudness=0.75),
        Note(988, 0.18, ring=0.2, loudness=0.75),
    ),
    Tone.TOUCH: (Note(1000, 0.012, ring=0.1, loudness=0.3),),
    Tone.REFUSED: (Note(440, 0.08, ring=0.6), Note(0, 0.06), Note(440, 0.08, ring=0.4)),
    Tone.IDLE_WARNING: (Note(523, 0.2, loudness=0.5),),
    Tone.PAPER_READY: (Note(784, 0.12, loudness=0.5),),
}


def samples_of(tone: Tone) -> Samples:
    """The tone as samples. It starts and ends at nothing, so it never clicks."""
    samples = array("h")
    for note in NOTES[tone]:
        samples.extend(_struck(note) if note.hz else silence(note.seconds))
    return samples


def tone_file(tone: Tone, clips: Clips) -> Path:
    """The tone as a WAV file, made when it is not there yet."""
    key = ("tone", VERSION, tone.value)
    return clips.find(*key) or clips.keep(*key, write=lambda path: _write(path, tone))


def _write(path: Path, tone: Tone) -> None:
    path.write_bytes(wav_bytes(samples_of(tone)))


def _struck(note: Note) -> Iterable[int]:
    """A bell-like note: its octave a little softer and dying sooner, an edge softened at both ends."""
    count = round(note.seconds * RATE)
    attack = min(ATTACK_SECONDS, note.seconds / 4) * RATE
    release = min(RELEASE_SECONDS, note.seconds / 3) * RATE
    has_octave = note.hz * 2 <= HIGHEST_HZ
    decay = math.log(note.ring) / count
    for place in range(count):
        turn = 2 * math.pi * note.hz * place / RATE
        fall = math.exp(decay * place)
        wave = math.sin(turn) + (0.3 * fall * math.sin(2 * turn) if has_octave else 0.0)
        edge = min(1.0, place / attack, (count - 1 - place) / release)
        yield round(LARGEST * note.loudness / 1.3 * wave * fall * edge)
