"""The sheet at the side that asks for what an action still needs: a reason, where to, whether."""

from dataclasses import dataclass

from desk.screen.patient import FactShown

Option = dict[str, str]
"""One entry of a drop-down list, with key, text, icon and tone."""


@dataclass(frozen=True, kw_only=True)
class ChoiceShown:
    """One thing to choose; `number` is the key that chooses it."""

    key: str
    text: str
    number: str = ""
    icon: str = ""
    colour: str = ""
    remark: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class HelpShown:
    """A key and what it does."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SheetShown:
    """What is asked. `kind` is reason, send_on, priority, availability, menu, keys, staff, told, report, glass,
    chart, person or erase.

    A text can be typed when `asks_text`; `confirm` is the word on its button, empty when a choice confirms by itself.
    """

    kind: str = ""
    title: str = ""
    sentence: str = ""
    choices: tuple[ChoiceShown, ...] = ()
    more_title: str = ""
    more: tuple[ChoiceShown, ...] = ()
    told: str = ""
    """What is said once, large, to be handed on."""
    facts: tuple[FactShown, ...] = ()
    proof: str = ""
    """A hash in groups of digits, to be compared letter by letter; `proof_text` says what for."""
    proof_text: str = ""
    asks_text: bool = False
    text_word: str = ""
    text: str = ""
    confirm: str = ""
    is_busy: bool = False
    problem: str = ""
    help: tuple[HelpShown, ...] = ()
