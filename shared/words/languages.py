"""Languages: the ones Anteroom speaks, their names in their own script and how they are written."""

from typing import Final

LANGUAGES: Final = ("en", "es", "fr", "ar", "hi", "bn", "ne")

_OWN_NAMES: Final = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ar": "العربية",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "ne": "नेपाली",
}
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_LATIN: Final = frozenset({"en", "es", "fr"})


def own_name(language: str) -> str:
    """The language's name as its readers write it. Raises KeyError for a language Anteroom does not speak."""
    return _OWN_NAMES[language]


def is_rtl(language: str) -> bool:
    """True when the language is written from right to left."""
    return language in _RIGHT_TO_LEFT


def is_tall(language: str) -> bool:
    """True when its script has marks above and below that need a line height of 1.5 instead of 1.25."""
    return language not in _LATIN
