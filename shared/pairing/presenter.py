"""The pairing page's presenter: a new screen finds its clinic's box, takes a code, and compares six words."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Protocol

from shared.client.pairing import Claim, read_qr
from shared.pairing.box import Box
from shared.pairing.screen import BoxShown, LanguageShown, PairingShown, StopShown, WordShown
from shared.pairing.sentence import sentence
from shared.pairing.typed import DIGITS, LONGEST_ADDRESS, bare_address, is_address, with_port
from shared.protocol.device import StrangeBox
from shared.protocol.grammar import Refusal
from shared.trust.identity import Identity
from shared.words import LANGUAGES, Words, own_name

TRANSLATIONS = Path(__file__).parent / "translations"
LOOK_SECONDS = 1.0
STOPS = ("box", "code", "words", "done")
_STOP_OF = {"box": 0, "address": 0, "code": 1, "words": 2, "waiting": 3}
_BUTTONS = {
    "box": ("", "pairing.type_address"),
    "address": ("pairing.go_on", "pairing.back"),
    "code": ("", "pairing.other_box"),
    "words": ("pairing.same", "pairing.different"),
    "waiting": ("", "pairing.cancel"),
}
"""The main and the second button of each step."""


class Begun(Protocol):
    """Work that was begun, and can be given up."""

    def cancel(self) -> None:
        """End it at its next await."""


Spawn = Callable[[Coroutine[Any, Any, object], str], Begun]
"""Starts work beside the caller and keeps it. Any: what asyncio declares for the parameters nobody uses."""


class PairingPage:
    """`shown` is what to draw; `changed` hears every next one.

    `paired` hears what this screen is from now on, with the code, once both sides said yes. `kind` is kiosk, display or
    desk. A given `address` is believed; `problem` is why this screen has to pair again. With `left` somebody may think
    better of it: the screen has been paired before.
    """

    def __init__(
        self,
        box: Box,
        spawn: Spawn,
        paired: Callable[[Identity, str], None],
        *,
        kind: str,
        language: str = "en",
        address: str = "",
        problem: Refusal | None = None,
        left: Callable[[], None] | None = None,
    ) -> None:
        self.changed: Callable[[PairingShown], None] = lambda _: None
        self._box, self._spawn, self._paired, self._left = box, spawn, paired, left
        self._kind, self._address = kind, address
        self._problem: Refusal | str | None = problem
        """Why it did not work: the box's refusal, or the key of a text."""
        self._words = Words(TRANSLATIONS, language)
        self._step = "code" if address else "box"
        self._typed = self._code = ""
        self._found: tuple[str, ...] = ()
        self._claimed: Claim | None = None
        self._given: Identity | None = None
        self._is_busy = self._is_same = self._wants_other_box = False
        self._conversation: Begun | None = None
        self.shown = self._show()

    async def look(self) -> None:
        """Look who announces a box, for ever. Cancel it to end."""
        while True:
            self._found = await self._box.found()
            if self._step == "box" and len(self._found) == 1 and not self._wants_other_box:
                self._address, self._step = self._found[0], "code"
            self._draw()
            await asyncio.sleep(LOOK_SECONDS)

    def choose_language(self, language: str) -> None:
        """Say everything in another language."""
        self._words = self._words.within(language)
        self._draw()

    def turn_language(self, by: int) -> None:
        """The language so many places further on, for a screen with keys only."""
        at = LANGUAGES.index(self._words.language)
        self.choose_language(LANGUAGES[(at + by) % len(LANGUAGES)])

    def choose_box(self, address: str) -> None:
        """Take the code to this one of those that announce themselves."""
        self._address, self._step, self._typed = address, "code", ""
        self._draw()

    def type(self, text: str) -> None:
        """A digit of the code; any sign of an address."""
        self._problem = None
        if self._step == "address":
            self._typed = (self._typed + text)[:LONGEST_ADDRESS]
        elif self._step == "code" and text.isdecimal() and not self._is_busy:
            self._typed = (self._typed + text)[:DIGITS]
            if len(self._typed) == DIGITS:
                self._claim()
        self._draw()

    def erase(self) -> None:
        """The last sign goes."""
        if not self._is_busy:
            self._typed = self._typed[:-1]
            self._draw()

    def scan(self, text: str) -> bool:
        """What a scanner typed in one go, code and address. False: it is of another kind."""
        scanned = read_qr(text)
        if scanned is None or self._is_busy or self._step not in ("box", "address", "code"):
            return False
        self._problem = None
        (self._typed, self._address), self._step = scanned, "code"
        self._claim()
        self._draw()
        return True

    def go_on(self) -> None:
        """The main button: the address is right, the words are the same, or all shall stay as it is."""
        if self._step in ("box", "code") and self._left is not None and not self._is_busy:
            self._left()
            return
        if self._step == "address" and not is_address(self._typed):
            self._problem = "pairing.bad_address"
        elif self._step == "address":
            self._address, self._step, self._typed = with_port(self._typed), "code", ""
        elif self._step == "words":
            self._is_same, self._step = True, "waiting"
            self._finish()
        self._draw()

    def go_back(self) -> None:
        """The second button: another box, its address, one step back, or the words differ."""
        self._problem = "pairing.differ" if self._step == "words" else None
        if self._step in ("words", "waiting"):
            self.give_up()
            self._begin_anew()
        elif self._step == "code" and not self._is_busy:
            self._step, self._typed, self._wants_other_box = "box", "", True
        elif self._step in ("box", "address"):
            self._step, self._typed = "address" if self._step == "box" else "box", ""
        self._draw()

    def give_up(self) -> None:
        """Say no more to the box."""
        if self._conversation is not None:
            self._conversation.cancel()
            self._conversation = None

    def _claim(self) -> None:
        self._is_busy, self._code = True, self._typed
        self._conversation = self._spawn(self._converse(self._address, self._typed), "pairing")

    async def _converse(self, address: str, code: str) -> None:
        """From the code to what the box gives at the end."""
        try:
            self._claimed = await self._box.claim(address, code)
            self._step, self._typed, self._is_busy = "words", "", False
            self._draw()
            self._given = await self._box.collect(self._claimed)
        except Refusal as refusal:
            self._begin_anew()
            self._problem = "pairing.other_kind" if isinstance(refusal, StrangeBox) else refusal
            self._draw()
        else:
            self._finish()

    def _finish(self) -> None:
        """Done once both sides have said that the words are the same: a strange box would gladly say it alone."""
        if self._is_same and self._given is not None:
            self._paired(self._given, self._code)

    def _begin_anew(self) -> None:
        self._claimed = self._given = None
        self._step, self._typed, self._is_busy, self._is_same = "code", "", False, False

    def _draw(self) -> None:
        shown = self._show()
        if shown != self.shown:
            self.shown = shown
            self.changed(shown)

    def _show(self) -> PairingShown:
        words, step = self._words, self._step
        main, second = _BUTTONS[step]
        boxes = self._found if step == "box" else ()
        if step in ("box", "code") and self._left is not None:
            main = "pairing.leave"
        return PairingShown(
            step=step,
            is_rtl=words.is_rtl,
            is_tall=words.is_tall,
            title=words(f"pairing.title.{self._kind}"),
            stops=tuple(self._stop(number, key) for number, key in enumerate(STOPS)),
            languages=tuple(
                LanguageShown(key=code, text=own_name(code), is_chosen=code == words.language) for code in LANGUAGES
            ),
            sentence=words(
                f"pairing.code.{self._kind}" if step == "code" else "pairing.box_choice" if boxes else f"pairing.{step}"
            ),
            problem=self._problem_text(),
            boxes=tuple(BoxShown(key=address, text=bare_address(address)) for address in boxes),
            typed=self._typed,
            places=DIGITS if step == "code" else 0,
            words=tuple(
                WordShown(key=str(place), text=word)
                for place, word in enumerate(self._claimed.words if self._claimed else (), 1)
            ),
            main=words(main) if main else "",
            second=words(second) if second else "",
            backspace=words("pairing.backspace"),
            key_hint=words(f"pairing.keys.{step}"),
            is_busy=self._is_busy,
        )

    def _stop(self, number: int, key: str) -> StopShown:
        now = _STOP_OF[self._step]
        details = {
            "box": bare_address(self._address) if now > 0 else "",
            "done": self._claimed.name if self._claimed is not None else "",
        }
        return StopShown(
            key=key,
            text=self._words(f"pairing.stop.{key}"),
            detail=details.get(key, ""),
            kind="done" if number < now else "now" if number == now else "planned",
        )

    def _problem_text(self) -> str:
        match self._problem:
            case Refusal() as refusal:
                return sentence(refusal, self._words)
            case str() as key:
                return self._words(key)
            case None:
                return ""
