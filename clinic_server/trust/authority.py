"""The box's own certificate authority: made at the first start, kept for life, believed by every device paired here."""

import hashlib
import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from shared.trust.pin import key_hash_of_pem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
    from cryptography.x509 import CertificateBuilder, ExtendedKeyUsage, Name

# `cryptography` weighs nine megabytes: it is imported where something is signed, which is seldom, and never at a start
# that finds everything in its place.

CERTIFICATE_FILE = "authority.pem"
KEY_FILE = "authority.key"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""What RFC 5280 (section 4.1.2.5) says for a certificate without an end."""
SERVER_LASTS = timedelta(days=7)


class BrokenAuthority(Exception):
    """Half of the authority is missing, or it cannot be read; the text says what to do."""


class BadPublicKey(ValueError):
    """What a device sent is not a public key of the one kind that is used here."""


@dataclass(frozen=True)
class PublicKey:
    """A device's public key (PEM), and the SHA-256 by which it is known."""

    pem: str
    key_hash: str


@dataclass(frozen=True)
class Authority:
    """Signs certificates for this server and for devices. `pem` is its public certificate."""

    pem: str
    key_hash: str
    key_file: Path

    def device_certificate(self, public_key: PublicKey, device_id: UUID) -> str:
        """A device's certificate (PEM). What the device may do, and for how long, stands in the table alone."""
        from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
        from cryptography.x509.oid import ExtendedKeyUsageOID

        key = load_pem_public_key(public_key.pem.encode())
        builder = _builder(_name(f"Anteroom device {device_id}"), key, self._name(), LONG_AGO, FOR_EVER)  # type: ignore[arg-type]  # checked by `read_public_key`
        certificate = self._sign(builder, _usage(ExtendedKeyUsageOID.CLIENT_AUTH))
        pem: bytes = certificate.public_bytes(Encoding.PEM)
        return pem.decode()

    def server_certificate(self, names: Iterable[str], begins: datetime) -> bytes:
        """A certificate for this server, with a new key of its own: both as PEM."""
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
        from cryptography.x509 import DNSName, IPAddress, SubjectAlternativeName
        from cryptography.x509.oid import ExtendedKeyUsageOID

        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(_name("Anteroom server"), key.public_key(), self._name(), begins, begins + SERVER_LASTS)
        said = [IPAddress(ipaddress.ip_address(name)) if _is_address(name) else DNSName(name) for name in names]
        builder = builder.add_extension(SubjectAlternativeName(said), critical=False)
        certificate = self._sign(builder, _usage(ExtendedKeyUsageOID.SERVER_AUTH))
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        pem: bytes = certificate.public_bytes(Encoding.PEM)
        return pem + private

    def _sign(self, builder: "CertificateBuilder", usage: "ExtendedKeyUsage"):  # type: ignore[no-untyped-def]  # a certificate: its class is imported where it is made
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.x509 import AuthorityKeyIdentifier, BasicConstraints

        key = self._private_key()
        builder = builder.add_extension(BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(usage, critical=True)
        issuer = AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
        return builder.add_extension(issuer, critical=False).sign(key, SHA256())

    def _private_key(self) -> "EllipticCurvePrivateKey":
        """The key, read anew each time: it lies in this process's memory only while something is signed."""
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = load_pem_private_key(self.key_file.read_bytes(), password=None)
        assert isinstance(key, EllipticCurvePrivateKey)
        return key

    def _name(self) -> "Name":
        from cryptography.x509 import load_pem_x509_certificate

        return load_pem_x509_certificate(self.pem.encode()).subject


def open_authority(folder: Path) -> Authority:
    """The authority in a data folder, made if there is none. Raises `BrokenAuthority`."""
    certificate, key = folder / CERTIFICATE_FILE, folder / KEY_FILE
    if not certificate.exists() and not key.exists():
        _make(certificate, key)
    if not certificate.exists() or not key.exists():
        missing = key if certificate.exists() else certificate
        raise BrokenAuthority(
            f"{missing} is missing. Put it back from a copy of this folder, or remove both authority.* files there: "
            "then every device must be paired again"
        )
    pem = certificate.read_text(encoding="ascii")
    try:
        hashed = key_hash_of_pem(pem)
    except ValueError as error:
        raise BrokenAuthority(f"{certificate} is not a certificate. Put it back from a copy of this folder") from error
    return Authority(pem, hashed, key)


def read_public_key(pem: str) -> PublicKey:
    """A device's public key as it is kept. Raises `BadPublicKey` for all but P-256."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadPublicKey(str(error)) from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadPublicKey("not a key of the curve P-256")
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    text = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return PublicKey(text, hashlib.sha256(der).hexdigest())


def write_private(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    fresh = file.with_suffix(file.suffix + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
    fresh.replace(file)


def _make(certificate: Path, key: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509 import BasicConstraints, KeyUsage

    private = ec.generate_private_key(ec.SECP256R1())
    # A number in the name: so that a browser which met another box's authority takes them for two.
    name = _name(f"Anteroom authority {os.urandom(4).hex()}")
    builder = _builder(name, private.public_key(), name, LONG_AGO, FOR_EVER)
    builder = builder.add_extension(BasicConstraints(ca=True, path_length=0), critical=True)
    no = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    usage = KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, decipher_only=False, **no)
    signed = builder.add_extension(usage, critical=True).sign(private, SHA256())
    # The key first: a certificate without its key would be believed and could never sign.
    write_private(key, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_private(certificate, signed.public_bytes(Encoding.PEM))


def _builder(
    subject: "Name", key: "EllipticCurvePublicKey", issuer: "Name", begins: datetime, ends: datetime
) -> "CertificateBuilder":
    from cryptography.x509 import CertificateBuilder, SubjectKeyIdentifier, random_serial_number

    return (
        CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common_name: str) -> "Name":
    from cryptography.x509 import Name, NameAttribute
    from cryptography.x509.oid import NameOID

    return Name([NameAttribute(NameOID.COMMON_NAME, common_name)])


def _usage(purpose: object) -> "ExtendedKeyUsage":
    from cryptography.x509 import ExtendedKeyUsage

    return ExtendedKeyUsage([purpose])  # type: ignore[list-item]  # one of the library's own purposes


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
