"""A text frame as a server sends it (RFC 6455, section 5.2): final, not masked, not compressed.

Writing it whole to the transport, instead of awaiting the library's sender once a screen, is what keeps telling a
thousand screens as quick as a bare hub although a commit comes before it.
"""

TEXT_AND_FINAL = 0x81
CLOSE_AND_FINAL = 0x88
LENGTH_IN_2_BYTES = 126
LENGTH_IN_8_BYTES = 127
LONGEST_SHORT = 125
LONGEST_IN_2_BYTES = 0xFFFF


def text_frame(payload: bytes) -> bytes:
    """The frame that carries a text, given as UTF-8."""
    length = len(payload)
    if length <= LONGEST_SHORT:
        head = bytes((TEXT_AND_FINAL, length))
    elif length <= LONGEST_IN_2_BYTES:
        head = bytes((TEXT_AND_FINAL, LENGTH_IN_2_BYTES)) + length.to_bytes(2, "big")
    else:
        head = bytes((TEXT_AND_FINAL, LENGTH_IN_8_BYTES)) + length.to_bytes(8, "big")
    return head + payload


def close_frame(code: int) -> bytes:
    """The frame that ends a connection, with the reason as a number."""
    return bytes((CLOSE_AND_FINAL, 2)) + code.to_bytes(2, "big")
