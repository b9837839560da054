"""The tokens of programs: only ours are taken, each for its own purpose, and not for ever."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from clinic_server.trust.token import ACCESS_LASTS, FILE, LEEWAY, Access, Refresh, Tokens
from shared.protocol.identity import new_id
from shared.protocol.session import NotSignedIn, TokenRefused
from shared.protocol.staff import StaffRole

NOW = datetime(2026, 4, 14, 7, 30, tzinfo=UTC)
CLINIC = new_id()
ACCESS = Access(staff_id=new_id(), role=StaffRole.DOCTOR, session_id=new_id(), expires_at=NOW + ACCESS_LASTS)
REFRESH = Refresh(session_id=new_id(), generation=3)


def test_what_was_signed_is_read_also_after_a_restart(tmp_path: Path) -> None:
    access, refresh = (
        Tokens(tmp_path).access(CLINIC, ACCESS, NOW),
        Tokens(tmp_path).refresh(CLINIC, REFRESH, NOW),
    )

    assert Tokens(tmp_path).read_access(access, NOW) == ACCESS
    assert Tokens(tmp_path).read_refresh(refresh) == REFRESH
    assert jwt.get_unverified_header(access)["alg"] == "EdDSA"


def test_the_key_is_the_owners_alone(tmp_path: Path) -> None:
    Tokens(tmp_path).access(CLINIC, ACCESS, NOW)

    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_an_access_token_ends_a_minute_after_its_time_also_when_it_was_read_before(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    token = tokens.access(CLINIC, ACCESS, NOW)
    last = ACCESS.expires_at + LEEWAY

    assert tokens.known(token, NOW) is None
    assert tokens.read_access(token, last) == ACCESS == tokens.known(token, last)
    assert tokens.known(token, last + timedelta(microseconds=1)) is None
    with pytest.raises(NotSignedIn):
        tokens.read_access(token, last + timedelta(microseconds=1))


def test_a_clock_that_was_set_back_makes_no_token_too_young(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)

    assert tokens.read_access(tokens.access(CLINIC, ACCESS, NOW), NOW - timedelta(hours=2)) == ACCESS


def test_a_token_is_good_for_its_own_purpose_only(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)

    with pytest.raises(NotSignedIn):
        tokens.read_access(tokens.refresh(CLINIC, REFRESH, NOW), NOW)
    with pytest.raises(TokenRefused):
        tokens.read_refresh(tokens.access(CLINIC, ACCESS, NOW))


def unsigned(token: str) -> str:
    """The same claims under `alg: none`."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    return f"{head}.{token.split('.')[1]}."


def signed_with_the_public_key(token: str, tokens: Tokens) -> str:
    """The same claims under HS256, with what everybody may know as the secret."""
    claims = jwt.decode(token, options={"verify_signature": False})
    secret = tokens._private_key().public_key().public_bytes_raw()
    return jwt.encode(claims, secret, algorithm="HS256")


def test_no_token_but_ours_is_taken(tmp_path: Path) -> None:
    tokens, others = Tokens(tmp_path / "ours"), Tokens(tmp_path / "others")
    for folder in ("ours", "others"):
        (tmp_path / folder).mkdir()
    token = tokens.access(CLINIC, ACCESS, NOW)
    head, claims, signature = token.split(".")
    forged = [
        others.access(CLINIC, ACCESS, NOW),
        unsigned(token),
        signed_with_the_public_key(token, tokens),
        f"{head}.{claims}.{signature[:-4]}AAAA",
        f"{head}.{claims[:-2]}AA.{signature}",
        "",
        "made up",
        "a.b.c",
    ]

    for one in forged:
        with pytest.raises(NotSignedIn):
            tokens.read_access(one, NOW)
        with pytest.raises(TokenRefused):
            tokens.read_refresh(one)
