"""A box whose announcements and answers the test gives."""

import asyncio

from shared.client.pairing import Claim
from shared.pairing.presenter import PairingPage
from shared.protocol.device import DeviceKind
from shared.protocol.grammar import Refusal
from shared.protocol.identity import new_id
from shared.trust.identity import Identity

WORDS = ("abandon", "universe", "orbit", "kitchen", "velvet", "mountain")
HERE, ROGUE = "https://192.0.2.7:8470", "https://192.0.2.66:8470"
CODE = "12345678"
CLAIMED = Claim(
    server=HERE,
    pairing_id=new_id(),
    words=WORDS,
    kind=DeviceKind.KIOSK,
    name="Entrance",
    clinic_name="Riverside Clinic",
    authority_pem="",
    key_pem="",
)
IDENTITY = Identity(
    authority_pem="", device_id=new_id(), kind=DeviceKind.KIOSK, name="Entrance", certificate_pem="", key_pem=""
)


class HandBox:
    """Keeps what was claimed in `claims`. `refusal` meets the code; `confirm` and `reject` are the other side's say."""

    def __init__(self, *announced: str) -> None:
        self.announced = announced
        self.claims: list[tuple[str, str]] = []
        self.refusal: Refusal | None = None
        self._end: asyncio.Future[Identity] = asyncio.get_running_loop().create_future()

    async def found(self) -> tuple[str, ...]:
        return self.announced

    async def claim(self, address: str, code: str) -> Claim:
        self.claims.append((address, code))
        await asyncio.sleep(0)
        if self.refusal is not None:
            raise self.refusal
        return CLAIMED

    async def collect(self, claimed: Claim) -> Identity:
        return await asyncio.shield(self._end)

    def confirm(self) -> None:
        """The other side says that the words are the same."""
        self._end.set_result(IDENTITY)

    def reject(self, refusal: Refusal) -> None:
        """The other side ends it."""
        self._end.set_exception(refusal)


def type_code(page: PairingPage, code: str = CODE) -> None:
    """Type a code digit by digit."""
    for digit in code:
        page.type(digit)
