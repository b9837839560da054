"""Pinning: which certificates are believed, without a clock."""

from datetime import UTC, datetime, timedelta
from ssl import PEM_cert_to_DER_cert
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shared.protocol.device import DeviceKind
from shared.trust.pin import Outdated, key_hash, key_hash_of_pem, seen_at
from tests.identities import authority, identity

NOW = datetime(2026, 4, 14, 8, tzinfo=UTC)


def certificate(begins: datetime) -> dict[str, Any]:
    """What Python says of a certificate that lasts a week."""
    names = {"notBefore": begins, "notAfter": begins + timedelta(days=7)}
    return {name: at.strftime("%b %d %H:%M:%S %Y GMT") for name, at in names.items()}


@pytest.mark.parametrize("pem", [authority().pem, identity(DeviceKind.KIOSK).certificate_pem], ids=["own", "signed"])
def test_the_hash_is_that_of_the_public_key(pem: str) -> None:
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    hashed = Hash(SHA256())
    hashed.update(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    assert key_hash(PEM_cert_to_DER_cert(pem)) == hashed.finalize().hex()


@pytest.mark.parametrize("text", ["", "nonsense", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_has_no_hash(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        key_hash_of_pem(text)


def test_the_newest_beginning_is_remembered() -> None:
    assert seen_at(certificate(NOW), None) == NOW
    assert seen_at(certificate(NOW + timedelta(days=3)), NOW) == NOW + timedelta(days=3)
    assert seen_at(certificate(NOW), NOW + timedelta(days=3)) == NOW + timedelta(days=3)


def test_one_that_had_ended_before_is_refused() -> None:
    with pytest.raises(Outdated):
        seen_at(certificate(NOW), NOW + timedelta(days=7, seconds=1))
