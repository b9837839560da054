"""Playback: the small process that plays files, `python -m shared.sound.playback`.

Sound has a process of its own because Qt's PulseAudio backend ends the whole process when the sound server dies, spins
when a device vanishes while playing, and never finds a server that started later. Here that costs a moment's silence:
this process ends whenever the devices are not what they were, and the loudspeaker starts it anew.
"""

import sys
import time
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect, QtAudio

from shared.sound import wire
from shared.sound.clips import is_whole
from shared.sound.pcm import read_wav, seconds_of

NOBODY_HEARS = ("auto_null",)
"""What PulseAudio and PipeWire offer when there is no device: playing to it reaches nobody."""
START_SECONDS = 1.0
GRACE_SECONDS = 3.0
"""How much longer than the file a sound may take (a device's buffer) before it counts as stuck."""


class Playback(QObject):
    """Plays what the lines on standard input ask for and reports on standard output."""

    ordered = Signal(bytes)
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._devices = QMediaDevices(self)
        self._playing: dict[int, QSoundEffect] = {}
        self._kept: dict[str, QSoundEffect] = {}
        self._is_ending = False
        self.ordered.connect(self._take)
        self.abandoned.connect(QCoreApplication.quit)
        self._devices.audioOutputsChanged.connect(self._end_when_silent)

    def start(self) -> None:
        """Say which devices there are; without any there is nothing to stay for."""
        default = self._devices.defaultAudioOutput()
        names: list[str] = []
        if not default.isNull() and not _is_deaf(default):
            others = [device for device in self._devices.audioOutputs() if device.id() != default.id()]
            names = [device.description() for device in (default, *others) if not _is_deaf(device)]
        _report(wire.Outputs(names=tuple(names)))
        if not names:
            QCoreApplication.quit()
            return
        Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        """In a thread: the lines of standard input, which Qt cannot watch on every platform."""
        for line in sys.stdin.buffer:
            self.ordered.emit(line)
        self.abandoned.emit()

    def _take(self, line: bytes) -> None:
        match wire.decode_order(line):
            case wire.Load(path=path):
                self._kept.setdefault(path, self._effect(path))
            case wire.Play(id=id, path=path, volume=volume):
                self._play(id, path, volume)
            case wire.Stop():
                for effect in list(self._playing.values()):
                    effect.stop()

    def _effect(self, path: str) -> QSoundEffect:
        effect = QSoundEffect(self._devices.defaultAudioOutput(), self)
        effect.setSource(QUrl.fromLocalFile(path))
        return effect

    def _play(self, id: int, path: str, volume: float) -> None:
        if not is_whole(Path(path)):
            _report(wire.Failed(id=id, why=f"no whole sound file at {path}", is_lost=False))
            return
        kept = self._kept.get(path)
        effect = kept if kept is not None and kept not in self._playing.values() else self._effect(path)
        self._playing[id] = effect
        effect.setVolume(
            QtAudio.convertVolume(
                volume, QtAudio.VolumeScale.LogarithmicVolumeScale, QtAudio.VolumeScale.LinearVolumeScale
            )
        )
        if effect.status() == QSoundEffect.Status.Ready:
            self._begin(id, effect)
        else:
            effect.statusChanged.connect(lambda: self._begin(id, effect))
        QTimer.singleShot(round(START_SECONDS * 1000), self, lambda: self._check_started(id, effect))
        length = seconds_of(read_wav(Path(path)))
        QTimer.singleShot(round((length + GRACE_SECONDS) * 1000), self, lambda: self._fail(id, "it does not end"))

    def _begin(self, id: int, effect: QSoundEffect) -> None:
        if effect.status() == QSoundEffect.Status.Error:
            self._fail(id, "the device or the file cannot be used")
        if effect.status() != QSoundEffect.Status.Ready or self._playing.get(id) is not effect:
            return
        effect.playingChanged.connect(lambda: self._note(id, effect))
        effect.play()

    def _note(self, id: int, effect: QSoundEffect) -> None:
        if self._playing.get(id) is not effect:
            return
        if effect.isPlaying():
            _report(wire.Started(id=id, at=time.time()))
            return
        self._release(id)
        _report(wire.Ended(id=id))
        if self._is_ending and not self._playing:
            QCoreApplication.quit()

    def _check_started(self, id: int, effect: QSoundEffect) -> None:
        if not effect.isPlaying() and self._playing.get(id) is effect:
            self._fail(id, "it does not start")

    def _fail(self, id: int, why: str) -> None:
        """A device that fails once is not to be trusted: report and end, to be started anew."""
        if id in self._playing:
            _report(wire.Failed(id=id, why=why, is_lost=True))
            QCoreApplication.exit(1)

    def _release(self, id: int) -> None:
        effect = self._playing.pop(id)
        effect.playingChanged.disconnect()
        if effect not in self._kept.values():
            effect.deleteLater()

    def _end_when_silent(self) -> None:
        """The devices changed. What plays may finish; then a fresh start finds what is there now."""
        self._is_ending = True
        if not self._playing:
            QCoreApplication.quit()


def main() -> int:
    """Run until standard input ends, the devices change or one of them fails."""
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg=false")
    application = QCoreApplication(sys.argv)
    playback = Playback()
    QTimer.singleShot(0, playback, playback.start)
    return application.exec()


def _is_deaf(device: QAudioDevice) -> bool:
    return bytes(device.id().data()).decode(errors="replace") in NOBODY_HEARS


def _report(report: wire.Report) -> None:
    sys.stdout.buffer.write(wire.encode(report) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
