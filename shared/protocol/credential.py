"""Credentials: how an account proves itself."""

from dataclasses import dataclass
from typing import ClassVar

from shared.protocol.grammar import Audience, Refusal, Value


class Credential(Value, frozen=True, kw_only=True, tag="credential"):
    """How an account proves itself: an argon2id hash in PHC form; has the id of its `Staff`."""

    audience: ClassVar = Audience.NOBODY

    password_hash: str


@dataclass(kw_only=True, eq=False)
class PasswordTooShort(Refusal):
    """A password has at least `least` characters."""

    least: int
