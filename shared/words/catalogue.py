"""Catalogue: the texts of one folder in one language, read from `<folder>/<language>.json`.

A file is one flat JSON object. A value is a text, or an object of plural forms chosen by the parameter `count`, or an
object with `text` and a `short` form for narrow places (each again a text or plural forms):

    {"welcome.title": "Welcome",
     "ticket.people": {"one": "{count} person", "other": "{count} people"},
     "ticket.follow": {"text": "Follow your place on your phone", "short": "On your phone"}}
"""

import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale

from shared.words.languages import LANGUAGES

PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

# `None` is the form of a text that has no plural.
Forms = Mapping[str | None, str]


class MissingWord(LookupError):
    """A key, parameter or plural form the catalogue does not have."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One text: its forms, and those of its short version when it has one."""

    full: Forms
    short: Forms | None


Catalogue = Mapping[str, Entry]


@lru_cache(maxsize=64)
def read_catalogue(folder: Path, language: str) -> Catalogue:
    """The catalogue of `language` in `folder`. Raises OSError, or ValueError naming file and key."""
    path = folder / f"{language}.json"
    raw = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_unique(path))
    return {key: _entry(path, key, value) for key, value in raw.items()}


def plural_form(language: str, count: int) -> str:
    """The CLDR cardinal category of `count` (Unicode TR 35 part 3, by Babel's copy of CLDR)."""
    return str(Locale.parse(language).plural_form(abs(count)))


def needed_forms(language: str) -> frozenset[str]:
    """The categories whole numbers below two hundred need; compact millions (French, Spanish "many") never occur."""
    return frozenset(plural_form(language, count) for count in range(200))


def parameters(text: str) -> frozenset[str]:
    """The names in braces in `text`."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def faults(folder: Path) -> list[str]:
    """What is wrong with the catalogues in `folder`, one line each; empty when every language is complete."""
    model = read_catalogue(folder, "en")
    found: list[str] = []
    for language in LANGUAGES:
        if not (folder / f"{language}.json").is_file():
            found.append(f"{language}: no file")
            continue
        entries = read_catalogue(folder, language)
        found += [f"{language}: {key} is missing" for key in model.keys() - entries.keys()]
        found += [f"{language}: {key} is in no other language" for key in entries.keys() - model.keys()]
        for key in model.keys() & entries.keys():
            found += [f"{language}: {key}: {fault}" for fault in _entry_faults(language, model[key], entries[key])]
    return sorted(found)


def _entry_faults(language: str, model: Entry, entry: Entry) -> Iterator[str]:
    wanted = frozenset().union(*map(parameters, model.full.values()))
    if (None in model.full) != (None in entry.full):
        yield "has plural forms in one language and none in the other"
    for forms in filter(None, (entry.full, entry.short)):
        if None not in forms and (lacking := needed_forms(language) - {str(form) for form in forms}):
            yield f"lacks the plural form {', '.join(sorted(lacking))}"
        for form, text in forms.items():
            if not text.strip():
                yield "is empty"
            # One, two and none may be words ("one person", "nobody"); every other form shows its number.
            free = {"count"} if form in ("zero", "one", "two") else set()
            if parameters(text) - wanted or (forms is entry.full and wanted - parameters(text) - free):
                yield f"{form or 'text'} has parameters {sorted(parameters(text))}, not {sorted(wanted)}"


def _entry(path: Path, key: str, value: object) -> Entry:
    if isinstance(value, dict) and "text" in value:
        if unknown := value.keys() - {"text", "short"}:
            raise ValueError(f"{path}: {key}: unknown {sorted(unknown)}")
        short = value.get("short")
        return Entry(full=_forms(path, key, value["text"]), short=None if short is None else _forms(path, key, short))
    return Entry(full=_forms(path, key, value), short=None)


def _forms(path: Path, key: str, value: object) -> Forms:
    if isinstance(value, str):
        return {None: value}
    if isinstance(value, dict) and value.keys() <= PLURAL_FORMS and "other" in value:
        return {str(form): str(text) for form, text in value.items()}
    raise ValueError(f"{path}: {key}: neither a text nor plural forms with 'other'")


def _unique(path: Path):  # type: ignore[no-untyped-def]  # a json hook: pairs of decoded JSON, typed by _entry
    def hook(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{path}: written twice: {sorted({key for key in keys if keys.count(key) > 1})}")
        return dict(pairs)

    return hook
