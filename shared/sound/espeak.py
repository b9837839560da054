"""The pyttsx3 driver: text becomes a WAV file, made by one short-lived espeak-ng each.

The drivers that come with pyttsx3 play sound themselves and lose errors on the way; this one writes files, raises
what went wrong as the engine's `error` event, and kills an espeak-ng that hangs.

    install()
    engine = pyttsx3.init(DRIVER)
    engine.setProperty("voice", "ar")
    engine.save_to_file("…", "call.wav")
    engine.runAndWait()
"""

import os
import signal
import subprocess
import sys
from typing import Protocol

DRIVER = "anteroom_espeak"
WORDS_PER_MINUTE = 145
WATCHDOG_SECONDS = 5.0
FULL_AMPLITUDE = 100
"""What espeak-ng calls normal; louder ones (up to 200) clip."""


class SpeechFailed(Exception):
    """No file was made; says why in the words of espeak-ng or the system, for the log."""


class Proxy(Protocol):
    """What pyttsx3 hands to its driver."""

    def setBusy(self, busy: bool) -> None: ...  # pyttsx3's own
    def notify(self, topic: str, **facts: object) -> None: ...  # pyttsx3's own


class EspeakDriver:
    """What pyttsx3 asks of a driver, for files only. Properties: voice, rate, volume, executable, watchdog_seconds."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._properties: dict[str, object] = {
            "voice": "en",
            "rate": WORDS_PER_MINUTE,
            "volume": 1.0,
            "executable": "espeak-ng",
            "watchdog_seconds": WATCHDOG_SECONDS,
        }

    def save_to_file(self, text: str, filename: str) -> None:
        """Write `text`, spoken, to `filename`. Raises SpeechFailed, which pyttsx3 turns into its `error` event."""
        self._proxy.notify("started-utterance")
        properties = self._properties
        amplitude = round(FULL_AMPLITUDE * float(str(properties["volume"])))
        run_espeak(
            str(properties["executable"]),
            *("-v", str(properties["voice"]), "-s", str(properties["rate"]), "-a", str(amplitude)),
            *("-w", filename, "--", text),
            watchdog_seconds=float(str(properties["watchdog_seconds"])),
        )
        self._proxy.notify("finished-utterance", completed=True)

    def say(self, text: str) -> None:
        """This driver plays nothing: make a file and play that."""
        raise SpeechFailed("this driver makes files; use save_to_file and play the file")

    def stop(self) -> None:
        """Nothing runs between two commands, so there is nothing to stop."""

    def getProperty(self, name: str) -> object:
        """The value of a property. Raises KeyError when there is none of that name."""
        return self._properties[name]

    def setProperty(self, name: str, value: object) -> None:
        """Set a property for the utterances that follow. Raises KeyError when there is none of that name."""
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def startLoop(self) -> None:
        """Carry out what is queued; returns when the queue is empty."""
        self._proxy.setBusy(False)

    def iterate(self) -> None:
        """For a loop of the caller's own: there is nothing left to do between two commands."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        """The loop ends by itself."""

    def destroy(self) -> None:
        """Nothing is held."""


def buildDriver(proxy: Proxy) -> EspeakDriver:
    """The driver, as pyttsx3 asks for it."""
    return EspeakDriver(proxy)


def install() -> None:
    """Let `pyttsx3.init(DRIVER)` find this module: pyttsx3 looks for drivers in its own package only."""
    sys.modules[f"pyttsx3.drivers.{DRIVER}"] = sys.modules[__name__]


def run_espeak(executable: str, *arguments: str, watchdog_seconds: float) -> str:
    """Run espeak-ng and give what it printed. Raises SpeechFailed when it fails, hangs or is not there."""
    try:
        process = subprocess.Popen(
            [executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    except OSError as error:
        raise SpeechFailed(f"{executable} cannot be started: {error.strerror}") from error
    with process:
        try:
            printed, complaint = process.communicate(timeout=watchdog_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its children too: one that lives on would keep the pipes open
            raise SpeechFailed(f"{executable} hung and was ended after {watchdog_seconds:g} s") from None
    if process.returncode != 0:
        raise SpeechFailed(f"{executable} ended with {process.returncode}: {complaint.strip()}")
    return printed
