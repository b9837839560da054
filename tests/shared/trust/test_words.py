"""The six words: the same for the same keys and nonces, others for any other."""

import hashlib

from shared.trust.words import six_words

SAME = ("a" * 64, "b" * 64, b"\x01" * 32, b"\x02" * 32)


def test_they_are_the_first_bits_of_the_hash() -> None:
    said = b"|".join((b"anteroom pairing 1", b"a" * 64, b"b" * 64, b"\x01" * 32, b"\x02" * 32))
    bits = f"{int.from_bytes(hashlib.sha256(said).digest(), 'big'):0256b}"

    words = six_words(*SAME)

    assert len(words) == 6
    from mnemonic import Mnemonic

    wordlist = Mnemonic("english").wordlist
    assert [wordlist.index(word) for word in words] == [int(bits[at : at + 11], 2) for at in range(0, 66, 11)]


def test_any_other_key_or_nonce_gives_other_words() -> None:
    found = {
        six_words(*SAME),
        six_words("c" * 64, *SAME[1:]),
        six_words(SAME[0], "c" * 64, *SAME[2:]),
        six_words(*SAME[:2], b"\x03" * 32, SAME[3]),
        six_words(*SAME[:3], b"\x03" * 32),
    }
    assert len(found) == 5
