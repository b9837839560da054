"""Pairing hand: somebody at the box's console who lets a new program in, after comparing what both sides say."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from children import Child
from news import Stuck

from clinic_server.console import console
from shared.protocol.device import DeviceKind
from shared.protocol.pairing import ConfirmPairing, OpenPairing, Pairing
from shared.trust.identity import FILE, load

WORDS = r"^Pairing words: (.*)$"
Start = Callable[[Mapping[str, str]], Awaitable[Child]]
"""Starts the program with something more in its environment."""


def is_paired(data: Path) -> bool:
    """Whether the program that keeps its things there was let in before."""
    return load(data / FILE) is not None


async def start_paired(start: Start, clinic: Path, data: Path, kind: DeviceKind, name: str) -> Child:
    """Start a program; one that was never let in is paired first, for which the server must be there."""
    if is_paired(data):
        return await start({})
    async with console(clinic) as box:
        opened = await box.ask(OpenPairing(kind=kind, name=name))
        child = await start({f"ANTEROOM_{kind.upper()}_PAIRING_CODE": opened.code})
        said = await child.said(WORDS)
        claimed = await box.until(Pairing, lambda seen: seen.id == opened.pairing.id and seen.words)
        is_same = said[1].split() == list(claimed.words)
        await box.ask(ConfirmPairing(pairing_id=claimed.id, is_same=is_same))
    if not is_same:
        raise Stuck(f"{name} and the box say different words: somebody stands between them")
    return child
