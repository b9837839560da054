"""Whether a doctor takes patients now, and why not."""

from collections.abc import Callable

from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.staff import Availability

AWAY_REASONS = ("break", "ward", "meeting")


class AvailabilitySheet:
    """Asks whether a doctor takes patients now, and why not."""

    def __init__(self, now: Availability, carry_out: Callable[[Availability, str], None]) -> None:
        self._chosen, self._carry_out = str(now), carry_out
        self._text = ""
        self._sentences: dict[str, str] = {}

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        self._sentences = {reason: words(f"desk.away.{reason}") for reason in AWAY_REASONS}
        texts = {
            str(Availability.AVAILABLE): words("desk.availability.available"),
            **{reason: words("desk.away.because", reason=text) for reason, text in self._sentences.items()},
            str(Availability.AWAY): words("desk.away.other"),
            str(Availability.OFF): words("desk.availability.off"),
        }
        return SheetShown(
            kind="availability",
            title=words("desk.availability.title"),
            sentence=words("desk.availability.sentence"),
            choices=tuple(
                ChoiceShown(key=key, text=text, number=str(number), is_chosen=key == self._chosen)
                for number, (key, text) in enumerate(texts.items(), 1)
            ),
            asks_text=self._chosen == Availability.AWAY,
            text_word=words("desk.reason"),
            text=self._text,
            confirm=words("desk.availability.confirm"),
        )

    def choose(self, key: str) -> None:
        self._chosen = key

    def type(self, text: str) -> None:
        self._text = text

    def confirm(self) -> None:
        if self._chosen in AWAY_REASONS:
            self._carry_out(Availability.AWAY, self._sentences.get(self._chosen, ""))
        else:
            away = Availability(self._chosen)
            self._carry_out(away, self._text.strip() if away is Availability.AWAY else "")
