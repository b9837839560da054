"""PCM: the one shape of sound used here (mono, 16 bit, 22,050 Hz), read, joined, evened out and written as WAV."""

import io
import wave
from array import array
from pathlib import Path
from typing import TypeAlias

Samples: TypeAlias = "array[int]"
RATE = 22_050
"""What espeak-ng writes, so nothing needs to be converted."""
LARGEST = 32_767


class WrongShape(Exception):
    """A WAV file that is not mono, 16 bit and 22,050 Hz."""


def read_wav(path: Path) -> Samples:
    """The samples of a WAV file. Raises WrongShape, or what `wave` raises for a damaged file."""
    with wave.open(str(path), "rb") as sound:
        if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, RATE):
            raise WrongShape(f"{path.name} is not mono, 16 bit, {RATE} Hz")
        return array("h", sound.readframes(sound.getnframes()))


def wav_bytes(samples: Samples) -> bytes:
    """A whole WAV file with these samples."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


def silence(seconds: float) -> Samples:
    """Nothing, for so long."""
    return array("h", bytes(2 * round(seconds * RATE)))


def seconds_of(samples: Samples) -> float:
    """How long these samples last."""
    return len(samples) / RATE


def trimmed(samples: Samples, *, quiet: int = 120) -> Samples:
    """Without the silence at both ends, so that pauses are ours to set."""
    loud = [place for place in (_first_loud(samples, quiet), _first_loud(samples[::-1], quiet)) if place is not None]
    if len(loud) < 2:
        return array("h")
    return samples[loud[0] : len(samples) - loud[1]]


def evened(samples: Samples, *, peak: float = 0.8) -> Samples:
    """As loud as the loudest sample at `peak` allows: voices differ, and none may be lost or clip."""
    loudest = max(max(samples, default=0), -min(samples, default=0))
    if loudest == 0:
        return samples
    factor = peak * LARGEST / loudest
    return array("h", (round(sample * factor) for sample in samples))


def _first_loud(samples: Samples, quiet: int) -> int | None:
    return next((place for place, sample in enumerate(samples) if abs(sample) > quiet), None)
