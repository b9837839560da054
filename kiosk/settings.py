"""The kiosk's settings: command line over environment over TOML file over defaults."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.printer.address import EXAMPLES, BadPrinterAddress, PrinterAddress
from shared.settings import BadSettings as BadSettings
from shared.settings import data_home, given_settings, number, server_url, switch
from shared.words.languages import LANGUAGES

DESCRIPTION = """\
The clinic's kiosk. A walk-in touches it and holds a printed number.

It finds the clinic's server on the network by itself. The first start prints the PIN of the staff page
in the terminal, once; staff reach that page by holding the clinic's mark for five seconds.
"""
EPILOGUE = f"""\
printers:
  {chr(10).join(EXAMPLES).replace(chr(10), chr(10) + "  ")}
  Options behind a question mark: width=576 (80 mm paper) or 384 (58 mm), 420, 512; cut=full, part or none;
  band=64 (rows sent at once); status=no for a printer that never answers; baud= for serial printers.
  Without a printer the number is shown on the screen only.

Every option can also be set by environment (ANTEROOM_KIOSK_SERVER, ANTEROOM_KIOSK_PRINTER, …) or in a TOML file
(server, printer, data, windowed, language, volume, px_per_mm, low_reach, calm, trace), by default
$XDG_CONFIG_HOME/anteroom/kiosk.toml. The command line wins, then the environment, then the file.
"""


@dataclass(frozen=True)
class Window:
    """A window instead of the whole screen. `place` is where; None leaves it to the desktop."""

    width: int
    height: int
    place: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where things are, and what is particular about this kiosk."""

    data: Path
    server: str | None = None
    """None: found on the network."""
    printer: PrinterAddress
    windowed: Window | None = None
    language: str | None = None
    """None: the clinic's first."""
    pairing_code: str = ""
    """For scripts, never on the command line: the code of a pairing that somebody has opened for this kiosk."""
    volume: float = 0.8
    """0 to 1; 0 turns all sound off."""
    px_per_mm: float | None = None
    """None: as the screen says."""
    low_reach: bool = False
    calm: bool = False
    trace: bool = False
    """Whether to print which page is shown and where it can be touched."""


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises `BadSettings`; ends the process for --help and --version."""
    found = given_settings(
        _parser(), "kiosk", Settings.__dataclass_fields__, arguments, environment, secrets=("pairing_code",)
    )
    return _typed({"data": str(data_home(environment) / "kiosk")} | found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-kiosk",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    switch = argparse.BooleanOptionalAction
    parser.add_argument("--server", metavar="URL", help="the clinic's server, such as https://192.0.2.7:8470")
    parser.add_argument("--printer", metavar="URL", help="the slip printer (see below)")
    parser.add_argument("--windowed", metavar="WxH[+X+Y]", help="a window of this size instead of the whole screen")
    parser.add_argument("--data", metavar="DIR", help="folder of the kiosk's identity, PIN and sounds")
    parser.add_argument("--language", help=f"first language: {', '.join(LANGUAGES)} (default the clinic's)")
    parser.add_argument("--volume", metavar="0..1", help="loudness of tones and voice (default 0.8; 0: silent)")
    parser.add_argument("--px-per-mm", metavar="N", help="pixels in a millimetre, if the screen misreports its size")
    parser.add_argument("--low-reach", action=switch, default=None, help="all buttons in the lower part of the screen")
    parser.add_argument("--calm", action=switch, default=None, help="nothing moves on the screen")
    parser.add_argument("--trace", action=switch, default=None, help="print each page and where it can be touched")
    return parser


def _typed(found: dict[str, Any]) -> Settings:
    language = found.get("language") or None
    if language is not None and language not in LANGUAGES:
        raise BadSettings(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
    try:
        printer = PrinterAddress.parse(str(found.get("printer") or "none:"))
    except BadPrinterAddress as error:
        raise BadSettings(f"printer: {error}") from None
    windowed = found.get("windowed")
    px_per_mm = found.get("px_per_mm")
    return Settings(
        data=Path(found["data"]).expanduser(),
        server=server_url(str(found["server"])) if found.get("server") else None,
        printer=printer,
        windowed=_window(str(windowed)) if windowed else None,
        language=language,
        pairing_code=str(found.get("pairing_code", "")),
        volume=number("volume", found.get("volume", 0.8), 0.0, 1.0),
        px_per_mm=number("px_per_mm", px_per_mm, 1.0, 30.0) if px_per_mm else None,
        low_reach=switch("low_reach", found.get("low_reach", False)),
        calm=switch("calm", found.get("calm", False)),
        trace=switch("trace", found.get("trace", False)),
    )


def _window(text: str) -> Window:
    size, *place = text.lower().split("+")
    try:
        width, height = (int(part) for part in size.split("x"))
        corner = tuple(int(part) for part in place)
    except ValueError:
        raise BadSettings(f"windowed: {text!r} is not like 1080x1920 or 1080x1920+0+0") from None
    if min(width, height) < 240 or len(corner) not in (0, 2):
        raise BadSettings(f"windowed: {text!r} is not like 1080x1920 or 1080x1920+0+0")
    return Window(width, height, (corner[0], corner[1]) if corner else None)
