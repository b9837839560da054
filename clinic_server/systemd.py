"""What systemd wants to hear: ready, still alive, stopping. Silent when the server runs without it."""

import asyncio
import os
import socket


def notify(state: str) -> None:
    """Send one state, such as `READY=1`, to the socket that sd_notify(3) names."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(state.encode(), address)


def watchdog_seconds() -> float | None:
    """How often to say that the server is alive (half of what systemd allows), or None when it does not ask."""
    microseconds = os.environ.get("WATCHDOG_USEC")
    return None if not microseconds else int(microseconds) / 2_000_000


async def keep_watchdog() -> None:
    """Tell the watchdog as long as the event loop turns; cancel it to end."""
    pause = watchdog_seconds()
    while pause is not None:
        notify("WATCHDOG=1")
        await asyncio.sleep(pause)
