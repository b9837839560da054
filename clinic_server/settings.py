"""The server's settings: command line over environment over TOML file over defaults."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.settings import BadSettings as BadSettings
from shared.settings import data_home, given_settings, switch

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8470
DEFAULT_PAGE_PORT = 8480

DESCRIPTION = """\
The clinic's server. It owns the queue; kiosks, displays and desks connect to it.

The first start makes an empty clinic and prints a one-time setup code for the desk. `clinic-server pair`, on the
same machine, lets a device in.
"""
EPILOGUE = """\
Every option can also be set by environment (ANTEROOM_SERVER_DATA, ANTEROOM_SERVER_HOST, …) or in a TOML file
(data, host, port, page_port, demo, announce, page_address), by default
$XDG_CONFIG_HOME/anteroom/server.toml. The command line wins, then the environment, then the file.

Other machines reach the server only when --host names an address of the LAN, such as 0.0.0.0.
"""


@dataclass(frozen=True)
class Settings:
    """Where the data lies, where to listen. Port 0: any free one."""

    data: Path
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    """TLS: screens, desks and other programs."""
    page_port: int = DEFAULT_PAGE_PORT
    """Plain HTTP: the patient's page, for phones that know nothing of this box."""
    demo: bool = False
    announce: bool = True
    page_address: str = ""
    """What the slips' QR codes begin with; empty: the plain address that the server listens on."""


def read_settings(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises `BadSettings`; ends the process for --help and --version."""
    found = given_settings(_parser(), "server", Settings.__dataclass_fields__, arguments, environment)
    return _typed({"data": str(data_home(environment))} | found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-server",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", metavar="DIR", help="folder of the database and its backups")
    parser.add_argument("--host", help=f"address to listen on (default {DEFAULT_HOST}: this machine only)")
    parser.add_argument("--port", type=int, help=f"port to listen on (default {DEFAULT_PORT}; 0: any free one)")
    parser.add_argument(
        "--page-port",
        type=int,
        metavar="PORT",
        help=f"plain HTTP port of the patients' page (default {DEFAULT_PAGE_PORT}; 0: any free one)",
    )
    parser.add_argument("--demo", action="store_true", default=None, help="fill an empty box with a demo clinic")
    parser.add_argument(
        "--announce", action=argparse.BooleanOptionalAction, default=None, help="announce the server on the LAN"
    )
    parser.add_argument("--page-address", metavar="URL", help="what the slips' QR codes begin with")
    return parser


def _typed(settings: dict[str, Any]) -> Settings:
    return Settings(
        data=Path(_text("data", settings["data"])).expanduser(),
        host=_text("host", settings.get("host", DEFAULT_HOST)),
        port=_port("port", settings.get("port", DEFAULT_PORT)),
        page_port=_port("page_port", settings.get("page_port", DEFAULT_PAGE_PORT)),
        demo=switch("demo", settings.get("demo", False)),
        announce=switch("announce", settings.get("announce", True)),
        page_address=_text("page_address", settings.get("page_address", ""), may_be_empty=True).rstrip("/"),
    )


def _text(name: str, value: Any, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str):
        raise BadSettings(f"{name}: {value!r} is not a text")
    if not value and not may_be_empty:
        raise BadSettings(f"{name}: it is empty")
    return value


def _port(name: str, value: Any) -> int:
    try:
        port = int(value)
    except (TypeError, ValueError):
        raise BadSettings(f"{name}: {value!r} is not a number") from None
    if not 0 <= port <= 65535:
        raise BadSettings(f"{name}: {port} is not between 0 and 65535")
    return port
