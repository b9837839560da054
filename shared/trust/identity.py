"""Identity: who a device is, and whom it believes: all that it keeps of its pairing."""

import os
import ssl
import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from shared.protocol.device import DeviceKind
from shared.trust.pin import pinned_context

FILE = "identity.json"


class BadIdentity(Exception):
    """The file of a device's identity cannot be used; the text says why."""


class Identity(Struct, frozen=True, kw_only=True):
    """A paired device: the box's authority, its own certificate and its key, all as PEM."""

    authority_pem: str
    device_id: UUID
    kind: DeviceKind
    name: str
    certificate_pem: str
    key_pem: str
    server: str = ""
    """Where the box was at the pairing: tried first, for networks on which nobody can announce himself."""
    newest_seen_at: datetime | None = None
    """When the newest certificate began that the box has shown."""

    def __repr__(self) -> str:
        """Without the key: whoever logs this says no secret."""
        return f"Identity(kind={self.kind.value!r}, device_id={str(self.device_id)!r})"

    def context(self) -> ssl.SSLContext:
        """What this device connects with."""
        context = pinned_context(self.authority_pem)
        # Python takes a certificate of one's own from a file only; this one is gone before anybody else could look.
        with tempfile.NamedTemporaryFile("w", encoding="ascii", prefix="anteroom-", suffix=".pem") as file:
            file.write(self.certificate_pem + self.key_pem)
            file.flush()
            context.load_cert_chain(file.name)
        return context


def load(file: Path) -> Identity | None:
    """The identity that a device has kept; None before its pairing. Raises `BadIdentity`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Identity)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise BadIdentity(f"{file}: {error}") from None


def keep(identity: Identity, file: Path) -> None:
    """Keep it in a file that only its owner may read, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(identity)))
        stream.flush()
        os.fsync(descriptor)
    fresh.replace(file)
