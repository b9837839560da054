"""Sound: what the screens let people hear, as files made here and played by a process of its own.

    clips = Clips(data_folder / "sound")
    speech, loudspeaker = Speech(clips), Loudspeaker(volume=lambda: 0.8)
    tasks.spawn(loudspeaker.run(), "loudspeaker")
    await loudspeaker.play(await speech.file_of("Number 7", "en"))

Nothing here needs Qt in the screen's own process.
"""

from shared.sound.clips import Clips
from shared.sound.espeak import SpeechFailed
from shared.sound.loudspeaker import Loudspeaker, NoSound
from shared.sound.speech import Speech
from shared.sound.tones import Tone, tone_file
from shared.sound.voices import NoVoice
from shared.sound.volume import VolumeByHour

__all__ = [
    "Clips",
    "Loudspeaker",
    "NoSound",
    "NoVoice",
    "Speech",
    "SpeechFailed",
    "Tone",
    "VolumeByHour",
    "tone_file",
]
