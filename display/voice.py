"""The voice: what is said for a call, in which languages and how often. Words only; how it sounds is the speaker's."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shared.protocol.call import Call
from shared.protocol.clinic import Clinic
from shared.protocol.room import Room
from shared.words import LANGUAGES, Words

TRANSLATIONS = Path(__file__).parent / "translations"
MOST_LANGUAGES = 3

# What espeak-ng reads wrongly inside a sentence: a lone capital that is also a word of the language.
LETTERS = {"en": {"A": "eigh"}, "fr": {"Y": "i grec"}}
# The voice of a language that reads 0-9 in English, given the digits of its own script.
DIGITS = {"ne": str.maketrans("0123456789", "०१२३४५६७८९")}


@dataclass(frozen=True)
class Utterance:
    """One thing to say, in one language."""

    language: str
    text: str


def utterances(
    call: Call, room: Room, clinic: Clinic, *, most_languages: int = MOST_LANGUAGES
) -> tuple[Utterance, ...]:
    """What is said for this call, in order: each language's sentence as often as the clinic repeats it.

    Of a clinic with many languages only the first few are spoken: the next call must not wait a minute for this one.
    """
    return tuple(
        utterance
        for language in spoken_languages(clinic.languages, call.language)[:most_languages]
        for utterance in [Utterance(language, sentence(call, room, language))] * clinic.announcement_repeats
    )


def sentence(call: Call, room: Room, language: str) -> str:
    """The sentence of one language: "Number G M, 0 0 7, please go to room 3." A recall begins with "once again"."""
    words = Words(TRANSLATIONS, language_of(language), isolates=False)
    text = words(
        f"voice.{room.word.value}",
        label=", ".join(_spelled(part, language) for part in call.label.split("-")),
        number=_read(room.number, language),
    )
    return f"{words('voice.again')} {text}" if call.number > 1 else text


def spoken_languages(clinic_languages: Iterable[str], own: str) -> tuple[str, ...]:
    """The patient's own language first, then the clinic's in their order; only those there are words for, each once."""
    languages: dict[str, str] = {}
    for language in (own, *clinic_languages):
        if language_of(language) in LANGUAGES:
            languages.setdefault(language_of(language), language)
    return tuple(languages.values())


def language_of(tag: str) -> str:
    """The language alone of a BCP 47 tag: "es" of "es-MX"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _spelled(part: str, language: str) -> str:
    """Letter by letter and digit by digit, as one group: "0 0 7"."""
    letters = LETTERS.get(language_of(language), {})
    spelled = " ".join(letters.get(letter, letter) for letter in part.upper())
    return spelled.translate(DIGITS.get(language_of(language), {}))


def _read(number: str, language: str) -> str:
    """A room's number: digits as a number ("twelve"), letters one by one."""
    groups: list[str] = []
    for letter in number:
        if groups and letter.isdigit() and groups[-1].isdigit():
            groups[-1] += letter
        elif not letter.isspace():
            groups.append(letter)
    letters = LETTERS.get(language_of(language), {})
    read = " ".join(letters.get(group.upper(), group) for group in groups)
    return read.translate(DIGITS.get(language_of(language), {}))
