"""One-time passwords by the clock (RFC 6238: six digits, 30 seconds, SHA-1), and codes for when the phone is lost."""

import hashlib
import hmac
import re
import secrets
from base64 import b32encode
from datetime import datetime

STEP_SECONDS = 30
STEPS_ASIDE = 1
"""A step earlier or later is still taken: phones and boxes do not show the same second."""
RECOVERY_CODES = 10
RECOVERY_BYTES = 15
"""120 bits: a plain SHA-256 keeps a code that nobody can guess."""
SECRET = re.compile(r"[A-Z2-7]{32}")


def new_secret() -> str:
    """A shared secret of 160 bits, as every authenticator takes it."""
    return b32encode(secrets.token_bytes(20)).decode()


def is_secret(text: str) -> bool:
    """Whether this can be a shared secret of ours."""
    return SECRET.fullmatch(text) is not None


def address(secret: str, login: str, clinic: str) -> str:
    """The `otpauth://` address that an authenticator reads from a QR code."""
    import pyotp  # for the few who use it

    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=clinic)


def matching_step(secret: str, code: str, now: datetime, after: int = 0) -> int | None:
    """The time step that a code belongs to, if it is near now and later than the last one used."""
    import pyotp

    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    digits = code.replace(" ", "")
    for step in range(current - STEPS_ASIDE, current + STEPS_ASIDE + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes, each good once, in groups of four letters."""
    codes = (b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES))
    return tuple("-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes)


def recovery_hash(code: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    letters = re.sub(r"[\s-]", "", code).upper()
    return hashlib.sha256(letters.encode()).hexdigest()
