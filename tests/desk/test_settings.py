"""The desk's settings: where they come from, and what is said about bad ones."""

from pathlib import Path

import pytest

from desk.settings import Account, BadSettings, Settings, read_account, read_settings


def settings(tmp_path: Path, *arguments: str, **environment: str) -> Settings:
    return read_settings(arguments, {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), **environment})


def write_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "anteroom").mkdir()
    (tmp_path / "anteroom" / "desk.toml").write_text(text)


def test_without_anything_the_server_is_looked_for_and_the_screen_filled(tmp_path: Path) -> None:
    assert settings(tmp_path) == Settings(
        data=tmp_path / "anteroom" / "desk", server=None, windowed=None, language="en", dark=False
    )


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    write_file(tmp_path, 'server = "http://192.0.2.1:1"\nlanguage = "fr"\ndark = true\n')
    found = settings(
        tmp_path, "--language", "ne", ANTEROOM_DESK_LANGUAGE="es", ANTEROOM_DESK_SERVER="http://192.0.2.2:2"
    )
    assert found == Settings(data=tmp_path / "anteroom" / "desk", server="http://192.0.2.2:2", language="ne", dark=True)


def test_the_language_of_the_computer_is_taken_when_it_is_one_of_ours(tmp_path: Path) -> None:
    assert settings(tmp_path, LANG="bn_BD.UTF-8").language == "bn"
    assert settings(tmp_path, LANG="de_DE.UTF-8").language == "en"


def test_a_window_has_a_size(tmp_path: Path) -> None:
    assert settings(tmp_path, "--windowed", "1366x768").windowed == (1366, 768)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--windowed", "large"), "not a size"),
        (("--windowed", "640x480"), "smaller than"),
        (("--language", "tlh"), "not one of"),
    ],
    ids=["size", "small", "language"],
)
def test_a_bad_setting_is_named(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        settings(tmp_path, *arguments)


def test_an_unknown_setting_in_the_file_is_named(tmp_path: Path) -> None:
    write_file(tmp_path, "colour = 'blue'\n")
    with pytest.raises(BadSettings, match="unknown setting colour"):
        settings(tmp_path)


def test_an_account_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "account.json"
    file.write_text('{"login": "rahman", "password": "correct horse battery", "room": "3"}')
    file.chmod(0o644)
    with pytest.raises(BadSettings, match="others may read it"):
        read_account(file)
    file.chmod(0o600)
    assert read_account(file) == Account("rahman", "correct horse battery", "3")


def test_the_help_says_what_the_desk_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_settings(["--help"], {})
    said = capsys.readouterr().out
    assert "a doctor's queue" in said
    assert "--sign-in-from" in said
