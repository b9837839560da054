"""The voice: what is said, judged by the sounds that a real espeak-ng makes of it."""

import subprocess
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from display.voice import sentence, spoken_languages, utterances
from shared.protocol.call import Call
from shared.protocol.identity import new_id
from shared.protocol.room import Room, RoomWord
from shared.words import LANGUAGES
from tests.display.clinic import NOW, morning

DIGITS = {
    "en": ("zˈiəɹəʊ", "sˈɛvən", "θɹˈiː"),
    "es": ("θˈeɾo", "sjˈete", "tɾˈes"),
    "fr": ("zeʁˈo", "sˈɛt", "tʁwˈa"),
    "ar": ("ˈs̪-ifr", "sˈabʕʕa", "θalˈaːθa"),
    "hi": ("ʃˈuːnjə", "sˈaːt", "tˈiːn"),
    "bn": ("ʃˈunjɔ", "ʃˈat", "tˈin"),
    "ne": ("ʃˈuːnnˈaː", "sˈaːt", "tˈiːn"),
}
LETTERS = {"en": "dʒˈiː ˈɛm", "es": "xˈe ˈɛme", "fr": "ʒˈe ˈɛm"}


def call(label: str, *, number: int = 1, language: str = "en") -> Call:
    at = datetime(2026, 4, 14, tzinfo=UTC)
    return Call(
        id=new_id(),
        ticket_id=new_id(),
        label=label,
        department_id=new_id(),
        room_id=new_id(),
        zone="main",
        language=language,
        number=number,
        called_at=at,
        expires_at=at + timedelta(minutes=2),
    )


def room(number: str = "3", word: RoomWord = RoomWord.ROOM) -> Room:
    return Room(id=new_id(), number=number, word=word)


def sounds(language: str, text: str) -> str:
    """How espeak-ng pronounces it, in the International Phonetic Alphabet; a line a phrase group."""
    command = ["espeak-ng", "-q", "--ipa", "-v", language, "--", text]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_spoken_one_by_one_in_the_language_itself(language: str) -> None:
    zero, seven, three = DIGITS[language]
    heard = sounds(language, sentence(call("GM-007"), room(), language))
    assert f"{zero} {zero} {seven}" in heard
    assert three in heard.rpartition(seven)[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_spoken_one_by_one_in_one_group(language: str) -> None:
    heard = sounds(language, sentence(call("GM-007"), room(), language))
    assert LETTERS.get(language, "dʒˈiː ˈɛm") in heard
    letters = next(line for line in heard.splitlines() if LETTERS.get(language, "dʒˈiː ˈɛm") in line)
    digits = next(line for line in heard.splitlines() if DIGITS[language][1] in line)
    assert heard.splitlines().index(digits) - heard.splitlines().index(letters) == 1


@pytest.mark.parametrize(("language", "label", "expected"), [("en", "AB-012", "ˈeɪ bˈiː"), ("fr", "YB-012", "ɡʁˈɛk")])
def test_a_letter_that_is_also_a_word_is_spoken_as_a_letter(language: str, label: str, expected: str) -> None:
    assert expected in sounds(language, sentence(call(label), room(), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_beyond_ten_is_a_number_not_its_digits(language: str) -> None:
    twelve = {
        "en": "twˈɛlv",
        "es": "ðˈoθe",
        "fr": "dˈuz",
        "ar": "ʔˈiθnˈaː",
        "hi": "bˈaːɾəh",
        "bn": "bˈaɾɔ",
        "ne": "bˈaːɾə",
    }
    assert twelve[language] in sounds(language, sentence(call("GM-007"), room("12B"), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_room_and_a_recall_are_said_differently(language: str) -> None:
    said = {
        sentence(call("GM-007", number=number), room("3", word), language) for word in RoomWord for number in (1, 2)
    }
    assert len(said) == 2 * len(RoomWord)


def test_a_recall_says_again() -> None:
    assert sentence(call("GM-007", number=2), room(), "en") == ("Once again: Number G M, 0 0 7, please go to room 3.")


def test_the_patients_own_language_comes_first_and_none_comes_twice() -> None:
    assert spoken_languages(("en", "ar"), "ne") == ("ne", "en", "ar")
    assert spoken_languages(("en", "ar"), "ar") == ("ar", "en")
    assert spoken_languages(("en-GB", "ar"), "en") == ("en", "ar")


def test_a_language_without_words_is_left_out() -> None:
    assert spoken_languages(("en", "sw"), "sw") == ("en",)


def test_each_language_is_said_as_often_as_the_clinic_repeats_it() -> None:
    clinic = morning(("en", "ar")).clinic
    said = utterances(call("GM-007", language="fr"), room(), clinic)
    assert [utterance.language for utterance in said] == ["fr", "fr", "en", "en", "ar", "ar"]
    once = msgspec.structs.replace(clinic, announcement_repeats=1)
    assert [utterance.language for utterance in utterances(call("GM-007"), room(), once)] == ["en", "ar"]


def test_a_clinic_of_many_languages_does_not_keep_the_next_call_waiting() -> None:
    clinic = morning(LANGUAGES).clinic
    said = utterances(call("GM-007", language="bn"), room(), clinic)
    assert list(dict.fromkeys(utterance.language for utterance in said)) == ["bn", "en", "es"]


def test_nothing_but_label_and_room_is_ever_said() -> None:
    """No name, no department: what is called reveals no illness."""
    clinic = morning()
    said = " ".join(
        utterance.text for utterance in utterances(clinic.calls["GM-012"], clinic.rooms["3"], clinic.clinic)
    )
    assert "medicine" not in said.lower()
    assert clinic.now == NOW
