"""Sheets: what an action still needs to know before it can be asked of the server."""

from collections.abc import Callable, Iterable
from typing import Protocol

from desk.presenter.choice import priority_choices
from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, HelpShown, SheetShown
from shared.protocol.priority import Priority


class Sheet(Protocol):
    """What can be done with any sheet. `confirm` asks for the action; the sheet closes when it was carried out."""

    def shown(self, wording: Wording) -> SheetShown:
        """The sheet as it is now."""

    def choose(self, key: str) -> None:
        """Choose one of what is offered."""

    def type(self, text: str) -> None:
        """Take what is typed into its field."""

    def confirm(self) -> None:
        """Carry it out, when nothing is missing."""


class ReasonSheet:
    """Asks why, in words: some are ready, any can be typed. `about` names what the reason is for."""

    def __init__(
        self, about: str, label: str, ready: Iterable[str], carry_out: Callable[[str], None], *, least_letters: int = 1
    ) -> None:
        self._about, self._label, self._ready, self._carry_out = about, label, tuple(ready), carry_out
        self._text, self._chosen, self._lacks = "", "", False
        self._least_letters = least_letters
        self._sentences: dict[str, str] = {}

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        self._sentences = {name: words(f"desk.reason.{name}") for name in self._ready}
        return SheetShown(
            kind="reason",
            title=words(f"desk.{self._about}.title", label=self._label),
            sentence=words(f"desk.{self._about}.sentence"),
            choices=tuple(
                ChoiceShown(key=name, text=text, number=str(number), is_chosen=name == self._chosen)
                for number, (name, text) in enumerate(self._sentences.items(), 1)
            ),
            asks_text=True,
            text_word=words("desk.reason"),
            text=self._text,
            confirm=words(f"desk.{self._about}.confirm"),
            problem=self._problem(wording) if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        self._chosen, self._text, self._lacks = key, "", False

    def type(self, text: str) -> None:
        self._text, self._lacks = text, False
        if text.strip():
            self._chosen = ""

    def confirm(self) -> None:
        reason = self._text.strip() or self._sentences.get(self._chosen, "")
        self._lacks = sum(letter.isalpha() for letter in reason) < self._least_letters
        if not self._lacks:
            self._carry_out(reason)

    def _problem(self, wording: Wording) -> str:
        if self._least_letters > 1:
            return wording.words("desk.reason.longer", count=self._least_letters)
        return wording.words("refused.reason_needed")


class PrioritySheet:
    """Asks how urgent somebody is; an emergency needs a reason in words."""

    def __init__(self, label: str, now: Priority, carry_out: Callable[[Priority, str], None]) -> None:
        self._label, self._priority, self._carry_out = label, now, carry_out
        self._text, self._lacks = "", False

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="priority",
            title=words("desk.priority.title", label=self._label),
            sentence=words("desk.priority.sentence"),
            choices=priority_choices(self._priority, wording),
            asks_text=True,
            text_word=words("desk.priority.reason"),
            text=self._text,
            confirm=words("desk.priority.confirm"),
            problem=words("refused.reason_needed") if self._lacks else "",
        )

    def choose(self, key: str) -> None:
        self._priority, self._lacks = Priority(key), False

    def type(self, text: str) -> None:
        self._text, self._lacks = text, False

    def confirm(self) -> None:
        self._lacks = self._priority is Priority.EMERGENCY and not self._text.strip()
        if not self._lacks:
            self._carry_out(self._priority, self._text.strip())


class KeysSheet:
    """All keys of this page."""

    def __init__(self, keys: tuple[tuple[str, str], ...]) -> None:
        self._keys = keys

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="keys",
            title=words("desk.keys.title"),
            help=tuple(HelpShown(key=key, text=words(text)) for key, text in self._keys),
        )

    def choose(self, key: str) -> None:
        """There is nothing to choose."""

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """There is nothing to confirm."""
