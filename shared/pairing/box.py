"""The box as pairing needs it: who announces itself, and what is said to the one that was chosen."""

from typing import TYPE_CHECKING, Protocol

from shared.client.pairing import Claim, claim, collect
from shared.protocol.device import DeviceKind
from shared.settings import server_url
from shared.trust.identity import Identity

if TYPE_CHECKING:
    from shared.client.discovery import Finder  # a screen that knows the address needs no zeroconf


class Box(Protocol):
    """One conversation at a time; claiming again begins another. All raise a `Refusal` when it cannot be."""

    async def found(self) -> tuple[str, ...]:
        """The addresses where somebody says to be a clinic's box. A hint only: the six words decide."""

    async def claim(self, address: str, code: str) -> Claim:
        """Take the code to the box at this address."""

    async def collect(self, claimed: Claim) -> Identity:
        """Wait until the other side has compared the words, and be let in."""


class NetworkBox:
    """The boxes of this network, as `Box`. Without a finder nobody is looked for."""

    def __init__(self, kind: DeviceKind, finder: "Finder | None") -> None:
        self._kind, self._finder = kind, finder

    async def found(self) -> tuple[str, ...]:
        try:
            return () if self._finder is None else await self._finder.announced()
        except OSError:
            return ()

    async def claim(self, address: str, code: str) -> Claim:
        return await claim(server_url(address), code, self._kind)

    async def collect(self, claimed: Claim) -> Identity:
        return await collect(claimed)
