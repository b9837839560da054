"""The speaker: how a call sounds. A chime at once, then the voice, made while the chime rings."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from display.voice import Utterance
from shared.protocol.call import Call
from shared.sound import Clips, Loudspeaker, NoSound, NoVoice, Speech, SpeechFailed, Tone, tone_file
from shared.sound.pcm import Samples, read_wav, silence, wav_bytes

PAUSE_SECONDS = 0.55
"""Between two sentences."""
LEAD_SECONDS = 0.15
"""Between chime and voice, in the file that is kept of both."""

logger = logging.getLogger(__name__)


class Trace(Protocol):
    """Is told what happens to a call, for measuring: "chime", "voice" or "ended", at a Unix time."""

    def __call__(self, event: str, call: Call, at: float, *, is_heard: bool) -> None: ...


class Speaker:
    """`await speaker.announce(call, utterances)` returns when all of it was heard, or could not be.

    Nothing that goes wrong with sound is raised: the screen goes on. `on_voice` hears for each language whether it
    could be spoken. Where `keep_in` is a folder, each announcement is kept there as a WAV file, whether heard or not.
    """

    def __init__(
        self,
        speech: Speech,
        clips: Clips,
        loudspeaker: Loudspeaker | None,
        *,
        keep_in: Path | None = None,
        on_voice: Callable[[str, bool], None] = lambda language, is_spoken: None,
        trace: Trace | None = None,
    ) -> None:
        self._speech = speech
        self._loudspeaker = loudspeaker
        self._keep_in = keep_in
        self._on_voice = on_voice
        self._trace = trace
        self._chimes = {tone: tone_file(tone, clips) for tone in (Tone.CALL, Tone.RECALL, Tone.EMERGENCY)}
        if loudspeaker is not None:
            loudspeaker.keep_ready(*self._chimes.values())

    async def announce(self, call: Call, utterances: tuple[Utterance, ...]) -> None:
        """Chime, then say the utterances one after another. Cancelling is silence at once."""
        chime = self._chimes[tone_of(call)]
        voice = asyncio.get_running_loop().create_task(self._voice(utterances))
        try:
            is_heard = await self._play(chime, call, "chime")
            path = await voice
            if self._keep_in is not None:
                await asyncio.to_thread(_keep, self._keep_in, call, chime, path)
            if is_heard and path is not None:
                is_heard = await self._play(path, call, "voice")
            self._tell("ended", call, time.time(), is_heard=is_heard)
        finally:
            voice.cancel()

    async def _play(self, path: Path, call: Call, event: str) -> bool:
        """Play one file; False when nobody heard it."""
        if self._loudspeaker is None:
            self._tell(event, call, time.time(), is_heard=False)
            return False
        try:
            await self._loudspeaker.play(path, on_start=lambda at: self._tell(event, call, at, is_heard=True))
        except NoSound as problem:
            logger.info("%s is shown only: %s", call.label, problem)
            self._tell(event, call, time.time(), is_heard=False)
            return False
        return True

    async def _voice(self, utterances: tuple[Utterance, ...]) -> Path | None:
        """One file with all that can be said; None when nothing can, or nobody would ever hear it."""
        if self._loudspeaker is None and self._keep_in is None:
            return None
        parts: list[Path] = []
        for utterance in utterances:
            try:
                parts.append(await self._speech.file_of(utterance.text, utterance.language))
            except (NoVoice, SpeechFailed) as problem:
                logger.info("not said in %s: %s", utterance.language, problem)
                self._on_voice(utterance.language, False)
            else:
                self._on_voice(utterance.language, True)
        if not parts:
            return None
        return await self._speech.joined(parts, pause_seconds=PAUSE_SECONDS)

    def _tell(self, event: str, call: Call, at: float, *, is_heard: bool) -> None:
        if self._trace is not None:
            self._trace(event, call, at, is_heard=is_heard)


def tone_of(call: Call) -> Tone:
    """What rings before the voice."""
    if call.is_emergency:
        return Tone.EMERGENCY
    return Tone.RECALL if call.number > 1 else Tone.CALL


def _keep(folder: Path, call: Call, chime: Path, voice: Path | None) -> None:
    samples = read_wav(chime)
    if voice is not None:
        samples.extend(silence(LEAD_SECONDS))
        samples.extend(read_wav(voice))
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{call.called_at:%Y%m%dT%H%M%S}-{call.label}-{call.number}.wav", samples)


def _write(path: Path, samples: Samples) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(wav_bytes(samples))
    part.replace(path)
