"""Reading: when a page is read aloud: once when it comes, again when it says something new."""

from functools import lru_cache
from pathlib import Path

from kiosk.guidance import read_aloud
from kiosk.parts import Sound
from kiosk.screen import Screen
from shared.words import LANGUAGES, Words
from shared.words.isolation import without_isolates


class Reading:
    """Says a page in its language. Numbers that merely count on do not make it begin anew."""

    def __init__(self, sound: Sound, translations: Path) -> None:
        self._sound = sound
        self._said: object = None
        self._voices = lru_cache(maxsize=len(LANGUAGES))(lambda language: Words(translations, language, isolates=False))

    def read(self, screen: Screen) -> None:
        """Say this page unless it was the last one said."""
        what = (
            screen.page,
            screen.language,
            [tile.key for tile in screen.tiles],
            [doctor.key for doctor in screen.doctors],
            screen.notice,
            screen.idle is None,
            screen.ticket.label,
            screen.ticket.paper,
            screen.help.answer,
            screen.service.title,
        )
        if what != self._said:
            self._said = what
            text = without_isolates(read_aloud(screen, self._voices(screen.language)))
            if text:
                self._sound.say(text, screen.language)

    def stop(self) -> None:
        """Be silent; the page will be read again when reading is wanted again."""
        self._said = None
        self._sound.hush()
