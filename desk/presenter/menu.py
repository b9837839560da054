"""The desk's own menu: another page or room, one's account, light or dark, the language, locking, signing out."""

from typing import TYPE_CHECKING

from desk.presenter.composing import ADMINISTRATORS
from desk.presenter.wording import Wording
from desk.screen.sheet import ChoiceShown, SheetShown
from shared.protocol.staff import Staff, StaffRole
from shared.words import LANGUAGES, own_name

if TYPE_CHECKING:
    from desk.presenter.desk import Desk


class MenuSheet:
    """What whoever sits here can do with the desk itself."""

    def __init__(self, desk: "Desk", staff: Staff) -> None:
        self._desk, self._staff = desk, staff

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
            more=tuple(
                ChoiceShown(key=code, text=own_name(code), is_chosen=code == words.language) for code in LANGUAGES
            ),
        )

    def choose(self, key: str) -> None:
        desk = self._desk
        match key:
            case "rooms":
                desk.rooms.is_open = True
                desk.seat.open(None)
            case "reception" | "administrator":
                desk.open_page(key)
            case "light" | "dark":
                desk.is_dark = key == "dark"
            case "keys":
                desk.open_keys()
            case "report":
                desk.open_report()
            case "account":
                desk.seat.open(None)
                desk.account.open()
            case "lock":
                desk.seat.open(None)
                desk.lock.lock()
            case "sign_out":
                desk.sign_out()
            case _:
                desk.choose_language(key)

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def confirm(self) -> None:
        """Every entry confirms itself."""

    def _entries(self) -> tuple[str, ...]:
        desk, pages = self._desk, tuple[str, ...]()
        if self._staff.role is StaffRole.DOCTOR:
            pages = ("rooms",)
        elif self._staff.role in ADMINISTRATORS:
            pages = ("reception" if desk.is_administering else "administrator",)
        has_report = self._staff.role is not StaffRole.DOCTOR and desk.link.mirror.day is not None
        report = ("report",) if has_report else ()
        return (*pages, "account", "light" if desk.is_dark else "dark", "keys", *report, "lock", "sign_out")
