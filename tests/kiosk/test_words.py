"""The kiosk's words: complete in every language, spoken as they are meant, and typed in every script."""

from pathlib import Path

import pytest

from kiosk.guidance import spell
from kiosk.letters import LONGEST_NAME, has_own_letters, letters, write
from kiosk.presenter import TRANSLATIONS
from kiosk.screen import Page
from kiosk.session import Session
from shared.protocol.device import ProblemCode
from shared.words import LANGUAGES, Words, faults


def test_every_language_is_complete() -> None:
    assert faults(TRANSLATIONS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_name_for_staff(language: str) -> None:
    words = Words(TRANSLATIONS, language)
    for code in ProblemCode:
        if code not in (ProblemCode.NO_SOUND, ProblemCode.NO_VOICE):
            assert words(f"problem.{code.value}")


def test_no_text_is_left_unused() -> None:
    code = "\n".join(path.read_text() for path in Path("kiosk").glob("*.py"))
    families = ("problem.", "service.", "notice.")
    unused = [
        key
        for key in Words(TRANSLATIONS, "en")._entries
        if f'"{key}"' not in code and not key.startswith((*families, "minutes.", "language.", "staff.", "room."))
    ]
    assert [key for key in unused if key in Words(TRANSLATIONS, "en").within("en").plain_texts()] == []


def test_a_label_is_said_letter_by_letter_and_digit_by_digit() -> None:
    assert spell("GM-007") == "G M , 0 0 7"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_keys_of_its_own_and_no_key_twice(language: str) -> None:
    keys = [item.key for item in letters(language)]
    assert len(keys) == len(set(keys))
    assert len(keys) >= 28
    assert has_own_letters(language) == (language in ("ar", "hi", "bn", "ne"))
    assert letters(language, is_latin=True)[0].key == "A"


def typed(language: str, *keys: str) -> str:
    session = Session(language=language, page=Page.NAME)
    for key in keys:
        write(session, key)
    return session.name


def test_latin_names_are_written_with_capitals_where_they_begin() -> None:
    assert typed("en", *"MARY-ANN O'NEIL") == "Mary-Ann O'Neil"
    assert typed("en", " ", "A", " ", " ", "B") == "A B"


def test_signs_join_the_letters_before_them() -> None:
    assert typed("ne", "र", "ा", "म") == "राम"
    assert typed("bn", "য়", "া") == "য়া"


def test_a_name_has_an_end() -> None:
    assert len(typed("en", *("A" * 200))) == LONGEST_NAME
