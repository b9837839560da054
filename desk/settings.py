"""The desk's settings: command line over environment over TOML file over defaults."""

import argparse
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shared.settings import BadSettings as BadSettings
from shared.settings import data_home, given_settings, number, switch
from shared.words import LANGUAGES

DESCRIPTION = """\
The staff's desk: a doctor's queue, the reception, the administrator's settings.

Without --server it finds the clinic's server on the network by itself. On an empty box it sets the clinic up.
"""
EPILOGUE = """\
Every option can also be set by environment (ANTEROOM_DESK_SERVER, ANTEROOM_DESK_LANGUAGE, …) or in a TOML file
(server, data, windowed, language, dark, lock_after_minutes), by default $XDG_CONFIG_HOME/anteroom/desk.toml. The
command line wins, then the environment, then the file.

--sign-in-from is for demonstrations: a file that only its owner may read, with {"login": "…", "password": "…",
"room": "3"} in JSON; the room may be left out. Passwords are never taken from the command line.
"""
SMALLEST = (1024, 640)
LONGEST_MINUTES = 24 * 60.0


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the server is and how the window looks. `windowed` is its size in pixels; None: as large as the screen."""

    data: Path
    server: str | None = None
    pairing_code: str = ""
    """For scripts, never on the command line: the code of a pairing that somebody has opened for this desk."""
    windowed: tuple[int, int] | None = None
    language: str = "en"
    dark: bool = False
    lock_after_minutes: float = 5.0
    """Without a key or a pointer for so long the desk locks itself; 0: never."""
    sign_in_from: Path | None = None


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs in by themselves when the desk starts, and in which room."""

    login: str
    password: str
    room: str = ""


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises `BadSettings`; ends the process for --help and --version."""
    found = given_settings(
        _parser(), "desk", Settings.__dataclass_fields__, arguments, environment, secrets=("pairing_code",)
    )
    return _typed({"data": str(data_home(environment) / "desk")} | found, environment)


def read_account(file: Path) -> Account:
    """The account in a file that nobody but its owner may read. Raises `BadSettings`."""
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise BadSettings(f"{file}: others may read it; chmod 600 {file}")
        return msgspec.json.decode(file.read_bytes(), type=Account)
    except (OSError, msgspec.MsgspecError) as error:
        raise BadSettings(f"{file}: {error}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-desk",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="URL", help="the server's address, such as https://192.0.2.7:8470")
    parser.add_argument("--data", metavar="DIR", help="folder of this desk's identity")
    parser.add_argument("--windowed", metavar="WxH", help="a window of this size, such as 1366x768")
    parser.add_argument("--language", metavar="TAG", help=f"the desk's language: {', '.join(LANGUAGES)}")
    parser.add_argument("--dark", action=argparse.BooleanOptionalAction, default=None, help="a dark screen")
    parser.add_argument("--lock-after-minutes", metavar="N", help="lock a desk that nobody uses (default 5; 0: never)")
    parser.add_argument("--sign-in-from", metavar="FILE", help="sign in at the start with the account in this file")
    return parser


def _typed(found: dict[str, Any], environment: Mapping[str, str]) -> Settings:
    language = str(found.get("language") or _own_language(environment))
    if language not in LANGUAGES:
        raise BadSettings(f"language: {language!r} is not one of {', '.join(LANGUAGES)}")
    return Settings(
        data=Path(found["data"]).expanduser(),
        pairing_code=str(found.get("pairing_code", "")),
        server=str(found["server"]) if found.get("server") else None,
        windowed=_size(str(found["windowed"])) if found.get("windowed") else None,
        language=language,
        dark=switch("dark", found.get("dark", False)),
        lock_after_minutes=number("lock_after_minutes", found.get("lock_after_minutes", 5.0), 0, LONGEST_MINUTES),
        sign_in_from=Path(found["sign_in_from"]).expanduser() if found.get("sign_in_from") else None,
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None:
        raise BadSettings(f"windowed: {text!r} is not a size such as 1366x768")
    width, height = int(match[1]), int(match[2])
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise BadSettings(f"windowed: {text} is smaller than {SMALLEST[0]}x{SMALLEST[1]}")
    return width, height


def _own_language(environment: Mapping[str, str]) -> str:
    """The language of the one who is logged in on this computer, when it is one of ours."""
    name = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    return name[:2] if name[:2] in LANGUAGES else "en"
