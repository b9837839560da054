"""Speech: words become a WAV file, from the cache or from espeak-ng in a thread of its own."""

import asyncio
from array import array
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path

import pyttsx3

from shared.sound.clips import Clips, is_whole
from shared.sound.espeak import DRIVER, WATCHDOG_SECONDS, WORDS_PER_MINUTE, SpeechFailed, install
from shared.sound.pcm import evened, read_wav, silence, trimmed, wav_bytes
from shared.sound.voices import espeak_version, voice_for

VERSION = "1"
"""Part of each clip's name; changes with what is done to the voice here."""


class Speech:
    """Says words into files: `path = await speech.file_of("Number 7", "en")`.

    One thread does all of it, one utterance after another, so the caller's loop never waits for a disk or a process.
    """

    def __init__(
        self,
        clips: Clips,
        *,
        words_per_minute: int = WORDS_PER_MINUTE,
        executable: str = "espeak-ng",
        watchdog_seconds: float = WATCHDOG_SECONDS,
    ) -> None:
        self._clips = clips
        self._rate = words_per_minute
        self._executable = executable
        self._watchdog_seconds = watchdog_seconds
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech")

    async def file_of(self, text: str, language: str) -> Path:
        """The WAV file (mono, 16 bit, 22,050 Hz, no silence at its ends) in which `text` is spoken.

        Raises NoVoice when no voice speaks the language, SpeechFailed when espeak-ng is missing, fails or hangs.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._file_of, text, language)

    async def joined(self, parts: Sequence[Path], *, pause_seconds: float) -> Path:
        """One file with all of these, one after another, and a pause between them."""
        make = partial(self._joined, tuple(parts), pause_seconds)
        return await asyncio.get_running_loop().run_in_executor(self._thread, make)

    async def check(self, language: str) -> None:
        """Raises NoVoice or SpeechFailed when this language cannot be spoken; makes nothing."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._voice, language)

    def end(self) -> None:
        """Nothing is spoken any more; what runs ends by itself within the watchdog's time."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _joined(self, parts: tuple[Path, ...], pause_seconds: float) -> Path:
        def write(path: Path) -> None:
            samples = array("h")
            for number, part in enumerate(parts):
                samples.extend(silence(pause_seconds if number else 0))
                samples.extend(read_wav(part))
            path.write_bytes(wav_bytes(samples))

        key = ("joined", VERSION, str(pause_seconds), *(part.stem for part in parts))
        return self._clips.find(*key) or self._clips.keep(*key, write=write)

    def _voice(self, language: str) -> str:
        return voice_for(language, executable=self._executable)

    def _file_of(self, text: str, language: str) -> Path:
        voice = self._voice(language)
        key = ("speech", VERSION, self._espeak_version, voice, str(self._rate), text)
        return self._clips.find(*key) or self._clips.keep(*key, write=lambda path: self._speak(path, text, voice))

    def _speak(self, path: Path, text: str, voice: str) -> None:
        failures: list[Exception] = []
        install()
        engine = pyttsx3.Engine(DRIVER)  # `init` would share one engine among threads
        token = engine.connect("error", lambda name, exception: failures.append(exception))
        try:
            for name, value in (
                ("executable", self._executable),
                ("watchdog_seconds", self._watchdog_seconds),
                ("voice", voice),
                ("rate", self._rate),
            ):
                engine.setProperty(name, value)
            engine.save_to_file(text, str(path))
            engine.runAndWait()
        finally:
            engine.disconnect(token)
        if failures:
            raise failures[0]
        if not is_whole(path):
            raise SpeechFailed(f"espeak-ng made no sound of {text!r}")
        path.write_bytes(wav_bytes(evened(trimmed(read_wav(path)))))

    @cached_property
    def _espeak_version(self) -> str:
        return espeak_version(self._executable)
