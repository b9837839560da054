"""Sound proof: whether a display's sound file of a call is exactly what that call should sound like."""

import asyncio
from pathlib import Path

from display.speaker import LEAD_SECONDS, PAUSE_SECONDS, tone_of
from display.voice import utterances
from shared.protocol.call import Call
from shared.protocol.clinic import Clinic
from shared.protocol.room import Room
from shared.sound import Clips, NoVoice, Speech, tone_file
from shared.sound.pcm import read_wav, silence

LARGEST_BYTES = 1024 * 1024 * 1024


class SoundProof:
    """Speaks every call itself, from what the journal says of it, and compares. Nothing of the display's is used."""

    def __init__(self, clinic: Clinic, folder: Path) -> None:
        self._clinic = clinic
        self._clips = Clips(folder, largest_bytes=LARGEST_BYTES)
        self._speech = Speech(self._clips)

    async def is_right(self, file: Path, call: Call, room: Room) -> bool:
        """Whether the file says this call, and nothing else."""
        parts = []
        for utterance in utterances(call, room, self._clinic):
            try:
                parts.append(await self._speech.file_of(utterance.text, utterance.language))
            except NoVoice:
                continue  # this machine has no voice for it, and the display has told staff so
        if not parts:
            return False
        voice = await self._speech.joined(parts, pause_seconds=PAUSE_SECONDS)
        return await asyncio.to_thread(self._is_same, file, call, voice)

    def end(self) -> None:
        """Let the voice go."""
        self._speech.end()

    def _is_same(self, file: Path, call: Call, voice: Path) -> bool:
        expected = read_wav(tone_file(tone_of(call), self._clips))
        expected.extend(silence(LEAD_SECONDS))
        expected.extend(read_wav(voice))
        return file.is_file() and read_wav(file) == expected
