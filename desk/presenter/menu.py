"""The desk's own menu: another page or room, light or dark, the language, signing out."""

from collections.abc import Callable

from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.staff import Staff


class MenuSheet:
    """The desk's own menu: who is here, the language, light or dark, another room, sign out."""

    def __init__(
        self,
        staff: Staff,
        entries: Callable[[], tuple[str, ...]],
        languages: Callable[[], tuple[ChoiceShown, ...]],
        carry_out: Callable[[str], None],
    ) -> None:
        self._staff, self._entries, self._languages, self._carry_out = staff, entries, languages, carry_out

    def shown(self, wording: Wording) -> SheetShown:
        words = wording.words
        return SheetShown(
            kind="menu",
            title=self._staff.name,
            sentence=wording.join(words(f"desk.role.{self._staff.role}"), self._staff.login),
            choices=tuple(
                ChoiceShown(key=entry, text=words(f"desk.menu.{entry}"), number=str(number))
                for number, entry in enumerate(self._entries(), 1)
            ),
            more_title=words("desk.menu.language"),
            more=self._languages(),
        )

    def choose(self, key: str) -> None:
        self._carry_out(key)

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """Every entry confirms itself."""
