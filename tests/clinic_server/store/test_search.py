"""Search keys: a name is found however it is typed, in every script; a phone with or without its country's code."""

from pathlib import Path

import pytest
from sqlalchemy import select

from clinic_server.store.engine import writing_engine
from clinic_server.store.schema import upgrade
from clinic_server.store.search import PATIENT, WORD, is_same_phone, phone_key, words_of
from shared.protocol.identity import new_id


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("MARIN", "Rosa Marín"),
        ("rosa", "Rosa Marín"),
        ("strasse", "Anna Straße"),
        ("احمد", "أحمد بن علي"),
        ("فاطمه", "فَاطِمَة"),
        ("मीना", "मीना शर्मा"),
        ("সালমা", "সালমা খাতুন"),
        ("李", "李 小龙"),
        ("o", "O’Neill"),
        ("neill", "O’Neill"),
    ],
)
def test_a_word_of_a_name_is_found_without_accents_and_capitals(typed: str, known: str) -> None:
    (word,) = words_of(typed)

    assert any(other.startswith(word) for other in words_of(known))


def test_vowel_signs_are_letters_and_no_accents() -> None:
    assert words_of("मीना") != words_of("मना")
    assert words_of("সালমা") != words_of("সলম")


def test_a_word_that_stands_twice_is_kept_once() -> None:
    assert words_of("Ali  Ali, ALI") == ["ali"]


def test_a_name_without_letters_has_no_words() -> None:
    assert words_of(" ’—\u200f ") == []


@pytest.mark.parametrize("typed", ["600 123 456", "+34 600 123 456", "0034600123456", "0600-123-456", "٦٠٠١٢٣٤٥٦"])
def test_a_phone_is_the_same_however_it_is_written(typed: str) -> None:
    assert is_same_phone(phone_key(typed), phone_key("+34 600123456"))


@pytest.mark.parametrize("typed", ["600 123 457", "1600123456", "123456", ""])
def test_another_phone_is_not_the_same(typed: str) -> None:
    assert not is_same_phone(phone_key(typed), phone_key("+34 600123456"))


def test_patients_of_before_are_found_after_the_upgrade(tmp_path: Path) -> None:
    engine = writing_engine(tmp_path / "clinic.db")
    upgrade(engine, "0004")
    patient_id = new_id()
    with engine.connect() as connection:
        row = (str(new_id()), str(patient_id), "Rosa Marín", "600 123 456", "es")
        connection.exec_driver_sql(
            "INSERT INTO patient (clinic_id, id, name, phone, language) VALUES (?, ?, ?, ?, ?)", row
        )
        upgrade(engine, "0005")
        words = connection.execute(select(WORD.c.word).where(WORD.c.patient_id == patient_id)).scalars().all()
        phone = connection.execute(select(PATIENT.c.phone_key)).scalar()
    engine.dispose()

    assert sorted(words) == ["marin", "rosa"]
    assert phone == "654321006"
