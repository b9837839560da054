"""Staff at the kiosk: behind a hidden gesture and a PIN, test and calibration slips, and the way out."""

from collections.abc import Callable
from datetime import datetime

from kiosk.parts import Line, Paper
from kiosk.pin import DIGITS, StaffDoor
from kiosk.printer import PrinterState, PrintResult
from kiosk.screen import Page, StaffPage
from kiosk.session import Session
from kiosk.slip import SlipText
from shared.words import Words


class Staff:
    """The staff page. `leave` ends the kiosk, `pair` shows the page that pairs it again."""

    def __init__(
        self,
        *,
        door: StaffDoor,
        line: Line,
        paper: Paper,
        printer_name: str,
        version: str,
        words: Callable[[str], Words],
        leave: Callable[[], None],
    ) -> None:
        self._door = door
        self._line = line
        self._paper = paper
        self._printer_name = printer_name
        self._version = version
        self._words = words
        self._leave = leave
        self.pair: Callable[[], None] = lambda: None

    def type_digit(self, session: Session, digit: str) -> None:
        """One digit of the PIN; the last one tries it."""
        if len(session.pin) < DIGITS:
            session.pin += digit
        if len(session.pin) == DIGITS:
            self.try_pin(session)

    def try_pin(self, session: Session) -> None:
        """On to the staff page, or say that the PIN is wrong."""
        if self._door.opens(session.pin):
            session.page, session.is_forward, session.staff_note = Page.STAFF, True, ""
        else:
            session.staff_note = "staff.wait" if self._door.is_shut else "staff.wrong_pin"
        session.pin = ""

    async def do(self, key: str, session: Session, show: Callable[[], None]) -> None:
        """One of the actions: `test`, `calibration`, `pair` or `leave`."""
        if key in ("leave", "pair"):
            (self._leave if key == "leave" else self.pair)()
            return
        session.staff_note = ""
        show()
        words = self._words(session.language)
        now = self._line.now.astimezone()
        printing = self._print_test(words, now) if key == "test" else self._paper.print_calibration(_moment(now, words))
        result: PrintResult = await printing
        session.is_staff_busy = False
        session.staff_note = "staff.printed" if result.is_printed else "staff.not_printed"
        show()

    def page(self, session: Session, words: Words) -> StaffPage:
        """The page as it now is."""
        return StaffPage(
            pin_length=len(session.pin),
            pin_text=words(session.staff_note) if session.staff_note else "",
            printer=self._printer_name,
            printer_text=printer_text(self._paper.state, words),
            server=self._line.server or "",
            version=self._version,
            test=words("staff.test"),
            calibration=words("staff.calibration"),
            pair=words("staff.pair"),
            leave=words("staff.leave"),
            is_busy=session.is_staff_busy,
        )

    async def _print_test(self, words: Words, now: datetime) -> PrintResult:
        clinic = self._line.mirror.clinic
        return await self._paper.print_test(
            SlipText(
                is_rtl=words.is_rtl,
                clinic_name=clinic.name if clinic else "",
                heading=words("staff.test_heading"),
                label="TEST-000",
                icon="general-medicine",
                department=words("staff.test"),
                doctor="",
                ahead=6,
                ahead_heading=words("slip.before_you"),
                ahead_text=words("people.count", count=6),
                room=words("slip.room"),
                place="",
                page=clinic.page_address if clinic else "",
                page_text=words("slip.phone"),
                printed_at=_moment(now, words),
                line="",
                copy_mark="",
            )
        )


def printer_text(state: PrinterState, words: Words) -> str:
    """How the printer is, in words for staff."""
    if not state.is_known:
        return words("problem.not_asked")
    if not state.problems:
        return words("problem.none")
    return ", ".join(words(f"problem.{problem.value}") for problem in state.problems)


def _moment(now: datetime, words: Words) -> str:
    return words("slip.date", date=words.date(now.date()), time=words.time(now))
