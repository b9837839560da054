"""Letters: the keys with which a name is written, for every script the kiosk speaks.

In the order of the alphabet, which more patients know than the order of a typewriter.
"""

from functools import lru_cache

from kiosk.screen import KeyItem, Page
from kiosk.session import Session

LONGEST_NAME = 60
LONGEST_PHONE = 15
"""Digits of the longest international number (ITU-T E.164)."""

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ'-"
_MORE = {"es": "ÁÉÍÑÓÚÜ", "fr": "ÀÂÇÈÉÊËÎÏÔÙÛ"}
_ARABIC = "اأإآبتةثجحخدذرزسشصضطظعغفقكلمنهويىئءؤ"
_DEVANAGARI = "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_DEVANAGARI_SIGNS = "ािीुूृेैोौंँः्"
_HINDI_MORE = ["ड़", "ढ़", "क्ष", "त्र", "ज्ञ"]
_NEPALI_MORE = ["क्ष", "त्र", "ज्ञ"]
_BENGALI = "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎ"
_BENGALI_SIGNS = "ািীুূৃেৈোৌংঁঃ্"
_CIRCLE = "\u25cc"
"""The dotted circle on which a sign that needs a letter is shown (Unicode, chapter 12)."""


@lru_cache
def letters(language: str, *, is_latin: bool = False) -> tuple[KeyItem, ...]:
    """The keys of a language, or those of Latin letters."""
    if is_latin or not has_own_letters(language):
        return tuple(KeyItem(key=letter, text=letter) for letter in _LATIN + _MORE.get(language, ""))
    plain, signs = {
        "ar": (list(_ARABIC), ""),
        "hi": ([*_DEVANAGARI, *_HINDI_MORE], _DEVANAGARI_SIGNS),
        "ne": ([*_DEVANAGARI, *_NEPALI_MORE], _DEVANAGARI_SIGNS),
        "bn": (_clusters(_BENGALI), _BENGALI_SIGNS),
    }[language]
    keys = [KeyItem(key=letter, text=letter) for letter in plain]
    return (*keys, *(KeyItem(key=sign, text=_CIRCLE + sign) for sign in signs))


def has_own_letters(language: str) -> bool:
    """Whether the language is written in letters other than Latin ones."""
    return language in ("ar", "hi", "ne", "bn")


def write(session: Session, key: str) -> None:
    """A key's letter or digit goes to the end of what is typed on this page, as far as there is room."""
    if session.page is Page.NAME:
        session.name = _spelled(session.name, key)
    elif session.page is Page.PHONE and len(session.phone) < LONGEST_PHONE:
        session.phone += key


def erase(session: Session) -> None:
    """The last letter or digit of what is typed on this page goes."""
    match session.page:
        case Page.NAME:
            session.name = session.name[:-1]
        case Page.PHONE:
            session.phone = session.phone[:-1]
        case Page.PIN:
            session.pin = session.pin[:-1]


def _spelled(name: str, key: str) -> str:
    """Latin names begin with a capital and go on in small letters."""
    if len(name) + len(key) > LONGEST_NAME or (key == " " and (not name or name.endswith(" "))):
        return name
    return name + (key if not name or name[-1] in " -'" else key.lower())


def _clusters(text: str) -> list[str]:
    """Letters with the dot that belongs to them (nukta) as one key."""
    found: list[str] = []
    for letter in text:
        if letter == "\u09bc":
            found[-1] += letter
        else:
            found.append(letter)
    return found
