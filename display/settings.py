"""The display's settings: command line over environment over TOML file over defaults."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from display.voice import MOST_LANGUAGES
from shared.settings import BadSettings as BadSettings
from shared.settings import data_home, given_settings, number, switch
from shared.sound import VolumeByHour

A_DAY = 24 * 60 * 60.0
"""Seconds; longer than anybody means."""
TICKERS = ("pages", "scroll")

DESCRIPTION = """\
A screen of the waiting room: who is called where, who is next, the time and the clinic's messages; it calls aloud.

Without --server it finds the clinic's server on the network by itself.
"""
EPILOGUE = """\
Every option can also be set by environment (ANTEROOM_DISPLAY_SERVER, ANTEROOM_DISPLAY_ZONES, …) or in a TOML file
(server, data, zones, door, quiet, volume, volume_by_hour, …), by default
$XDG_CONFIG_HOME/anteroom/display.toml. The command line wins, then the environment, then the file.

  clinic-display --windowed 1280x720            a window on this desktop
  clinic-display --zones ground,lab             calls only the rooms of these zones
  clinic-display --door 3 --quiet               the small screen at the door of room 3
  volume_by_hour = { 7 = 0.9, 20 = 0.4 }        in the file: quieter from eight in the evening
"""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What this screen is for. `windowed` is width and height, None: full screen."""

    data: Path
    server: str | None = None
    pairing_code: str = ""
    """For scripts, never on the command line: the code of a pairing that somebody has opened for this display."""
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
    found = given_settings(
        _parser(), "display", Settings.__dataclass_fields__, arguments, environment, secrets=("pairing_code",)
    )
    return _typed({"data": str(data_home(environment) / "display")} | found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-display",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--server", metavar="URL", help="address of the clinic's server, such as https://192.0.2.7:8470")
    add("--data", metavar="DIR", help="folder of this screen's identity, memory and sounds")
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
    return parser


def _typed(found: dict[str, Any]) -> Settings:
    windowed = found.get("windowed")
    ticker = str(found.get("ticker", "pages"))
    if ticker not in TICKERS:
        raise BadSettings(f"ticker: {ticker!r} is none of {', '.join(TICKERS)}")
    settings = Settings(
        data=Path(found["data"]).expanduser(),
        server=str(found["server"]) if found.get("server") else None,
        pairing_code=str(found.get("pairing_code", "")),
        zones=_names(found.get("zones", ())),
        door=str(found.get("door", "")).strip(),
        language=str(found.get("language", "")),
        windowed=_size(str(windowed)) if windowed else None,
        calm=switch("calm", found.get("calm", False)),
        ticker=ticker,
        blank_after_seconds=number("blank_after_seconds", found.get("blank_after_seconds", 120.0), 0, A_DAY),
        hold_seconds=number("hold_seconds", found.get("hold_seconds", 12.0), 0, A_DAY),
        most_languages=int(number("most_languages", found.get("most_languages", MOST_LANGUAGES), 0, 9)),
        quiet=switch("quiet", found.get("quiet", False)),
        volume=number("volume", found.get("volume", 1.0), 0, 1),
        volume_by_hour=_by_hour(found.get("volume_by_hour", {})),
        audio_dir=Path(found["audio_dir"]).expanduser() if found.get("audio_dir") else None,
        trace=switch("trace", found.get("trace", False)),
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


def _by_hour(value: Any) -> dict[int, float]:
    """A table, or as text: `7=0.9,20=0.4`."""
    pairs = dict(pair.partition("=")[::2] for pair in value.split(",")) if isinstance(value, str) else dict(value)
    try:
        return {int(hour): number("volume_by_hour", volume, 0, 1) for hour, volume in pairs.items()}
    except ValueError:
        raise BadSettings(f"volume_by_hour: {value!r} is not like 7=0.9,20=0.4") from None
