"""The authority: made once, kept for life, and what it signs says no more than it should."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from clinic_server.trust.authority import BadPublicKey, BrokenAuthority, open_authority, read_public_key
from shared.protocol.identity import new_id
from shared.trust.pin import key_hash_of_pem

NOW = datetime(2026, 4, 14, 8, tzinfo=UTC)


def pem_of(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_it_is_made_once_and_stays_for_life(tmp_path: Path) -> None:
    first = open_authority(tmp_path)

    assert open_authority(tmp_path) == first
    assert (tmp_path / "authority.key").stat().st_mode & 0o777 == 0o600
    certificate = x509.load_pem_x509_certificate(first.pem.encode())
    assert certificate.not_valid_after_utc.year == 9999
    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_no_two_boxes_have_the_same(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one, other = open_authority(tmp_path / "one"), open_authority(tmp_path / "other")
    assert one.key_hash != other.key_hash
    assert x509.load_pem_x509_certificate(one.pem.encode()).subject != (
        x509.load_pem_x509_certificate(other.pem.encode()).subject
    )


@pytest.mark.parametrize("lost", ["authority.key", "authority.pem"])
def test_half_an_authority_is_never_replaced(tmp_path: Path, lost: str) -> None:
    open_authority(tmp_path)
    (tmp_path / lost).unlink()
    with pytest.raises(BrokenAuthority, match=lost):
        open_authority(tmp_path)


def test_a_damaged_certificate_is_named(tmp_path: Path) -> None:
    open_authority(tmp_path)
    (tmp_path / "authority.pem").write_text("half a certif")
    with pytest.raises(BrokenAuthority, match="not a certificate"):
        open_authority(tmp_path)


def test_a_devices_certificate_says_which_key_it_has_and_that_it_is_no_server(tmp_path: Path) -> None:
    authority = open_authority(tmp_path)
    public = read_public_key(pem_of(ec.generate_private_key(ec.SECP256R1())))
    pem = authority.device_certificate(public, new_id())

    certificate = x509.load_pem_x509_certificate(pem.encode())
    certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.pem.encode()))
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert list(usage.value) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert usage.critical
    assert key_hash_of_pem(pem) == public.key_hash


def test_the_servers_certificate_lasts_a_week_and_has_the_names_of_the_machine(tmp_path: Path) -> None:
    authority = open_authority(tmp_path)
    pem = authority.server_certificate(["localhost", "192.0.2.7", "fd00::1"], NOW)

    certificate = x509.load_pem_x509_certificate(pem)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert certificate.not_valid_before_utc == NOW
    assert certificate.not_valid_after_utc == NOW + timedelta(days=7)
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert [str(address) for address in names.get_values_for_type(x509.IPAddress)] == ["192.0.2.7", "fd00::1"]


def test_other_kinds_of_keys_are_refused() -> None:
    for pem in (
        "",
        "nonsense",
        pem_of(ec.generate_private_key(ec.SECP384R1())),
        pem_of(rsa.generate_private_key(65537, 2048)),
    ):
        with pytest.raises(BadPublicKey):
            read_public_key(pem)
