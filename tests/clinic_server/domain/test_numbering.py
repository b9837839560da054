"""Numbers: one after the other, never twice, and a label that looks the same everywhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_server.domain.numbering import label, new_series, next_in_series
from shared.protocol.department import QuotaReached
from shared.protocol.identity import new_id
from tests.values import a_department

DAY = date(2026, 4, 14)


@given(first=st.integers(0, 500), size=st.integers(1, 40))
def test_a_series_gives_each_number_of_its_range_once_and_then_stops(first: int, size: int) -> None:
    department = a_department(first_number=first, last_number=first + size - 1)
    series, numbers = new_series(new_id(), department, DAY), []

    for _ in range(size):
        series = next_in_series(department, series)
        numbers.append(series.last_number)
    with pytest.raises(QuotaReached) as refusal:
        next_in_series(department, series)

    assert numbers == list(range(first, first + size))
    assert (series.issued, refusal.value.quota) == (size, size)


def test_a_range_that_was_moved_up_during_the_day_is_followed() -> None:
    series = next_in_series(a_department(), new_series(new_id(), a_department(), DAY))

    assert next_in_series(a_department(first_number=100), series).last_number == 100


def test_a_range_that_was_moved_down_during_the_day_repeats_nothing() -> None:
    hundred = a_department(first_number=100)
    series = next_in_series(hundred, new_series(new_id(), hundred, DAY))

    assert next_in_series(a_department(first_number=1), series).last_number == 101


@pytest.mark.parametrize(
    ("number", "padding", "text"), [(7, 3, "GM-007"), (999, 3, "GM-999"), (1000, 3, "GM-1000"), (7, 1, "GM-7")]
)
def test_a_label_is_code_and_padded_number(number: int, padding: int, text: str) -> None:
    assert label(a_department(padding=padding), number) == text
