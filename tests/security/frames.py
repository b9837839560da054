"""WebSocket frames as an attacker writes them (RFC 6455, section 5.2): every bit is free."""

import os

from tests.security.bare import get

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
SHORT, TWO_BYTES, EIGHT_BYTES = 125, 126, 127


def handshake(path: str = "/ws") -> bytes:
    """The request that opens a WebSocket."""
    return get(
        path,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    )


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    is_final: bool = True,
    reserved: int = 0,
    is_masked: bool = True,
    claimed: int | None = None,
) -> bytes:
    """One frame. `reserved` are its three reserved bits; `claimed` is the length that it says it has."""
    length = len(payload) if claimed is None else claimed
    first = (is_final << 7) | (reserved << 4) | opcode
    mask_bit = is_masked << 7
    if length <= SHORT:
        head = bytes((first, mask_bit | length))
    elif length <= 0xFFFF:
        head = bytes((first, mask_bit | TWO_BYTES)) + length.to_bytes(2, "big")
    else:
        head = bytes((first, mask_bit | EIGHT_BYTES)) + length.to_bytes(8, "big")
    if not is_masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
