"""Pairing as the new device sees it: a code is claimed with a key of its own, words are shown, and it is let in."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import aiohttp
import msgspec

from shared.protocol.device import DeviceKind, StrangeBox
from shared.protocol.envelope import Answer, Join, Refused, Request, decode_server_frame, encode, refusal_of
from shared.protocol.grammar import Command, answer_type
from shared.protocol.identity import new_id
from shared.protocol.pairing import ClaimedPairing, ClaimPairing, CollectPairing, PairingNotConfirmed
from shared.protocol.refusal import Unreachable
from shared.protocol.version import PROTOCOL_VERSION, SILENCE_SECONDS
from shared.trust.identity import Identity
from shared.trust.pin import key_hash_of_pem, trusting_context
from shared.trust.words import six_words

A = TypeVar("A")
NONCE_BYTES = 32
ASK_AGAIN_SECONDS = 1.0
QR_WORD = "ANTEROOM"


@dataclass(frozen=True)
class Claim:
    """A code that was right. The `words` are for people to compare; nothing is believed before they have."""

    server: str
    pairing_id: UUID
    words: tuple[str, ...]
    kind: DeviceKind
    name: str
    clinic_name: str
    authority_pem: str
    key_pem: str


async def claim(server: str, code: str, kind: DeviceKind) -> Claim:
    """Say the code to the server at this address (`https://…`).

    Raises its refusal, `Unreachable`, or `StrangeBox` when the code is for a device of another kind.
    """
    key_pem, public_pem, own_hash = await asyncio.to_thread(_new_key)
    nonce = os.urandom(NONCE_BYTES)
    command = ClaimPairing(code=code, nonce=base64.b64encode(nonce).decode(), public_key=public_pem)
    async with _talking(server) as talk:
        claimed: ClaimedPairing = await talk.ask(command)
    if claimed.kind is not kind:
        raise StrangeBox()
    words = six_words(key_hash_of_pem(claimed.authority), own_hash, base64.b64decode(claimed.nonce), nonce)
    return Claim(
        server=server,
        pairing_id=claimed.pairing_id,
        words=words,
        kind=claimed.kind,
        name=claimed.name,
        clinic_name=claimed.clinic_name,
        authority_pem=claimed.authority,
        key_pem=key_pem,
    )


async def collect(claimed: Claim) -> Identity:
    """Wait until somebody has compared the words, and be let in. Raises `PairingRejected` or `PairingOver`.

    A server that cannot be reached for a while is asked again.
    """
    while True:
        try:
            async with _talking(claimed.server) as talk:
                while True:
                    try:
                        paired = await talk.ask(CollectPairing(pairing_id=claimed.pairing_id))
                    except PairingNotConfirmed:
                        await asyncio.sleep(ASK_AGAIN_SECONDS)
                        continue
                    return Identity(
                        authority_pem=claimed.authority_pem,  # of the claim: this is what the words were made of
                        device_id=paired.device_id,
                        kind=paired.kind,
                        name=paired.name,
                        certificate_pem=paired.certificate,
                        key_pem=claimed.key_pem,
                        server=claimed.server,
                    )
        except Unreachable:
            await asyncio.sleep(ASK_AGAIN_SECONDS)


def read_qr(text: str) -> tuple[str, str] | None:
    """Code and address of a pairing's QR code, as a scanner types it; None for another code."""
    match text.split():
        case [word, code, address] if word == QR_WORD:
            return code, address
    return None


class _Talk:
    """A connection of somebody who is not paired yet."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def ask(self, command: Command[A]) -> A:
        id = new_id()
        await self._socket.send_str(encode(Request(id=id, command=command)).decode())
        while True:
            frame = decode_server_frame(await self._text())
            if isinstance(frame, Refused):
                raise refusal_of(frame)
            if isinstance(frame, Answer) and frame.id == id:
                value: A = msgspec.json.decode(frame.value, type=answer_type(type(command)))
                return value

    async def _text(self) -> str:
        async with asyncio.timeout(SILENCE_SECONDS):
            return await self._socket.receive_str()


@asynccontextmanager
async def _talking(server: str) -> AsyncIterator[_Talk]:
    try:
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trusting_context())) as http,
            http.ws_connect(f"{server}/ws") as socket,
        ):
            await socket.send_str(encode(Join(version=PROTOCOL_VERSION)).decode())
            yield _Talk(socket)
    except (aiohttp.ClientError, TypeError, TimeoutError, OSError, msgspec.MsgspecError) as error:
        raise Unreachable() from error


def _new_key() -> tuple[str, str, str]:
    """A private key (PEM), its public key (PEM), and the hash by which that is known."""
    # Not at the top: a device needs it once in its life.
    import hashlib

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return private, pem, hashlib.sha256(der).hexdigest()
