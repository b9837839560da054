"""Identities for tests: one authority and one device of each kind, made once a run and let into every house."""

import ssl
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from clinic_server.trust.authority import Authority, open_authority, read_public_key
from clinic_server.trust.certificate import ServerCertificate
from shared.protocol.device import DeviceKind
from shared.protocol.identity import new_id
from shared.trust.identity import Identity

NAMES = {DeviceKind.KIOSK: "Entrance", DeviceKind.DISPLAY: "Hall", DeviceKind.DESK: "Desk"}


@cache
def authority() -> Authority:
    """The authority of every house that tests furnish."""
    folder = Path(tempfile.mkdtemp(prefix="anteroom-authority-"))
    return open_authority(folder)


def install_authority(folder: Path) -> None:
    """Make a data folder one of that authority."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ours = authority()
    (folder / "authority.pem").write_text(ours.pem, encoding="ascii")
    key = folder / "authority.key"
    key.touch(mode=0o600)
    key.write_bytes(ours.key_file.read_bytes())


@cache
def identity(kind: DeviceKind) -> Identity:
    """The one device of a kind that every house knows."""
    return new_identity(kind, NAMES[kind])


def new_identity(kind: DeviceKind, name: str, by: Authority | None = None) -> Identity:
    """Another device, with a certificate of this authority, that no house knows yet."""
    by, key, device_id = by or authority(), ec.generate_private_key(ec.SECP256R1()), new_id()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return Identity(
        authority_pem=by.pem,
        device_id=device_id,
        kind=kind,
        name=name,
        certificate_pem=by.device_certificate(read_public_key(public), device_id),
        key_pem=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    )


@cache
def box_context() -> ssl.SSLContext:
    """What a box of that authority listens with, for tests that play the box themselves."""
    return ServerCertificate(authority().key_file.parent, authority(), lambda: datetime.now(UTC)).context
