"""PINs: six digits of any script, and none that everybody would try first."""

import pytest

from clinic_server.domain.pin import acceptable, is_pin
from shared.protocol.credential import PinTooSimple
from shared.protocol.refusal import BadValue

SCRIPTS = {"ar": "٤٨١٥١٦", "ne": "४८१५१६", "bn": "৪৮১৫১৬", "wide": "４８１５１６"}
FIRST_TRIED = """
    111111 121212 123123 123456 654321 012345 135791 112233 123321 789456 159753 147258 199012 200203 246802
"""


@pytest.mark.parametrize("pin", ["481516", "907341", "062853", "730274"], ids=str)
def test_six_digits_without_a_pattern_are_taken(pin: str) -> None:
    assert acceptable(pin) == pin


@pytest.mark.parametrize(
    "pin", ["٤٨١٥١٦", "४८१५१६", "৪৮১৫১৬", "481516"], ids=["ar", "ne", "bn", "wide"]
)  # other scripts' digits
def test_every_scripts_digits_are_the_same_digits(pin: str) -> None:
    assert is_pin(pin)
    assert acceptable(pin) == "481516"


@pytest.mark.parametrize("pin", FIRST_TRIED.split())
def test_what_everybody_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(PinTooSimple):
        acceptable(pin)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "½23456", "12 345"], ids=repr)
def test_anything_else_is_no_pin(pin: str) -> None:
    assert not is_pin(pin)
    with pytest.raises(BadValue):
        acceptable(pin)
