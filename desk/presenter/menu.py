"""The desk's own menu: another page or room, one's account, light or dark, the language, locking, signing out."""

from typing import TYPE_CHECKING

from desk.presenter.composing import ADMINISTRATORS
from desk.presenter.day_report import DayReportSheet
from desk.presenter.glass import GlassSheet
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
            case "account":
                desk.seat.open(None)
                desk.account.open()
            case "report":
                report = DayReportSheet(desk.seat)
                desk.seat.open(report)
                report.look()
            case "glass":
                desk.seat.open(GlassSheet(desk.seat, desk.chosen_label))
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
        desk, pages, record = self._desk, tuple[str, ...](), tuple[str, ...](("report",))
        if self._staff.role is StaffRole.DOCTOR:
            pages, record = ("rooms",), ("glass",)
        elif self._staff.role in ADMINISTRATORS:
            pages, record = ("reception" if desk.is_administering else "administrator",), ("report", "glass")
        return (*pages, "account", "light" if desk.is_dark else "dark", "keys", *record, "lock", "sign_out")
