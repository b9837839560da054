"""A secret setting: where it may come from, and where it may not lie."""

import argparse
from pathlib import Path

import pytest

from shared.settings import BadSettings, given_settings


def given(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The settings of a program with one secret, whose file lies in a folder."""
    parser = argparse.ArgumentParser()
    found = {"XDG_CONFIG_HOME": str(folder), **environment}
    return given_settings(parser, "kiosk", ("name", "code"), [], found, secrets=("code",))


def written(folder: Path, name: str, text: str, mode: int = 0o644) -> Path:
    """A file with a text and a mode."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text)
    file.chmod(mode)
    return file


def test_a_secret_comes_by_a_credential_of_systemd(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    written(credentials, "kiosk.code", "12345678\n", 0o440)

    assert given(tmp_path, {"CREDENTIALS_DIRECTORY": str(credentials)})["code"] == "12345678"
    assert "code" not in given(tmp_path, {"CREDENTIALS_DIRECTORY": str(tmp_path / "nowhere")})


def test_the_environment_wins_over_a_credential(tmp_path: Path) -> None:
    written(tmp_path, "kiosk.code", "12345678")
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path), "ANTEROOM_KIOSK_CODE": "87654321"}

    assert given(tmp_path, environment)["code"] == "87654321"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644], ids=oct)
def test_a_secret_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    file = written(tmp_path / "anteroom", "kiosk.toml", 'code = "12345678"', mode)

    with pytest.raises(BadSettings, match=f"other accounts can read code there. Do: chmod 600 {file}") as refusal:
        given(tmp_path, {})
    assert "12345678" not in str(refusal.value)


def test_a_secret_in_a_file_of_ones_own_is_taken(tmp_path: Path) -> None:
    written(tmp_path / "anteroom", "kiosk.toml", 'code = "12345678"', 0o600)

    assert given(tmp_path, {})["code"] == "12345678"


def test_a_file_without_secrets_may_be_read_by_everybody(tmp_path: Path) -> None:
    written(tmp_path / "anteroom", "kiosk.toml", 'name = "Hall"', 0o644)

    assert given(tmp_path, {})["name"] == "Hall"
