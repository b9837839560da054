"""The display's settings: command line over environment over TOML file over defaults."""

import argparse
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from platform import node
from typing import Any

from display.voice import MOST_LANGUAGES
from shared.sound import VolumeByHour

PREFIX = "ANTEROOM_DISPLAY_"
TICKERS = ("pages", "scroll")

DESCRIPTION = """\
A screen of the waiting room: who is called where, who is next, the time and the clinic's messages; it calls aloud.

Without --server it finds the clinic's server on the network by itself.
"""
EPILOGUE = f"""\
Every option can also be set by environment ({PREFIX}SERVER, {PREFIX}ZONES, …) or in a TOML file
(server, data, name, zones, door, quiet, volume, volume_by_hour, …), by default
$XDG_CONFIG_HOME/anteroom/display.toml. The command line wins, then the environment, then the file.

  clinic-display --windowed 1280x720            a window on this desktop
  clinic-display --zones ground,lab             calls only the rooms of these zones
  clinic-display --door 3 --quiet               the small screen at the door of room 3
  volume_by_hour = {{ 7 = 0.9, 20 = 0.4 }}        in the file: quieter from eight in the evening
"""


class BadSettings(Exception):
    """A setting cannot be used; the text says which and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What this screen is for. `windowed` is width and height, None: full screen."""

    data: Path
    server: str | None = None
    name: str = ""
    zones: tuple[str, ...] = ()
    door: str = ""
    language: str = ""
    windowed: tuple[int, int] | None = None
    calm: bool = False
    ticker: str = "pages"
    blank_after_seconds: float = 120.0
    hold_seconds: float = 12.0
    most_languages: int = MOST_LANGUAGES
    quiet: bool = False
    volume: float = 1.0
    volume_by_hour: Mapping[int, float] = field(default_factory=dict)
    audio_dir: Path | None = None
    trace: bool = False

    @property
    def loudness(self) -> VolumeByHour:
        """How loud it is at which hour."""
        return VolumeByHour(self.volume, self.volume_by_hour)


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises `BadSettings`; ends the process for --help and --version."""
    given = {name: value for name, value in vars(_parser().parse_args(arguments)).items() if value is not None}
    file = Path(given.pop("config", environment.get(f"{PREFIX}CONFIG", _config(environment))))
    settings: dict[str, Any] = {"data": _home(environment, "XDG_DATA_HOME", ".local/share") / "display"}
    settings |= _from_file(file) | _from_environment(environment) | given
    return _typed(settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-display",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--server", metavar="URL", help="address of the clinic's server, such as http://192.0.2.7:8470")
    add("--data", metavar="DIR", help="folder of this screen's own memory and sounds")
    add("--name", help="what staff call this screen (default: this machine's name)")
    add("--zones", metavar="A,B", help="zones whose rooms are called here (default: as set at the desk, else all)")
    add("--door", metavar="ROOM", help="the number of the one room whose door this screen hangs at")
    add("--language", metavar="TAG", help="language until the clinic's own is known")
    add("--windowed", metavar="WxH", help="a window of this size instead of the full screen")
    add("--calm", action="store_true", default=None, help="nothing glides; the frame of a call stays")
    add("--ticker", choices=TICKERS, help="messages page by page (default) or scrolling")
    add("--blank-after-seconds", metavar="S", help="without a connection for so long, show no calls (default 120)")
    add("--hold-seconds", metavar="S", help="a call stays on the screen at least so long (default 12)")
    add("--most-languages", metavar="N", help=f"say a call in at most so many languages (default {MOST_LANGUAGES})")
    add("--quiet", action="store_true", default=None, help="play no sound here")
    add("--volume", metavar="0-1", help="how loud (default 1)")
    add("--audio-dir", metavar="DIR", help="keep each announcement there as a WAV file as well")
    add("--trace", action="store_true", default=None, help="print what happens to each call, one JSON object a line")
    add("--config", metavar="FILE", help="TOML file with these settings")
    add("--version", action="version", version=f"anteroom {version('anteroom')}")
    return parser


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{file}: {error}") from None
    unknown = found.keys() - Settings.__dataclass_fields__.keys()
    if unknown:
        raise BadSettings(f"{file}: unknown setting {', '.join(sorted(unknown))}")
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: environment[f"{PREFIX}{name.upper()}"]
        for name in Settings.__dataclass_fields__
        if f"{PREFIX}{name.upper()}" in environment
    }


def _typed(found: dict[str, Any]) -> Settings:
    windowed = found.get("windowed")
    ticker = str(found.get("ticker", "pages"))
    if ticker not in TICKERS:
        raise BadSettings(f"ticker: {ticker!r} is none of {', '.join(TICKERS)}")
    settings = Settings(
        data=Path(found["data"]).expanduser(),
        server=str(found["server"]) if found.get("server") else None,
        name=str(found.get("name") or node() or "display"),
        zones=_names(found.get("zones", ())),
        door=str(found.get("door", "")).strip(),
        language=str(found.get("language", "")),
        windowed=_size(str(windowed)) if windowed else None,
        calm=_switch("calm", found.get("calm", False)),
        ticker=ticker,
        blank_after_seconds=_number("blank_after_seconds", found.get("blank_after_seconds", 120.0)),
        hold_seconds=_number("hold_seconds", found.get("hold_seconds", 12.0)),
        most_languages=int(_number("most_languages", found.get("most_languages", MOST_LANGUAGES))),
        quiet=_switch("quiet", found.get("quiet", False)),
        volume=_number("volume", found.get("volume", 1.0)),
        volume_by_hour=_by_hour(found.get("volume_by_hour", {})),
        audio_dir=Path(found["audio_dir"]).expanduser() if found.get("audio_dir") else None,
        trace=_switch("trace", found.get("trace", False)),
    )
    try:
        VolumeByHour(settings.volume, settings.volume_by_hour)
    except ValueError as error:
        raise BadSettings(f"volume: {error}") from None
    return settings


def _names(value: Any) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    return tuple(name.strip() for name in names if name.strip())


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise BadSettings(f"windowed: {text!r} is not like 1280x720")
    return int(width), int(height)


def _number(name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise BadSettings(f"{name}: {value!r} is not a number") from None
    if not 0 <= number < float("inf"):
        raise BadSettings(f"{name}: {value!r} is less than nothing or without end")
    return number


def _by_hour(value: Any) -> dict[int, float]:
    """A table, or as text: `7=0.9,20=0.4`."""
    pairs = dict(pair.partition("=")[::2] for pair in value.split(",")) if isinstance(value, str) else dict(value)
    try:
        return {int(hour): _number("volume_by_hour", volume) for hour, volume in pairs.items()}
    except ValueError:
        raise BadSettings(f"volume_by_hour: {value!r} is not like 7=0.9,20=0.4") from None


def _switch(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("1", "true", "yes", "on"):
        return True
    if str(value).lower() in ("0", "false", "no", "off", ""):
        return False
    raise BadSettings(f"{name}: {value!r} is neither yes nor no")


def _home(environment: Mapping[str, str], variable: str, default: str) -> Path:
    base = environment.get(variable)
    return (Path(base) if base else Path.home() / default) / "anteroom"


def _config(environment: Mapping[str, str]) -> Path:
    return _home(environment, "XDG_CONFIG_HOME", ".config") / "display.toml"
