"""What people read: catalogues of texts in seven languages, plurals, dates and ranges, without Qt."""

from shared.words.catalogue import Catalogue, MissingWord, faults
from shared.words.isolation import isolate
from shared.words.languages import LANGUAGES, is_rtl, is_tall, own_name
from shared.words.words import Words

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "MissingWord",
    "Words",
    "faults",
    "is_rtl",
    "is_tall",
    "isolate",
    "own_name",
]
