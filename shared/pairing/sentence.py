"""Refusals of pairing in words: what happened, and what whoever stands at this screen does now."""

from shared.protocol.grammar import Refusal
from shared.protocol.pairing import WrongPairingCode
from shared.words import Words


def sentence(refusal: Refusal, words: Words) -> str:
    """One or two sentences; a newer server's unknown code is named as it is."""
    if isinstance(refusal, WrongPairingCode) and refusal.tries_left:
        return words("refused.wrong_pairing_code_left", count=refusal.tries_left)
    code = getattr(refusal, "unknown_code", None) or refusal.code  # a class that only a newer box knows has its own
    key = f"refused.{code}"
    return words(key) if words.has(key) else words("refused.unknown", code=code)
