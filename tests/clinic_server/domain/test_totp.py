"""One-time passwords: the standard's own examples, a little tolerance, and no step twice."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from clinic_server.domain.totp import (
    address,
    is_secret,
    matching_step,
    new_recovery_codes,
    new_secret,
    recovery_hash,
)

RFC_SECRET = b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
    ids=str,
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, by its last six digits."""
    assert matching_step(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


def test_a_clock_may_be_a_step_off_and_not_more() -> None:
    shown = datetime.fromtimestamp(1111111109, UTC)
    near = [seconds for seconds in range(-90, 91, 30) if matching_step(RFC_SECRET, "081804", _after(shown, seconds))]

    assert near == [-30, 0, 30]


def test_a_step_is_good_once() -> None:
    now = datetime.fromtimestamp(1111111109, UTC)
    step = matching_step(RFC_SECRET, " 081 804 ", now)
    assert step is not None

    assert matching_step(RFC_SECRET, "081804", now, after=step) is None
    assert matching_step(RFC_SECRET, "081804", now, after=step - 1) == step


@pytest.mark.parametrize("code", ["", "1", "abcdef", "٠٨١٨٠٤", "0818040"], ids=repr)  # Arabic digits
def test_what_is_no_code_is_no_match(code: str) -> None:
    assert matching_step(RFC_SECRET, code, datetime.fromtimestamp(1111111109, UTC)) is None


def test_a_secret_is_what_authenticators_take() -> None:
    secret = new_secret()

    assert is_secret(secret)
    assert not is_secret(secret[:-1])
    assert not is_secret(secret.lower())
    expected = f"otpauth://totp/Riverside%20Clinic:amara?secret={secret}&issuer=Riverside%20Clinic"
    assert address(secret, "amara", "Riverside Clinic") == expected


def test_recovery_codes_are_ten_different_ones_however_they_are_typed() -> None:
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert recovery_hash(codes[0]) == recovery_hash(f" {codes[0].lower().replace('-', ' ')}")
    assert len({recovery_hash(code) for code in codes}) == 10


def _after(moment: datetime, seconds: int) -> datetime:
    return moment + timedelta(seconds=seconds)
