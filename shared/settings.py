"""Reading a program's settings, the same for all four: command line over environment over TOML file over defaults.

A secret is never said on the command line, where every account of the machine can read it. It comes by systemd's
credentials, by the environment, or in a file that only its owner can read.
"""

import argparse
import stat
import tomllib
from collections.abc import Collection, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off", "")
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadSettings(Exception):
    """A setting cannot be used; the text says which and why."""


def given_settings(
    parser: argparse.ArgumentParser,
    program: str,
    names: Collection[str],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    secrets: Collection[str] = (),
) -> dict[str, Any]:
    """What was set, by the settings' names, not yet checked. Ends the process for --help and --version.

    Looks into `ANTEROOM_<PROGRAM>_<NAME>` and into the TOML file of --config, by default
    `$XDG_CONFIG_HOME/anteroom/<program>.toml`; for `secrets` also into systemd's credentials, where they are called
    `<program>.<name>` (systemd.exec(5), LoadCredential=). Raises `BadSettings` for a file that cannot be used.
    """
    parser.add_argument("--config", metavar="FILE", help="TOML file with these settings")
    parser.add_argument("--version", action="version", version=f"anteroom {version('anteroom')}")
    prefix = f"ANTEROOM_{program.upper()}_"
    said = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
    named = said.pop("config", environment.get(f"{prefix}CONFIG"))
    if named is not None and not Path(named).exists():
        raise BadSettings(f"{named}: there is no such file")
    file = config_home(environment) / f"{program}.toml" if named is None else Path(named)
    in_environment = {name: environment[key] for name in names if (key := f"{prefix}{name.upper()}") in environment}
    return _from_file(file, names, secrets) | _credentials(program, secrets, environment) | in_environment | said


def switch(name: str, value: Any) -> bool:
    """A setting that is yes or no, as TOML or text says it. Raises `BadSettings`."""
    if isinstance(value, bool):
        return value
    if str(value).lower() in YES:
        return True
    if str(value).lower() in NO:
        return False
    raise BadSettings(f"{name}: {value!r} is neither yes nor no")


def number(name: str, value: Any, lowest: float, highest: float) -> float:
    """A setting that is a number. Raises `BadSettings`, also when it is out of range."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise BadSettings(f"{name}: {value!r} is not a number") from None
    if not lowest <= found <= highest:
        raise BadSettings(f"{name}: {found:g} is not between {lowest:g} and {highest:g}")
    return found


def server_url(text: str) -> str:
    """The server's address as it was typed: everything is said over TLS, whatever was typed before the name."""
    return f"https://{text.removeprefix('http://').removeprefix('https://').rstrip('/')}"


def data_home(environment: Mapping[str, str]) -> Path:
    """Where Anteroom's programs keep their data: `$XDG_DATA_HOME/anteroom`."""
    return _home(environment, "XDG_DATA_HOME", ".local/share")


def config_home(environment: Mapping[str, str]) -> Path:
    """Where their settings lie: `$XDG_CONFIG_HOME/anteroom`."""
    return _home(environment, "XDG_CONFIG_HOME", ".config")


def _home(environment: Mapping[str, str], variable: str, default: str) -> Path:
    base = environment.get(variable)
    home = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    return (Path(base).expanduser() if base else home / default) / "anteroom"


def _credentials(program: str, secrets: Collection[str], environment: Mapping[str, str]) -> dict[str, str]:
    folder = environment.get("CREDENTIALS_DIRECTORY")
    if not folder:
        return {}
    files = {name: Path(folder) / f"{program}.{name}" for name in secrets}
    try:
        return {name: file.read_text(encoding="utf-8").strip() for name, file in files.items() if file.exists()}
    except (OSError, ValueError) as error:
        raise BadSettings(f"{folder}: {error}") from None


def _from_file(file: Path, names: Collection[str], secrets: Collection[str]) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        mode = file.stat().st_mode
    except (OSError, ValueError) as error:
        raise BadSettings(f"{file}: {error}") from None
    open_secrets = found.keys() & set(secrets)
    if open_secrets and mode & OTHERS:
        named = ", ".join(sorted(open_secrets))
        raise BadSettings(f"{file}: other accounts can read {named} there. Do: chmod 600 {file}")
    unknown = found.keys() - set(names)
    if unknown:
        raise BadSettings(f"{file}: unknown setting {', '.join(sorted(unknown))}")
    return found
