"""The pairing page at one moment, as words and numbers ready to be drawn. Made by the presenter."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class StopShown:
    """One stop on the way to being paired. `kind` is done, now or planned."""

    key: str
    text: str
    detail: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class BoxShown:
    """A box that announces itself, and where it is."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WordShown:
    """One of the six words to compare, with its place."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LanguageShown:
    """A language by its own name."""

    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class PairingShown:
    """All that is drawn. `step` is box, address, code, words or waiting."""

    step: str = "box"
    is_rtl: bool = False
    is_tall: bool = False
    title: str = ""
    stops: tuple[StopShown, ...] = ()
    languages: tuple[LanguageShown, ...] = ()
    sentence: str = ""
    """What to do now."""
    problem: str = ""
    """What went wrong and what to do about it; empty: nothing."""
    boxes: tuple[BoxShown, ...] = ()
    typed: str = ""
    """The address or the code as far as it is typed."""
    places: int = 0
    """How many digits a code has."""
    words: tuple[WordShown, ...] = ()
    main: str = ""
    """The word on the button that goes on; empty: there is none."""
    second: str = ""
    """The word on the button that goes another way."""
    backspace: str = ""
    key_hint: str = ""
    """Which keys of a keyboard or a remote control do the same."""
    is_busy: bool = False
