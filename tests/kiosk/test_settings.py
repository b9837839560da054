"""Settings: which source wins, what is refused in words, and what the first start keeps."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.pin import DIGITS, MOST_TRIES, WAIT_SECONDS, StaffDoor, hash_pin, is_pin, new_pin
from kiosk.settings import BadSettings, Window, read_settings
from kiosk.staff_pin import PIN_FILE, TOLD_FILE, staff_pin, telling


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def write(home: dict[str, str], text: str) -> None:
    folder = Path(home["XDG_CONFIG_HOME"]) / "anteroom"
    folder.mkdir(parents=True)
    (folder / "kiosk.toml").write_text(text)


def test_without_anything_it_finds_the_server_and_has_no_printer(home: dict[str, str]) -> None:
    settings = read_settings([], home)
    assert settings.server is None
    assert settings.printer.scheme == "none"
    assert settings.windowed is None
    assert settings.data == Path(home["HOME"]) / ".local/share/anteroom/kiosk"


def test_the_command_line_wins_over_the_environment_over_the_file(home: dict[str, str]) -> None:
    write(home, 'server = "http://file:1"\nlanguage = "es"\nlow_reach = true\n')
    home |= {"ANTEROOM_KIOSK_LANGUAGE": "fr", "ANTEROOM_KIOSK_CALM": "yes"}
    settings = read_settings(["--windowed", "1080x1920+10+0"], home)
    assert (settings.server, settings.language) == ("https://file:1", "fr")
    assert (settings.low_reach, settings.calm) == (True, True)
    assert settings.windowed == Window(1080, 1920, (10, 0))


@pytest.mark.parametrize("typed", ["192.0.2.7:8470", "http://192.0.2.7:8470/", "https://192.0.2.7:8470"])
def test_a_server_is_spoken_to_over_tls_however_it_was_written(home: dict[str, str], typed: str) -> None:
    assert read_settings(["--server", typed], home).server == "https://192.0.2.7:8470"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--language", "xx"], "language"),
        (["--printer", "laser"], "printer"),
        (["--windowed", "large"], "windowed"),
        (["--windowed", "10x10"], "windowed"),
        (["--volume", "loud"], "volume"),
        (["--volume", "7"], "volume"),
        (["--px-per-mm", "900"], "px_per_mm"),
    ],
)
def test_a_mistake_is_named(home: dict[str, str], arguments: list[str], word: str) -> None:
    with pytest.raises(BadSettings, match=word):
        read_settings(arguments, home)


@pytest.mark.parametrize("text", ["server = ", "colour = 'red'", "calm = 'perhaps'"])
def test_a_file_that_cannot_be_used_is_named(home: dict[str, str], text: str) -> None:
    write(home, text)
    with pytest.raises(BadSettings):
        read_settings([], home)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--printer", "laser"], 2, "See clinic-kiosk --help"),
        (["--data", "/dev/null/kiosk"], 3, "Choose a folder"),
    ],
)
def test_a_kiosk_that_cannot_start_says_why_in_one_line(arguments: list[str], code: int, words: str) -> None:
    ended = subprocess.run([sys.executable, "-m", "kiosk", *arguments], capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert words in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_pin_is_shown_once_and_kept_hashed(tmp_path: Path) -> None:
    kept, pin = staff_pin(tmp_path)
    assert pin is not None
    assert len(pin) == DIGITS
    assert pin not in kept
    assert is_pin(pin, kept)
    assert staff_pin(tmp_path) == (kept, None)
    assert (tmp_path / PIN_FILE).stat().st_mode & 0o077 == 0


def test_no_two_kiosks_have_the_same_pin() -> None:
    assert len({new_pin() for _ in range(20)}) > 15
    assert hash_pin("123456") != hash_pin("123456")


def test_five_wrong_pins_shut_the_door_for_a_minute() -> None:
    now = 0.0
    door = StaffDoor(hash_pin("135790"), lambda: now)
    assert not any(door.opens("000000") for _ in range(MOST_TRIES))
    assert door.is_shut
    assert not door.opens("135790")
    now = WAIT_SECONDS + 1
    assert door.opens("135790")


def test_a_terminal_is_shown_the_pin_and_a_log_only_where_it_is(tmp_path: Path) -> None:
    assert telling(tmp_path, "482915", is_terminal=True).endswith("482915")
    assert "482915" not in telling(tmp_path, "482915", is_terminal=False)
    assert (tmp_path / TOLD_FILE).read_text(encoding="utf-8") == "482915\n"
    assert (tmp_path / TOLD_FILE).stat().st_mode & 0o077 == 0
