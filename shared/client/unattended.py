"""Pairing without hands: a program is given its code in the environment, and a script compares the words."""

import asyncio
import logging
from collections.abc import Callable

from shared.client.link import Link
from shared.client.pairing import claim, collect
from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import Unreachable

AGAIN_SECONDS = 0.5

logger = logging.getLogger(__name__)


async def pair_unattended(link: Link, code: str, kind: DeviceKind, say: Callable[[str], None]) -> None:
    """Say the code as soon as the server is there, `say` the six words, and be let in. A refusal is logged."""
    try:
        claimed = None
        while claimed is None:
            try:
                claimed = await claim(await link.find(), code, kind)
            except (Unreachable, TimeoutError, OSError):
                await asyncio.sleep(AGAIN_SECONDS)
        say(f"Pairing words: {' '.join(claimed.words)}")
        await link.pair(await collect(claimed))
    except Refusal as refusal:
        logger.error("this device was not paired: %s", refusal)
