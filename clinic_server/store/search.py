"""Search keys of patients: what a name and a phone come down to, so that either is found however it was typed.

The keys are columns beside the value's own, worked out whenever a patient is put. Words are the index `patient_word`,
which the database itself keeps in accord.
"""

import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from clinic_server.store.tables import Base
from shared.protocol.patient import Patient

PATIENT = Base.metadata.tables["patient"]
WORD = Base.metadata.tables["patient_word"]
CLINIC = Base.metadata.tables["clinic"]
HERE = select(CLINIC.c.id).limit(1).scalar_subquery()
"""The clinic of this database: every index begins with it."""

LEAST_DIGITS = 4
SAME_DIGITS = 7
"""So many last digits tell a telephone from every other, whatever country code and leading zeros stand before them."""
MOST_OF_A_PHONE = 500
"""Whose last digits agree: looked through for those who agree in all of them."""
LAST = "\U0010ffff"
VIRAMA = 9
"""Unicode's combining class of the sign that joins Indic consonants: a letter's part, not an accent."""
ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
"""Letters that people write for one another, and the stroke that only widens a word."""


def keys_of(patient: Patient) -> dict[str, Any]:
    """The cells of a patient's row that are no fields of the value."""
    return {"phone_key": phone_key(patient.phone), "words": words_of(patient.name)}


def words_of(name: str) -> list[str]:
    """The different words of a name without capitals and accents, in every script, in order."""
    spread = unicodedata.normalize("NFKD", name.casefold()).translate(ARABIC)
    kept = "".join(_kept(character) for character in spread)
    return list(dict.fromkeys(unicodedata.normalize("NFC", kept).split()))


def phone_key(phone: str) -> str:
    """The digits from the last to the first: two ways to write one number begin alike. Leading zeros do not count."""
    digits = "".join(str(unicodedata.decimal(character, "")) for character in phone)
    return digits.lstrip("0")[::-1]


def is_same_phone(one: str, other: str) -> bool:
    """Whether two keys are one telephone: the shorter ends the longer, and is long enough to tell."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= SAME_DIGITS and longer.startswith(shorter)


def matching(*, phone: str, name: str, birth_date: date | None, most: int) -> Select[Any]:
    """The query for the patients that fit all of what is given, the newest first."""
    conditions: list[ColumnElement[bool]] = [PATIENT.c.clinic_id == HERE]
    if phone:
        key = phone_key(phone)
        conditions.append(_begins(PATIENT.c.phone_key, key[:SAME_DIGITS]))
    for word in sorted(words_of(name), key=len, reverse=True):
        having = select(WORD.c.patient_id).where(WORD.c.clinic_id == HERE, _begins(WORD.c.word, word))
        conditions.append(PATIENT.c.id.in_(having))
    if birth_date is not None:
        conditions.append(PATIENT.c.birth_date == birth_date)
    return select(PATIENT).where(*conditions).order_by(PATIENT.c.id.desc()).limit(most)


def fits(patient: Patient, phone: str) -> bool:
    """Whether a patient whose last digits agree has this telephone, as far as it was given."""
    key, known = phone_key(phone), phone_key(patient.phone)
    return known.startswith(key) or is_same_phone(key, known)


def _begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    return and_(column >= start, column < start + LAST)


def _kept(character: str) -> str:
    combining = unicodedata.combining(character)
    if combining and combining != VIRAMA:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LNM" else " "
