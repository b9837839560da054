"""Signing in, and coming back to a locked desk."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LanguageShown:
    """A language by its own name."""

    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class SignInShown:
    """The page to sign in. The password is never part of what is shown.

    `step` is password, totp, recovery or new_password.
    """

    step: str = "password"
    clinic: str = ""
    login: str = ""
    sentence: str = ""
    """What is asked for beside the password."""
    problem: str = ""
    note: str = ""
    """Why one has to sign in again."""
    strength: str = ""
    strength_grade: str = ""
    is_busy: bool = False
    is_waiting: bool = False
    """Too many wrong tries: `problem` counts the seconds down, and nothing can be asked before."""
    languages: tuple[LanguageShown, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LockShown:
    """A locked desk: who may come back, and nothing of anybody's."""

    name: str = ""
    clinic: str = ""
    problem: str = ""
    is_busy: bool = False
    is_waiting: bool = False
