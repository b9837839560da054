"""Home port: where a demo clinic listens."""

import socket
from collections.abc import Mapping
from pathlib import Path

from demo_clinic import HOST

VARIABLE = "ANTEROOM_PORT"
LARGEST = 65535


class BadPort(Exception):
    """The port that was asked for is none; the text says why."""


class PortInUse(Exception):
    """Another program listens there; the text says what to do."""


def home_port(environment: Mapping[str, str], kept: Path) -> int:
    """The port that was asked for; else that of last time, so that older slips lead here; else any free one."""
    if wanted := environment.get(VARIABLE, ""):
        if not (wanted.isdecimal() and 0 < int(wanted) <= LARGEST):
            raise BadPort(f"{VARIABLE}={wanted} is not a port: a number from 1 to {LARGEST} is.")
        if not _is_free(int(wanted)):
            raise PortInUse(f"{VARIABLE}={wanted}: another program listens there. Stop it, or name another port.")
        return int(wanted)
    last = kept.read_text(encoding="utf-8").strip() if kept.exists() else ""
    if last.isdecimal() and 0 < int(last) <= LARGEST and _is_free(int(last)):
        return int(last)
    with socket.create_server((HOST, 0)) as free:
        port: int = free.getsockname()[1]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(str(port), encoding="utf-8")
    return port


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True
