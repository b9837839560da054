"""Why the server ends a connection: WebSocket close codes of our own (RFC 6455, section 7.4.2: 4000 to 4999)."""

from enum import IntEnum


class CloseCode(IntEnum):
    """What a screen or another program reads as the close code of its connection."""

    NOT_PAIRED = 4401
    """The device's certificate is of no device that was let in."""
    REVOKED = 4403
    """The device was shut out by an administrator."""
    TOO_FAST = 4429
    """More requests a second than anybody needs."""
    TOO_SLOW = 4430
    """It does not take what it is told, and must begin anew with a snapshot."""
