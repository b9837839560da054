"""The desk's settings: command line over environment over TOML file over defaults."""

import argparse
import os
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from shared.words import LANGUAGES

PREFIX = "ANTEROOM_DESK_"
DESCRIPTION = """\
The staff's desk: a doctor's queue, the reception, the administrator's settings.

Without --server it finds the clinic's server on the network by itself. On an empty box it sets the clinic up.
"""
EPILOGUE = f"""\
Every option can also be set by environment ({PREFIX}SERVER, {PREFIX}LANGUAGE, …) or in a TOML file
(server, windowed, language, dark), by default $XDG_CONFIG_HOME/anteroom/desk.toml. The command line wins, then the
environment, then the file.

--sign-in-from is for demonstrations: a file that only its owner may read, with {{"login": "…", "password": "…",
"room": "3"}} in JSON; the room may be left out. Passwords are never taken from the command line.
"""
SMALLEST = (1024, 640)


class BadSettings(Exception):
    """A setting cannot be used; the text says which and why."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the server is and how the window looks. `windowed` is its size in pixels; None: as large as the screen."""

    server: str | None = None
    windowed: tuple[int, int] | None = None
    language: str = "en"
    dark: bool = False
    sign_in_from: Path | None = None


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs in by themselves when the desk starts, and in which room."""

    login: str
    password: str
    room: str = ""


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises `BadSettings`; ends the process for --help and --version."""
    given = {name: value for name, value in vars(_parser().parse_args(arguments)).items() if value is not None}
    file = Path(given.pop("config", environment.get(f"{PREFIX}CONFIG", _config(environment))))
    found = _from_file(file) | _from_environment(environment) | given
    return _typed(found, environment)


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
    parser.add_argument("--server", metavar="URL", help="the server's address, such as http://192.0.2.7:8470")
    parser.add_argument("--windowed", metavar="WxH", help="a window of this size, such as 1366x768")
    parser.add_argument("--language", metavar="TAG", help=f"the desk's language: {', '.join(LANGUAGES)}")
    parser.add_argument("--dark", action=argparse.BooleanOptionalAction, default=None, help="a dark screen")
    parser.add_argument("--sign-in-from", metavar="FILE", help="sign in at the start with the account in this file")
    parser.add_argument("--config", metavar="FILE", help="TOML file with these settings")
    parser.add_argument("--version", action="version", version=f"anteroom {version('anteroom')}")
    return parser


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{file}: {error}") from None
    if unknown := found.keys() - {field.name for field in fields(Settings)}:
        raise BadSettings(f"{file}: unknown setting {', '.join(sorted(unknown))}")
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    names = (field.name for field in fields(Settings))
    return {name: environment[key] for name in names if (key := f"{PREFIX}{name.upper()}") in environment}


def _typed(found: dict[str, Any], environment: Mapping[str, str]) -> Settings:
    language = str(found.get("language") or _own_language(environment))
    if language not in LANGUAGES:
        raise BadSettings(f"language: {language!r} is not one of {', '.join(LANGUAGES)}")
    return Settings(
        server=str(found["server"]) if found.get("server") else None,
        windowed=_size(str(found["windowed"])) if found.get("windowed") else None,
        language=language,
        dark=_switch("dark", found.get("dark", False)),
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


def _switch(name: str, value: Any) -> bool:  # Any: what a TOML file or the environment may hold
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("1", "true", "yes", "on"):
        return True
    if str(value).lower() in ("0", "false", "no", "off", ""):
        return False
    raise BadSettings(f"{name}: {value!r} is neither yes nor no")


def _own_language(environment: Mapping[str, str]) -> str:
    """The language of the one who is logged in on this computer, when it is one of ours."""
    name = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    return name[:2] if name[:2] in LANGUAGES else "en"


def _config(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "anteroom" / "desk.toml"
