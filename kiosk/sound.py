"""Sound: tones and the voice of the kiosk. A text that is read is cut off when another one begins."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shared.ui.tasks import Running, Work

if TYPE_CHECKING:
    from shared.sound import Loudspeaker, Speech

# The Nepali voice reads 0-9 in English; it knows its own digits (espeak-ng, voice ne).
_OWN_DIGITS = {"ne": str.maketrans("0123456789", "०१२३४५६७८९")}

Spawn = Callable[[Work, str], Running]

logger = logging.getLogger(__name__)


class KioskSound:
    """What is heard at the kiosk. Silent until `run`, and where there is no loudspeaker; nothing else changes then."""

    def __init__(
        self,
        folder: Path,
        volume: float,
        spawn: Spawn,
        *,
        device_changed: Callable[[bool], None],
        voice_missing: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._volume = volume
        self._spawn = spawn
        self._device_changed = device_changed
        self._voice_missing = voice_missing
        self._loudspeaker: Loudspeaker | None = None
        self._speech: Speech | None = None
        self._tones: dict[str, Path] = {}
        self._reading: Running | None = None

    async def run(self) -> None:
        """Be able to be heard; for ever. Cancel it to end."""
        from shared.sound import Clips, Loudspeaker, Speech, Tone, tone_file  # not before the first picture is shown

        clips = Clips(self._folder)
        for tone in (Tone.TOUCH, Tone.REFUSED, Tone.IDLE_WARNING, Tone.PAPER_READY):
            self._tones[tone.value] = await asyncio.to_thread(tone_file, tone, clips)
        self._loudspeaker, self._speech = Loudspeaker(volume=lambda: self._volume), Speech(clips)
        self._loudspeaker.on_change(self._device_changed)
        self._loudspeaker.keep_ready(*self._tones.values())
        try:
            await self._loudspeaker.run()
        finally:
            self._speech.end()

    def touch(self) -> None:
        """A tick: the touch was felt."""
        self._sound("touch")

    def refused(self) -> None:
        """Not possible; the words on the screen say why."""
        self._sound("refused")

    def idle(self) -> None:
        """Is anybody there?"""
        self._sound("idle_warning")

    def paper(self) -> None:
        """The paper is ready to be taken."""
        self._sound("paper_ready")

    def say(self, text: str, language: str) -> None:
        """Read this aloud, instead of whatever is being read."""
        self.hush()
        self._reading = self._spawn(self._read(text, language), "read aloud")

    def hush(self) -> None:
        """Stop reading."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None

    def _sound(self, tone: str) -> None:
        if self._loudspeaker is not None:
            self._loudspeaker.sound(self._tones[tone])

    async def _read(self, text: str, language: str) -> None:
        from shared.sound import NoSound, NoVoice, SpeechFailed

        if self._loudspeaker is None or self._speech is None:
            return
        try:
            path = await self._speech.file_of(text.translate(_OWN_DIGITS.get(language, {})), language)
            await self._loudspeaker.play(path)
        except NoVoice:
            self._voice_missing(language)
        except (NoSound, SpeechFailed) as error:
            logger.info("nobody heard the page: %s", error)
