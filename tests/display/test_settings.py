"""Settings: the command line wins, then the environment, then the file; what cannot be used is said."""

from datetime import time
from pathlib import Path

import pytest

from display.settings import BadSettings, read_settings


def test_the_defaults_need_nothing(tmp_path: Path) -> None:
    settings = read_settings([], {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    assert settings.data == tmp_path / "anteroom" / "display"
    assert (settings.server, settings.zones, settings.windowed, settings.quiet) == (None, (), None, False)


def test_command_line_over_environment_over_file(tmp_path: Path) -> None:
    file = tmp_path / "display.toml"
    file.write_text('zones = ["file"]\ndoor = "file"\nvolume_by_hour = { 7 = 0.9, 20 = 0.4 }\n')
    environment = {
        "ANTEROOM_DISPLAY_CONFIG": str(file),
        "ANTEROOM_DISPLAY_ZONES": "one, two",
        "ANTEROOM_DISPLAY_DOOR": "environment",
        "XDG_DATA_HOME": str(tmp_path),
    }
    settings = read_settings(["--door", "3", "--windowed", "1280x720", "--quiet"], environment)
    assert (settings.door, settings.zones) == ("3", ("one", "two"))
    assert (settings.windowed, settings.quiet) == ((1280, 720), True)
    assert (settings.loudness.at(time(3)), settings.loudness.at(time(12))) == (0.4, 0.9)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--windowed", "large"], "windowed"),
        (["--volume", "11"], "volume"),
        (["--hold-seconds", "-1"], "hold_seconds"),
        (["--blank-after-seconds", "soon"], "blank_after_seconds"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(arguments: list[str], what: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=what):
        read_settings(arguments, {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})


@pytest.mark.parametrize("text", ["volume = ", "colour = 'red'", "quiet = 'perhaps'"])
def test_a_file_that_cannot_be_used_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "display.toml"
    file.write_text(text)
    with pytest.raises(BadSettings):
        read_settings(["--config", str(file)], {"XDG_DATA_HOME": str(tmp_path)})
