"""The tokens of outside programs: JSON Web Tokens signed with Ed25519 by a key that never leaves the box."""

import os
import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from msgspec import Struct

from shared.protocol.identity import new_id
from shared.protocol.session import NotSignedIn, TokenRefused
from shared.protocol.staff import StaffRole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "token.key"
ACCESS_LASTS = timedelta(minutes=10)
LEEWAY = timedelta(seconds=60)
"""For boxes whose clock jumps when a time server sets it right."""
ALGORITHM = "EdDSA"
ACCESS = "access"
REFRESH = "refresh"
MOST_KNOWN = 1_024


class Access(Struct, frozen=True, kw_only=True):
    """What an access token says: who asks, in which session, until when. Whether that stands, the writer knows."""

    staff_id: UUID
    role: StaffRole
    session_id: UUID
    expires_at: datetime


class Refresh(Struct, frozen=True, kw_only=True):
    """What a refresh token says: of which session it is, and the how-manyeth."""

    session_id: UUID
    generation: int


class Tokens:
    """Signs and reads tokens. Safe to use from any thread; the libraries are loaded when the first program comes."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._lock = threading.Lock()
        self._key: Ed25519PrivateKey | None = None
        self._known: OrderedDict[str, Access] = OrderedDict()

    def access(self, clinic_id: UUID, access: Access, now: datetime) -> str:
        """A signed access token."""
        claims = {"sub": str(access.staff_id), "role": access.role.value, "sid": str(access.session_id)}
        return self._sign(clinic_id, ACCESS, claims | {"exp": access.expires_at}, now)

    def refresh(self, clinic_id: UUID, refresh: Refresh, now: datetime) -> str:
        """A signed refresh token: signed, so that nobody can end a session with an invented one."""
        return self._sign(clinic_id, REFRESH, {"sid": str(refresh.session_id), "gen": refresh.generation}, now)

    def known(self, token: str, now: datetime) -> Access | None:
        """What an access token says that was read before; None: read it, away from the event loop."""
        access = self._known.get(token)
        return None if access is None or now > access.expires_at + LEEWAY else access

    def read_access(self, token: str, now: datetime) -> Access:
        """What an access token says. Raises `NotSignedIn` for what is not ours, or has run out."""
        claims = self._claims(token, ACCESS)
        access = msgspec.convert(
            {
                "staff_id": claims["sub"],
                "role": claims["role"],
                "session_id": claims["sid"],
                "expires_at": claims["exp"],
            },
            Access,
            strict=False,
        )
        if now > access.expires_at + LEEWAY:
            raise NotSignedIn()
        self._known[token] = access
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return access

    def read_refresh(self, token: str) -> Refresh:
        """What a refresh token says. Raises `TokenRefused` for what is not ours; how long it is good, its row says."""
        try:
            claims = self._claims(token, REFRESH)
        except NotSignedIn:
            raise TokenRefused() from None
        return msgspec.convert({"session_id": claims["sid"], "generation": claims["gen"]}, Refresh)

    def _sign(self, clinic_id: UUID, use: str, claims: dict[str, Any], now: datetime) -> str:
        import jwt  # with its cryptography 9 MB that a box without programs does without

        whole = {"iss": str(clinic_id), "aud": use, "iat": now, "jti": str(new_id())} | claims
        return jwt.encode(whole, self._private_key(), algorithm=ALGORITHM)

    def _claims(self, token: str, use: str) -> dict[str, Any]:
        import jwt

        try:
            return jwt.decode(
                token,
                self._private_key().public_key(),
                algorithms=[ALGORITHM],
                audience=use,
                # Times are compared with the box's own clock, and leniently, by who asks.
                options={"verify_exp": False, "verify_iat": False, "require": ["iss", "aud", "sid"]},
            )
        except jwt.InvalidTokenError:
            raise NotSignedIn() from None

    def _private_key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            NoEncryption,
            PrivateFormat,
            load_pem_private_key,
        )

        with self._lock:
            if self._key is None:
                if not self._file.exists():
                    made = Ed25519PrivateKey.generate()
                    _keep(self._file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
                key = load_pem_private_key(self._file.read_bytes(), password=None)
                assert isinstance(key, Ed25519PrivateKey)  # nothing else is written there
                self._key = key
            return self._key


def _keep(file: Path, content: bytes) -> None:
    """Whole or not at all, and never readable to others."""
    new = file.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
    new.replace(file)
