"""Signing in and choosing a room."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LanguageShown:
    """A language by its own name."""

    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class SignInShown:
    """The page to sign in. The password is never part of what is shown."""

    clinic: str = ""
    login: str = ""
    problem: str = ""
    note: str = ""
    """Why one has to sign in again."""
    is_busy: bool = False
    languages: tuple[LanguageShown, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoomShown:
    """A room to work in; `taken_by` names the doctor who is in it."""

    key: str
    number: str
    word: str
    taken_by: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class RoomsShown:
    """The page to choose a room."""

    name: str = ""
    rooms: tuple[RoomShown, ...] = ()
    problem: str = ""
    is_busy: bool = False
    can_go_back: bool = False
