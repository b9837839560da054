"""The pairings that are open now: in the writer's memory, while the server runs; only how they end is kept."""

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from clinic_server.trust.authority import FOR_EVER, Authority, PublicKey
from shared.protocol.device import Device, DeviceCredential, DeviceKind
from shared.protocol.identity import new_id
from shared.protocol.pairing import Pairing, PairingNotClaimed, PairingOver, PairingStatus, WrongPairingCode
from shared.protocol.refusal import BadValue
from shared.trust.words import six_words

CODE_DIGITS = 8
OPEN_FOR = timedelta(minutes=10)
MOST_TRIES = 5
MOST_AT_ONCE = 64
NONCE_BYTES = 32


@dataclass
class Conversation:
    """One pairing and what was said in it."""

    pairing: Pairing
    code: str
    key: PublicKey | None = None
    device_nonce: str = ""
    box_nonce: str = ""
    certificate: str = ""
    device: Device | None = None


class Pairings:
    """Opens, claims and settles pairings. On an empty box the setup code is the code of the desk that founds it."""

    def __init__(self, authority: Authority, *, is_empty: bool = False) -> None:
        self.authority = authority
        self.address = ""
        """Where devices find this server, to be told together with a code."""
        self.setup_code: str | None = None
        self.founders: dict[UUID, tuple[Device, DeviceCredential]] = {}
        """Desks that were paired before there was a clinic to keep them."""
        self._conversations: dict[UUID, Conversation] = {}
        self._tries_left = MOST_TRIES
        if is_empty:
            self.open_founding()

    def open(self, pairing: Pairing, now: datetime) -> Conversation:
        """Let somebody claim this from now on, by a new code."""
        self._forget_old(now)
        if len(self._conversations) >= MOST_AT_ONCE:
            raise BadValue(field="pairing", why="too many are open")
        conversation = Conversation(replace(pairing, expires_at=now + OPEN_FOR), new_code())
        self._conversations[pairing.id] = conversation
        self._tries_left = MOST_TRIES
        return conversation

    def open_founding(self, name: str = "Desk", place: str = "") -> Conversation:
        """The pairing of the desk that founds the clinic; with a new setup code when the last one is void."""
        known = next((each for each in self._conversations.values() if each.code == self.setup_code), None)
        if known is not None and not known.pairing.is_over:
            known.pairing = replace(known.pairing, name=name, place=place)
            return known
        pairing = Pairing(id=new_id(), kind=DeviceKind.DESK, name=name, place=place, expires_at=FOR_EVER)
        conversation = Conversation(pairing, new_code())
        self.setup_code = conversation.code
        self._conversations[pairing.id] = conversation
        self._tries_left = MOST_TRIES
        return conversation

    def claim(self, code: str, nonce: str, key: PublicKey, now: datetime) -> Conversation:
        """The conversation that a code opens, with its six words. Raises `WrongPairingCode` or `PairingOver`."""
        self._forget_old(now)
        given = "".join(code.split())
        found = None
        for each in self._conversations.values():
            if not each.pairing.is_over and hmac.compare_digest(each.code.encode(), given.encode()):
                found = each
        if found is None:
            raise self._wrong_code()
        if found.key is not None:
            if (found.key.key_hash, found.device_nonce) != (key.key_hash, nonce):
                raise PairingOver()  # the code was used: whoever says it now has overheard it
            return found
        device_nonce = _nonce(nonce)
        box_nonce = secrets.token_bytes(NONCE_BYTES)
        words = six_words(self.authority.key_hash, key.key_hash, box_nonce, device_nonce)
        found.key, found.device_nonce = key, nonce
        found.box_nonce = base64.b64encode(box_nonce).decode()
        found.pairing = replace(found.pairing, status=PairingStatus.CLAIMED, words=words)
        return found

    def claimed(self, pairing_id: UUID, now: datetime) -> Conversation:
        """The conversation whose words are to be compared, or were found to be the same.

        Raises `PairingOver` or `PairingNotClaimed`.
        """
        conversation = self.find(pairing_id, now)
        if conversation.pairing.status in (PairingStatus.REJECTED, PairingStatus.CLOSED):
            raise PairingOver()
        if conversation.key is None:
            raise PairingNotClaimed()
        return conversation

    def find(self, pairing_id: UUID, now: datetime) -> Conversation:
        """A conversation that is not forgotten yet. Raises `PairingOver`."""
        self._forget_old(now)
        conversation = self._conversations.get(pairing_id)
        if conversation is None:
            raise PairingOver()
        return conversation

    def settle(self, conversation: Conversation, status: PairingStatus) -> Pairing:
        """Nothing more comes of it; the device may still ask what became of it."""
        conversation.pairing = replace(conversation.pairing, status=status)
        return conversation.pairing

    def close_all(self) -> tuple[Pairing, ...]:
        """No code that is open now is worth anything any more."""
        running = [each for each in self._conversations.values() if not each.pairing.is_over]
        return tuple(self.settle(each, PairingStatus.CLOSED) for each in running)

    @property
    def is_void(self) -> bool:
        """Whether too many wrong codes were said."""
        return self._tries_left <= 0

    def _wrong_code(self) -> WrongPairingCode | PairingOver:
        if not any(each.pairing.status is PairingStatus.OPEN for each in self._conversations.values()):
            return PairingOver()
        self._tries_left -= 1
        return WrongPairingCode(tries_left=max(0, self._tries_left))

    def _forget_old(self, now: datetime) -> None:
        self._conversations = {id: each for id, each in self._conversations.items() if now < each.pairing.expires_at}


def new_code() -> str:
    """Eight digits that nobody guesses in five tries."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def _nonce(text: str) -> bytes:
    try:
        nonce = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadValue(field="nonce", why="not base64") from None
    if len(nonce) != NONCE_BYTES:
        raise BadValue(field="nonce", why=f"not {NONCE_BYTES} bytes")
    return nonce
