"""The six words that two screens show, for somebody to see that nobody stands between them."""

import hashlib
from functools import cache

WORDS = 6
BITS_A_WORD = 11
SEPARATOR = b"anteroom pairing 1"


def six_words(authority_key_hash: str, device_key_hash: str, box_nonce: bytes, device_nonce: bytes) -> tuple[str, ...]:
    """66 bits of what both sides know, as words of the English list of BIP 39: easy to read aloud and to compare.

    Somebody in between would need other keys that give the same words; the nonces leave no time to look for them.
    """
    said = b"|".join((SEPARATOR, authority_key_hash.encode(), device_key_hash.encode(), box_nonce, device_nonce))
    bits = int.from_bytes(hashlib.sha256(said).digest(), "big") >> (256 - WORDS * BITS_A_WORD)
    wordlist = _wordlist()
    return tuple(wordlist[bits >> (BITS_A_WORD * place) & (2**BITS_A_WORD - 1)] for place in reversed(range(WORDS)))


@cache
def _wordlist() -> tuple[str, ...]:
    from mnemonic import Mnemonic  # not at the top: only a pairing needs it

    return tuple(Mnemonic("english").wordlist)
