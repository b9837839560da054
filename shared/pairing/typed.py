"""What is typed while pairing: a code of eight digits, and where a box is."""

from urllib.parse import urlsplit

DIGITS = 8
LONGEST_ADDRESS = 64
PORT = 8470
"""Where a box listens unless it was told otherwise."""


def is_address(text: str) -> bool:
    """Whether this can be where a box is: a name or number, perhaps with a port."""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def with_port(address: str) -> str:
    """The address with the usual port, when none was typed."""
    bare = bare_address(address)
    return bare if ":" in bare else f"{bare}:{PORT}"


def bare_address(address: str) -> str:
    """An address without its scheme, as it would be typed."""
    return urlsplit(address).netloc or address
