"""The bell: two short notes when somebody at a kiosk needs a person. The page shows it too, for desks without sound."""

import array
import math
import wave
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

RATE = 24_000
NOTES_HZ = (523.0, 659.0)
NOTE_SECONDS = 0.2
LOUDNESS = 0.4
FADE_SECONDS = 0.02
VOLUME = 0.8


class Bell:
    """Rings; the sound is made when it is first needed."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._effect: QSoundEffect | None = None

    def ring(self) -> None:
        """Sound the notes once, when this computer can."""
        # Loaded with the first ring: a desk that nobody calls for should not carry the sound library from its start.
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if not QMediaDevices.audioOutputs():
            return
        if self._effect is None:
            self._folder = TemporaryDirectory(prefix="anteroom-bell-")
            file = Path(self._folder.name) / "bell.wav"
            write_notes(file)
            self._effect = QSoundEffect()
            self._effect.setSource(QUrl.fromLocalFile(str(file)))
            self._effect.setVolume(VOLUME)
        self._effect.play()


def write_notes(file: Path) -> None:
    """The notes as a mono 16-bit WAV file, faded in and out so that they do not click."""
    samples = array.array("h")
    length = int(NOTE_SECONDS * RATE)
    fade = int(FADE_SECONDS * RATE)
    for note in NOTES_HZ:
        for place in range(length):
            share = min(1.0, place / fade, (length - place) / fade)
            samples.append(int(32767 * LOUDNESS * share * math.sin(2 * math.pi * note * place / RATE)))
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
