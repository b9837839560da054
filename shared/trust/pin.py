"""Pinning: a connection counts only when the other side proves itself by the authority that was seen at pairing.

Names and addresses are not looked at: a box may get another one at any time. Clocks are not looked at either, because
those of small boxes are often wrong: a certificate is too old when a newer one has been seen that began after its end.
"""

import hashlib
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which Python has no name for."""
_SEQUENCE, _VERSION = 0x30, 0xA0
_FIELDS_BEFORE_THE_KEY = 5
"""Serial number, algorithm, issuer, validity, subject (RFC 5280, section 4.1)."""


class Outdated(Exception):
    """The certificate had ended before the newest one that was seen began: somebody shows an old one."""


def pinned_context(authority: str) -> ssl.SSLContext:
    """What a client connects with: it believes this authority (PEM) and nobody else, under any name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.load_verify_locations(cadata=authority)
    ignore_time(context)
    return context


def trusting_context() -> ssl.SSLContext:
    """What a device connects with to be paired: it believes nobody yet, and says nothing that must stay secret."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def ignore_time(context: ssl.SSLContext) -> None:
    """Have a context verify certificates without this machine's clock."""
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | NO_CHECK_TIME)


def seen_at(certificate: Mapping[str, Any], newest_seen_at: datetime | None) -> datetime:
    """The newest beginning of a certificate that was seen, with this one. Raises `Outdated`.

    `certificate` is what `SSLSocket.getpeercert()` says of a verified one.
    """
    begins, ends = _moment(certificate["notBefore"]), _moment(certificate["notAfter"])
    if newest_seen_at is not None and ends < newest_seen_at:
        raise Outdated()
    return begins if newest_seen_at is None else max(begins, newest_seen_at)


def key_hash(certificate: bytes) -> str:
    """The SHA-256 (hex) of the public key in a certificate (DER), which stays the same when the certificate is renewed.

    Read by hand, because the library for it weighs more than all the rest of a screen's trust.
    """
    start, _ = _inside(certificate, 0)
    at, _ = _inside(certificate, start)
    if certificate[at] == _VERSION:
        at = _end(certificate, at)
    for _ in range(_FIELDS_BEFORE_THE_KEY):
        at = _end(certificate, at)
    if certificate[at] != _SEQUENCE:
        raise ValueError("this is not a certificate")
    return hashlib.sha256(certificate[at : _end(certificate, at)]).hexdigest()


def key_hash_of_pem(certificate: str) -> str:
    """The same of a certificate as PEM. Raises ValueError for what is none."""
    try:
        return key_hash(ssl.PEM_cert_to_DER_cert(certificate))
    except IndexError:
        raise ValueError("this is not a certificate") from None


def _inside(der: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at a place begins, and where it ends."""
    length, start = der[at + 1], at + 2
    if length & 0x80:
        octets = length & 0x7F
        length, start = int.from_bytes(der[start : start + octets], "big"), start + octets
    return start, start + length


def _end(der: bytes, at: int) -> int:
    return _inside(der, at)[1]


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)
