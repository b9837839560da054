"""What people read: plural forms, ranges, dates and isolation in seven languages."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shared.words import LANGUAGES, MissingWord, Words, faults, isolate, own_name
from shared.words.catalogue import needed_forms
from shared.words.isolation import without_isolates
from shared.words.words import SHARED

ROOT = Path(__file__).parents[3]
CATALOGUES = sorted(path.parent for path in ROOT.glob("*/**/translations/en.json") if ".venv" not in path.parts)
TUESDAY = date(2026, 4, 14)


@pytest.mark.parametrize("folder", CATALOGUES, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_catalogue_is_complete_in_every_language(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {"one", "other"}),
        ("es", {"one", "other"}),
        ("fr", {"one", "other"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
        ("hi", {"one", "other"}),
        ("bn", {"one", "other"}),
        ("ne", {"one", "other"}),
    ],
)
def test_the_plural_forms_are_those_of_cldr(language: str, forms: set[str]) -> None:
    assert needed_forms(language) == forms


@pytest.mark.parametrize(
    ("language", "wait"),
    [
        ("en", "20–35 min"),
        ("es", "20–35 min"),
        ("fr", "20–35 min"),
        ("ar", "من 20 إلى 35 دقيقة"),
        ("hi", "20–35 मिनट"),
        ("bn", "20–35 মিনিট"),
        ("ne", "20–35 मिनेट"),
    ],
)
def test_a_wait_is_a_range_and_in_words_where_a_dash_would_be_read_backwards(language: str, wait: str) -> None:
    assert Words(SHARED, language).minutes(20, 35) == wait


def test_arabic_minutes_take_the_form_of_their_number() -> None:
    words = Words(SHARED, "ar")
    assert words.minutes(0, 5) == "أقل من 5 دقائق"
    assert words.minutes(5, 10) == "من 5 إلى 10 دقائق"
    assert words.minutes(2, 2) == "دقيقتان"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tuesday 14 April 2026"),
        ("es", "martes 14 de abril de 2026"),
        ("fr", "mardi 14 avril 2026"),
        ("ar", "الثلاثاء 14 أبريل 2026"),
        ("hi", "मंगलवार 14 अप्रैल 2026"),
        ("bn", "মঙ্গলবার 14 এপ্রিল 2026"),
        ("ne", "मङ्गलबार 14 अप्रिल 2026"),
    ],
)
def test_dates_are_written_with_western_digits(language: str, text: str) -> None:
    assert Words(SHARED, language).date(TUESDAY) == text


def test_a_label_and_a_time_are_isolated_only_where_text_runs_the_other_way() -> None:
    at = datetime(2026, 4, 14, 9, 5, tzinfo=UTC)
    assert Words(SHARED, "en").label("GM-007") == "GM-007"
    assert Words(SHARED, "ar").label("GM-007") == "\u2066GM-007\u2069"
    assert Words(SHARED, "ar").time(at) == "\u206609:05\u2069"
    assert Words(SHARED, "ar", isolates=False).time(at) == "09:05"


def test_a_name_in_another_direction_is_isolated_by_its_own_first_letter() -> None:
    assert isolate("منى") == "\u2068منى\u2069"
    assert without_isolates(isolate("منى") + isolate("GM-007")) == "منىGM-007"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / f"{language}.json").write_text('{"a": "Hello {name}", "b": {"text": "Long", "short": "L"}}')
    (tmp_path / "en.json").write_text(
        '{"a": "Hello {name}", "b": {"text": "Long text", "short": "Short"},'
        ' "c": {"one": "{count} person", "other": "{count} people"}}'
    )
    return tmp_path


def test_texts_take_parameters_plurals_and_short_forms(folder: Path) -> None:
    words = Words(folder, "en")
    assert words("a", name="Maya") == "Hello Maya"
    assert words("a", name="منى") == "Hello \u2068منى\u2069"
    assert [words("c", count=count) for count in (0, 1, 2)] == ["0 people", "1 person", "2 people"]
    assert (words("b"), words.short("b"), words.short("a", name="x")) == ("Long text", "Short", "Hello x")
    assert words("minutes.unknown") == "Time not known"
    assert words.has("a")
    assert not words.has("z")


@pytest.mark.parametrize(
    "call", [("z", {}), ("a", {}), ("c", {}), ("c", {"count": "2"})], ids=["key", "parameter", "count", "kind"]
)
def test_what_is_missing_is_named(folder: Path, call: tuple[str, dict[str, str]]) -> None:
    key, parameters = call
    with pytest.raises(MissingWord, match=key):
        Words(folder, "en")(key, **parameters)


def test_faults_name_language_and_key(folder: Path) -> None:
    (folder / "fr.json").write_text('{"a": "Bonjour", "b": "Texte", "c": {"other": "{count} personnes"}, "d": "x"}')
    (folder / "ne.json").unlink()
    found = faults(folder)
    assert "fr: a: text has parameters [], not ['name']" in found
    assert "fr: c: lacks the plural form one" in found
    assert "fr: d is in no other language" in found
    assert "ne: no file" in found
    assert "ar: c is missing" in found


def test_a_key_written_twice_is_an_error(folder: Path) -> None:
    (folder / "es.json").write_text('{"a": "x", "a": "y"}')
    with pytest.raises(ValueError, match="written twice"):
        Words(folder, "es")


def test_every_language_is_named_in_its_own_script() -> None:
    assert [own_name(language) for language in LANGUAGES] == [
        "English",
        "Español",
        "Français",
        "العربية",
        "हिन्दी",
        "বাংলা",
        "नेपाली",
    ]
