"""Composing: the whole screen from what is true of the clinic and of whoever sits at the desk."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.presenter.frame import connection_shown, key_bar
from desk.presenter.refusal import sentence
from desk.screen.desk import Screen
from shared.protocol.device import StrangeBox
from shared.protocol.refusal import VersionUnsupported
from shared.protocol.staff import StaffRole

if TYPE_CHECKING:
    from desk.presenter.desk import Desk

ADMINISTRATORS = (StaffRole.CLINIC_ADMIN, StaffRole.GROUP_ADMIN)


def compose(desk: "Desk") -> Screen:
    """The screen as it is to be now."""
    page, words, seat = page_of(desk), desk.words, desk.seat
    shown = Screen(
        page=page,
        language=words.language,
        is_rtl=words.is_rtl,
        is_tall=words.is_tall,
        is_dark=desk.is_dark,
        title=_title(desk),
        clock=seat.wording.time(seat.now),
        connection=connection_shown(seat),
        key_bar=key_bar(page, words),
    )
    match page:
        case "connecting" if isinstance(desk.link.state.problem, StrangeBox):
            said = sentence(desk.link.state.problem, seat.wording)
            return replace(shown, message=said, pair_again=words("desk.pair_again"))
        case "connecting":
            return replace(shown, message=words("desk.connecting"))
        case "stopped" if desk.link.state.problem is not None:
            return replace(shown, message=sentence(desk.link.state.problem, seat.wording))
        case "setup":
            return replace(shown, setup=desk.setup.shown())
        case "signin":
            return replace(shown, signin=desk.signin.shown())
        case "locked":
            return replace(shown, lock=desk.lock.shown())
        case "rooms":
            return replace(shown, rooms=desk.rooms.shown())
        case "account":
            shown = replace(shown, account=desk.account.shown())
        case "doctor":
            shown = replace(shown, doctor=desk.doctor.shown())
        case "reception":
            shown = replace(shown, reception=desk.reception.shown())
        case "administrator":
            shown = replace(shown, administrator=desk.administrator.shown())
    return _with_sheet(desk, shown)


def page_of(desk: "Desk") -> str:
    """The page that belongs to who is here and how the connection is."""
    link, staff = desk.link, desk.seat.staff
    if isinstance(link.state.problem, VersionUnsupported):
        return "stopped"
    if link.state.has_clinic is None or not (link.state.is_live or link.state.as_of):
        return "connecting"
    if not link.state.has_clinic and link.token is None:
        return "setup"
    if link.token is not None and desk.lock.is_locked:
        return "locked"
    if link.token is None or staff is None:
        return "signin"
    if desk.account.is_open:
        return "account"
    if staff.role is StaffRole.DOCTOR:
        room_id = desk.seat.doctor.room_id if desk.seat.doctor is not None else None
        return "rooms" if room_id is None or desk.rooms.is_open else "doctor"
    if staff.role in ADMINISTRATORS and desk.is_administering:
        return "administrator"
    return "reception"


def _title(desk: "Desk") -> str:
    """The window's name among others: who sits here, and in which clinic."""
    staff, clinic = desk.seat.staff, desk.link.mirror.clinic
    names = (staff.name if staff is not None else "", clinic.name if clinic is not None else "")
    return " – ".join(name for name in names if name) or "Anteroom"


def _with_sheet(desk: "Desk", shown: Screen) -> Screen:
    sheet, notice = desk.seat.sheet, desk.seat.notice
    if sheet is None:
        return shown
    asked = sheet.shown(desk.seat.wording)
    problem = notice.text if notice.place == "sheet" else asked.problem
    return replace(shown, sheet=replace(asked, is_busy=bool(desk.seat.busy), problem=problem))
