"""Words: the texts of one program in one language, with plurals, parameters, dates, times and ranges put in.

    words = Words(Path(__file__).parent / "translations", "ar")
    words("welcome.title")
    words("ticket.people", count=6)             # the plural form CLDR gives for 6
    words("call.go", label="GM-007", room="3")  # labels, times and names are isolated where the language needs it
    words.date(day), words.time(at), words.minutes(20, 35)

Digits are 0-9 in every language, so that a label on paper, screen and phone can be compared by its shape.
"""

import datetime
from pathlib import Path

from babel.dates import format_date

from shared.words.catalogue import Entry, Forms, MissingWord, plural_form, read_catalogue
from shared.words.isolation import has_rtl, isolate
from shared.words.languages import is_rtl, is_tall, own_name

SHARED = Path(__file__).parent / "translations"

# One order on every slip and screen, weekday first; Spanish joins with "de".
_DAY = {"es": "EEEE d 'de' MMMM"}
_DATE = {"es": "EEEE d 'de' MMMM 'de' y"}


class Words:
    """Looks texts up by key: first in the program's folder, then among those all programs share.

    `isolates=False` leaves the invisible marks out, for a voice.
    """

    def __init__(self, folder: Path, language: str, *, isolates: bool = True) -> None:
        self.language = language
        self.name = own_name(language)
        self.is_rtl = is_rtl(language)
        self.is_tall = is_tall(language)
        self._isolates = isolates
        self._folder = folder
        self._entries: dict[str, Entry] = {**read_catalogue(SHARED, language), **read_catalogue(folder, language)}

    def __call__(self, key: str, **parameters: str | int) -> str:
        """The text of `key`. A plural form is chosen by `count`. Raises MissingWord."""
        return self._fill(key, self._entry(key).full, parameters)

    def short(self, key: str, **parameters: str | int) -> str:
        """The short form of `key` for a narrow place; the text itself when it has none. Raises MissingWord."""
        entry = self._entry(key)
        return self._fill(key, entry.short or entry.full, parameters)

    def has(self, key: str) -> bool:
        """True when there is a text for `key`, for keys made from a refusal's code."""
        return key in self._entries

    def plain_texts(self) -> dict[str, str]:
        """Every text that takes no parameter, by key."""
        texts = {key: entry.full[None] for key, entry in self._entries.items() if None in entry.full}
        return {key: text for key, text in texts.items() if "{" not in text}

    def within(self, language: str) -> "Words":
        """The same program's words in another language."""
        return Words(self._folder, language, isolates=self._isolates)

    def day(self, day: datetime.date) -> str:
        """Weekday, day and month: "Tuesday 14 April"."""
        return format_date(day, _DAY.get(self.language, "EEEE d MMMM"), locale=self.language)

    def date(self, day: datetime.date) -> str:
        """Weekday, day, month and year: "Tuesday 14 April 2026"."""
        return format_date(day, _DATE.get(self.language, "EEEE d MMMM y"), locale=self.language)

    def weekday(self, day: datetime.date) -> str:
        """The weekday alone: "Tuesday"."""
        return format_date(day, "EEEE", locale=self.language)

    def month(self, day: datetime.date) -> str:
        """The month alone: "April"."""
        return format_date(day, "LLLL", locale=self.language)

    def time(self, at: datetime.datetime) -> str:
        """Hours and minutes of `at` as it stands, 24 hours: "09:41". Convert to the clinic's zone before."""
        return self._isolated(f"{at:%H:%M}")

    def label(self, label: str) -> str:
        """A ticket's label inside a sentence: never turned round."""
        return self._isolated(label)

    def minutes(self, low: int, high: int) -> str:
        """A wait as it is promised: "20–35 min", in words where a dash would be read backwards.

        A range that starts at nothing reads "under 5 min"; equal ends read as one number.
        """
        if low <= 0:
            return self("minutes.under", count=high)
        if low == high:
            return self("minutes.exact", count=low)
        return self("minutes.range", low=low, count=high)

    def _entry(self, key: str) -> Entry:
        try:
            return self._entries[key]
        except KeyError:
            raise MissingWord(f"{self.language}: no text {key!r}") from None

    def _fill(self, key: str, forms: Forms, parameters: dict[str, str | int]) -> str:
        try:
            text = forms[None] if None in forms else forms[self._form(key, forms, parameters)]
            if not parameters:
                return text if "{" not in text else text.format_map({})
            return text.format_map({name: self._value(value) for name, value in parameters.items()})
        except KeyError as missing:
            raise MissingWord(f"{self.language}: {key!r} needs {missing}") from None

    def _form(self, key: str, forms: Forms, parameters: dict[str, str | int]) -> str:
        count = parameters.get("count")
        if not isinstance(count, int):
            raise MissingWord(f"{self.language}: {key!r} needs a whole number as 'count'")
        form = plural_form(self.language, count)
        return form if form in forms else "other"

    def _value(self, value: str | int) -> str:
        return str(value) if isinstance(value, int) else self._isolated(value)

    def _isolated(self, text: str) -> str:
        needed = self._isolates and text and (self.is_rtl or has_rtl(text))
        return isolate(text) if needed else text
