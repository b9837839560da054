"""What people type: cleaned, and never longer than its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_server.domain.moment import known_moment
from clinic_server.domain.text import (
    LONGEST_SETTING,
    LONGEST_TEXT,
    MOST_LINES,
    clean_lines,
    needed_line,
    one_line,
    several_lines,
)
from shared.protocol.refusal import BadValue
from tests.values import MORNING, a_clinic


def test_a_line_loses_line_breaks_and_outer_blanks_and_keeps_every_script() -> None:
    assert one_line("  Rosa\n\tMarín\x00 ", "name") == "RosaMarín"
    assert one_line("राम बहादुर", "name") == "राम बहादुर"
    assert one_line("علي\u200f", "name") == "علي\u200f"


def test_what_turns_the_words_beside_it_is_taken_out_and_what_writing_needs_stays() -> None:
    assert one_line("GM\u202e700-MG\u2066\u2069", "name") == "GM700-MG"
    assert one_line("one\u2028two\u2029three", "name") == "onetwothree"
    assert one_line("क्\u200dष\u200c\u200e", "name") == "क्\u200dष\u200c\u200e"


@given(st.text())
def test_a_line_never_has_control_characters(text: str) -> None:
    cleaned = one_line(text, "name", longest=len(text))

    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in cleaned)


def test_a_line_that_is_too_long_names_its_field() -> None:
    with pytest.raises(BadValue) as refusal:
        one_line("x" * 33, "phone", 32)

    assert (refusal.value.field, refusal.value.why) == ("phone", "too long")


def test_a_needed_line_is_not_blank() -> None:
    with pytest.raises(BadValue, match="empty"):
        needed_line(" \n ", "name")


def test_notes_may_have_lines_but_not_without_end() -> None:
    assert several_lines("one\r\n\ttwo\x1b[31m", "notes") == "one\n\ttwo[31m"
    with pytest.raises(BadValue):
        several_lines("x" * (LONGEST_TEXT + 1), "notes")


def test_every_text_of_a_value_is_a_line() -> None:
    clinic = a_clinic(name="A\nB", slip_line={"e\x00n": "C\rD"}, ticker={"en": ("E\x1b", "F")})

    cleaned = clean_lines(clinic)

    assert (cleaned.name, cleaned.slip_line, cleaned.ticker) == ("AB", {"en": "CD"}, {"en": ("E", "F")})
    assert clean_lines(cleaned) == cleaned


def test_a_value_with_too_much_text_names_the_field() -> None:
    with pytest.raises(BadValue, match="address"):
        clean_lines(a_clinic(address="x" * (LONGEST_SETTING + 1)))
    with pytest.raises(BadValue, match="ticker"):
        clean_lines(a_clinic(ticker={"en": ("x",) * (MOST_LINES + 1)}))


def test_a_moment_without_its_offset_is_refused() -> None:
    with pytest.raises(BadValue):
        known_moment(MORNING.replace(tzinfo=None), "until")
    assert known_moment(MORNING, "until") == MORNING
