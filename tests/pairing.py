"""Pairing in tests and benchmarks: the real conversation, with somebody at the box's console."""

from pathlib import Path

from clinic_server.console import console
from shared.client.pairing import claim, collect
from shared.protocol.device import DeviceKind
from shared.protocol.pairing import ConfirmPairing, OpenPairing, Pairing
from shared.trust.identity import Identity


async def let_in(folder: Path, address: str, kind: DeviceKind, name: str = "") -> Identity:
    """A new device of the server that works on this folder and listens at this address."""
    async with console(folder) as box:
        opened = await box.ask(OpenPairing(kind=kind, name=name or kind.value))
        claimed = await claim(address, opened.code, kind)
        await box.until(Pairing, lambda seen: seen.words == claimed.words)
        await box.ask(ConfirmPairing(pairing_id=claimed.pairing_id, is_same=True))
        return await collect(claimed)
