"""Pictures of the desk: every page and sheet, light and dark, in the languages that try it most, small and large."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication

from desk.bridge import QML, connect
from desk.presenter.day_report import DayReportSheet
from desk.presenter.desk import Desk
from desk.presenter.glass import LEAST_LETTERS, ChartSheet, GlassSheet
from desk.presenter.person_sheet import EXPORT_REASONS, EraseForEverSheet, EraseSheet, PersonSheet
from desk.presenter.sheet import ReasonSheet, Sheet
from desk.presenter.staff_sheet import StaffSheet, ToldSheet
from shared.client.link import LinkState
from shared.protocol.audit import AuditPage
from shared.protocol.call import NobodyWaiting, RoomBusy
from shared.protocol.clinic import DateNotConfirmed
from shared.protocol.credential import OneTimePassword
from shared.protocol.device import StrangeBox
from shared.protocol.erasure import ErasePatient
from shared.protocol.grammar import Value
from shared.protocol.pairing import PairingStatus
from shared.protocol.patient import FoundPatients
from shared.protocol.queue import NextUp
from shared.protocol.refusal import TryLater, VersionUnsupported
from shared.protocol.report import Record
from shared.protocol.session import SessionKind
from shared.protocol.staff import Staff
from shared.protocol.ticket import Slip, Ticket
from shared.ui.window import Windows, grab
from tests.desk.hand_link import HandLink, Running
from tests.desk.morning import (
    ADMIN,
    ALERT,
    ALI,
    CLINIC,
    DAY,
    KIOSKS,
    NOW,
    RAHMAN,
    RECEPTION,
    house,
    minutes_ago,
    morning,
    queue,
    ticket_id,
)
from tests.desk.test_account import CODES, SETUP, card, session
from tests.desk.test_devices import OPENED, PAIRING
from tests.desk.test_devices import WORDS as SIX
from tests.desk.test_record import CHART, RAHIMA, REPORT, ROWS

SMALL, LARGE, NARROW = (1366, 768), (1920, 1080), (1100, 720)
LONGEST = "es"
SETTLE_MILLISECONDS = 160


@dataclass(frozen=True)
class State:
    """One state: who sits there, how the clinic is, and what was touched."""

    name: str
    staff: Staff | None
    touch: Callable[[Desk, HandLink], None] = lambda _desk, _link: None
    values: Callable[[], tuple[Value, ...]] = morning
    link: LinkState | None = None


def _nobody(_: Desk, link: HandLink) -> None:
    link.hear(NextUp(id=RAHMAN.id, ticket_id=None, on_hold=3, for_others={"Dr Ali": 2}))


def _choose(desk: Desk, label: str) -> None:
    table = desk.doctor.queue if desk.seat.staff_id == RAHMAN.id else desk.reception.queue
    table.choose(str(ticket_id(label)))


def _press(*keys: str) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, _: HandLink) -> None:
        for key in keys:
            desk.press(key)

    return touch


def _chosen(label: str, *keys: str) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, link: HandLink) -> None:
        _choose(desk, label)
        desk.refresh_now()
        _press(*keys)(desk, link)

    return touch


def _room_busy(desk: Desk, _: HandLink) -> None:
    desk.seat.refuse(RoomBusy(label="GM-008"), "queue")


def _refused_in_panel(desk: Desk, _: HandLink) -> None:
    desk.seat.refuse(NobodyWaiting(on_hold=3, for_others={"Dr Ali": 2}), "panel")


def _done(desk: Desk, _: HandLink) -> None:
    desk.seat.say(desk.words("desk.done.finish", label="GM-008"), "queue", "done")


def _without_patient() -> tuple[Value, ...]:
    gone = ticket_id("GM-008")
    return tuple(value for value in morning() if value.id != gone)


def _cut(_: Desk, link: HandLink) -> None:
    link.cut()


def _form(desk: Desk, _: HandLink) -> None:
    form = desk.reception.form
    form.choose("department", str(next(value.id for value in house() if getattr(value, "code", "") == "MB")))
    form.choose("language", "hi")
    form.write("name", "Asha M")
    form.write("phone", "555 0142")
    _choose(desk, "MB-014")


def _emergency(desk: Desk, link: HandLink) -> None:
    _form(desk, link)
    desk.reception.form.choose("priority", "emergency")
    desk.press("F2")


def _given(desk: Desk, _: HandLink) -> None:
    ticket = next(value for value in queue() if isinstance(value, Ticket) and value.label == "MB-014")
    desk.reception.form.given = Slip(ticket=ticket, page="/t/Jx5cQ2mW9rTf0aLk")


def _alert(_: Desk, link: HandLink) -> None:
    link.hear(ALERT)


def _date(desk: Desk, _: HandLink) -> None:
    desk.seat.refuse(DateNotConfirmed(clock_day=DAY.replace(day=3), last_day=DAY), "form")


def _section(key: str) -> Callable[[Desk, HandLink], None]:
    return lambda desk, _: desk.administrator.open_section(key)


def _wrong(desk: Desk, _: HandLink) -> None:
    desk.signin.login = "rahman"
    desk.signin.problem = desk.words("refused.wrong_login")


def _expired(desk: Desk, _: HandLink) -> None:
    desk.signin.login = "rahman"
    desk.signin.expire()


def _asked(step: str) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, _: HandLink) -> None:
        desk.signin.login, desk.signin.step = "rahman", step
        if step == "new_password":
            desk.signin.type_new("three words nobody")

    return touch


def _waiting(desk: Desk, _: HandLink) -> None:
    desk.signin.login = "rahman"
    desk.signin.refuse(TryLater(seconds=16))


def _account(part: str, **changes: object) -> Callable[[Desk, HandLink], None]:
    """One's own account, with a part of it as it stands after a few touches."""

    def touch(desk: Desk, _: HandLink) -> None:
        desk.account.is_open = True
        desk.account.open_part(part)
        for name, value in changes.items():
            setattr(desk.account, f"_{name}", value)

    return touch


def _pairing(**changes: object) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, link: HandLink) -> None:
        desk.administrator.open_section("devices")
        desk.administrator.devices.pairing.begin(OPENED)
        link.hear(msgspec.structs.replace(PAIRING, **changes))

    return touch


def _staff_sheet(desk: Desk, _: HandLink) -> None:
    desk.administrator.open_section("staff")
    sheet = StaffSheet(desk.seat, ALI, card(ALI, has_totp=True), (session(2, ALI),))
    desk.seat.open(sheet)


def _told(desk: Desk, _: HandLink) -> None:
    desk.administrator.open_section("staff")
    desk.seat.open(ToldSheet(ALI.name, OneTimePassword(password="tulip-anchor-49", until=NOW)))


def _revoke(desk: Desk, _: HandLink) -> None:
    desk.administrator.open_section("devices")
    desk.administrator.devices.act(str(KIOSKS[0].id), "revoke")


def _with(sheet: Callable[[Desk], Sheet], section: str = "people") -> Callable[[Desk, HandLink], None]:
    """A sheet of the record before the section it belongs to."""

    def touch(desk: Desk, _: HandLink) -> None:
        desk.administrator.open_section(section)
        desk.seat.open(sheet(desk))

    return touch


def _report(record: Record) -> Callable[[Desk], Sheet]:
    def sheet(desk: Desk) -> Sheet:
        found = DayReportSheet(desk.seat)
        found.show(msgspec.structs.replace(REPORT, record=record, broken_at=17))
        return found

    return sheet


def _erase(desk: Desk) -> Sheet:
    command = ErasePatient(patient_id=RAHIMA.id, reason="a letter")
    sheet = EraseForEverSheet(desk.seat, RAHIMA, command, lambda: None)
    sheet.confirm()
    return sheet


def _glass(desk: Desk) -> Sheet:
    sheet = ReasonSheet("glass", "GM-008", (), lambda _: None, least_letters=LEAST_LETTERS)
    sheet.confirm()
    return sheet


def _record(page: AuditPage) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, _: HandLink) -> None:
        desk.administrator.open_section("record")
        desk.administrator.record.show(page)

    return touch


def _people(found: FoundPatients) -> Callable[[Desk, HandLink], None]:
    def touch(desk: Desk, _: HandLink) -> None:
        desk.administrator.open_section("people")
        desk.administrator.people.show(found)

    return touch


def _locked_and_wrong(desk: Desk, _: HandLink) -> None:
    desk.lock.lock()
    desk.lock.unlock("")


def _setup(desk: Desk, _: HandLink) -> None:
    desk.setup.type("time_zone", "kath")
    desk.setup.type("password", "one two three four", "admin")
    desk.setup.found({"setup_code": "4711"})


SESSIONS = (session(0, RAHMAN, is_own=True), session(1, RAHMAN, kind=SessionKind.PROGRAM), session(3, RAHMAN))
EMPTY = LinkState(is_live=True, has_clinic=False)
STATES = (
    State("connecting", None, link=LinkState()),
    State("stopped", None, link=LinkState(problem=VersionUnsupported(server_version=3, lowest_version=2))),
    State("connecting-strange", None, link=LinkState(problem=StrangeBox())),
    State("setup-paired", None, lambda desk, _: desk.setup.take_code("12345678"), lambda: (), EMPTY),
    State("setup", None, _setup, lambda: (), EMPTY),
    State("signin", None, values=lambda: (CLINIC,)),
    State("signin-wrong", None, _wrong, lambda: (CLINIC,)),
    State("signin-expired", None, _expired, lambda: (CLINIC,)),
    State("signin-totp", None, _asked("totp"), lambda: (CLINIC,)),
    State("signin-recovery", None, _asked("recovery"), lambda: (CLINIC,)),
    State("signin-new-password", None, _asked("new_password"), lambda: (CLINIC,)),
    State("signin-waiting", None, _waiting, lambda: (CLINIC,)),
    State("locked", RECEPTION, lambda desk, _: desk.lock.lock()),
    State("locked-wrong", RECEPTION, _locked_and_wrong),
    State("rooms", RAHMAN, lambda desk, _: setattr(desk.rooms, "is_open", True)),
    State("doctor", RAHMAN),
    State("doctor-chosen", RAHMAN, _chosen("GM-009")),
    State("doctor-nobody", RAHMAN, _nobody),
    State("doctor-empty-room", RAHMAN, values=_without_patient),
    State("doctor-chosen-panel", RAHMAN, _chosen("GM-012"), _without_patient),
    State("doctor-on-hold", RAHMAN, _press("Ctrl+2", "Down")),
    State("doctor-done", RAHMAN, _press("Ctrl+4", "Down")),
    State("doctor-room-busy", RAHMAN, _room_busy),
    State("doctor-refused-panel", RAHMAN, _refused_in_panel),
    State("doctor-said-done", RAHMAN, _done, _without_patient),
    State("doctor-offline", RAHMAN, _cut),
    State("doctor-filter", RAHMAN, lambda desk, _: desk.doctor.queue.find("an")),
    State("sheet-cancel", RAHMAN, _chosen("GM-011", "Delete")),
    State("sheet-send-on", RAHMAN, _press("F7", "1")),
    State("sheet-priority", RAHMAN, _chosen("GM-011", "Ctrl+P", "3")),
    State("sheet-availability", RAHMAN, _press("F9", "3")),
    State("sheet-keys", RAHMAN, _press("?")),
    State("sheet-menu", RAHMAN, _press("F10")),
    State("reception", RECEPTION, _form),
    State("reception-empty", RECEPTION, values=house),
    State("reception-emergency", RECEPTION, _emergency),
    State("reception-given", RECEPTION, _given),
    State("reception-alert", RECEPTION, _alert),
    State("reception-date", RECEPTION, _date),
    State("administrator-departments", ADMIN, values=house),
    State("administrator-rooms", ADMIN, _section("rooms")),
    State("administrator-staff", ADMIN, _section("staff")),
    State("administrator-devices", ADMIN, _section("devices")),
    State("administrator-pairing", ADMIN, _pairing()),
    State("administrator-pairing-words", ADMIN, _pairing(status=PairingStatus.CLAIMED, words=SIX)),
    State("administrator-pairing-over", ADMIN, _pairing(expires_at=NOW)),
    State("administrator-pairing-done", ADMIN, _pairing(status=PairingStatus.PAIRED)),
    State("administrator-pairing-rejected", ADMIN, _pairing(status=PairingStatus.REJECTED)),
    State("sheet-revoke", ADMIN, _revoke),
    State("sheet-staff", ADMIN, _staff_sheet),
    State("sheet-told", ADMIN, _told),
    State("account-password", RAHMAN, _account("password")),
    State("account-pin", RAHMAN, _account("pin", card=card(RAHMAN, has_pin=True))),
    State("account-totp", RAHMAN, _account("totp")),
    State("account-totp-setup", RAHMAN, _account("totp", setup=SETUP)),
    State("account-totp-codes", RAHMAN, _account("totp", codes=CODES)),
    State("account-sessions", RAHMAN, _account("sessions", sessions=SESSIONS)),
    State("administrator-record", ADMIN, _record(AuditPage(rows=ROWS, next_before=28))),
    State("administrator-record-nothing", ADMIN, _record(AuditPage(rows=()))),
    State("administrator-record-before", ADMIN, _section("record")),
    State("administrator-people", ADMIN, _people(FoundPatients(patients=(RAHIMA,), has_more=True))),
    State("administrator-people-nobody", ADMIN, _people(FoundPatients(patients=()))),
    State("sheet-person", ADMIN, _with(lambda desk: PersonSheet(desk.seat, RAHIMA, lambda _: None, lambda: None))),
    State("sheet-export", ADMIN, _with(lambda _: ReasonSheet("export", "Rahima B.", EXPORT_REASONS, lambda _: None))),
    State("sheet-erase", ADMIN, _with(lambda desk: EraseSheet(desk.seat, RAHIMA, lambda: None))),
    State("sheet-erase-for-ever", ADMIN, _with(_erase)),
    State("sheet-report", ADMIN, _with(_report(Record.HOLDS), "record")),
    State("sheet-report-broken", ADMIN, _with(_report(Record.BROKEN), "record")),
    State("sheet-glass", ADMIN, _with(lambda desk: GlassSheet(desk.seat, "GM-008"))),
    State("sheet-glass-reason", ADMIN, _with(_glass)),
    State("sheet-chart", ADMIN, _with(lambda _: ChartSheet(CHART))),
    State("administrator-words", ADMIN, _section("words")),
)
EVERYWHERE = ("doctor", "reception", "sheet-cancel", "administrator-departments", "signin", "rooms")
"""The states drawn in every language and size; the others in English, the longest language and one from the right."""


def take(folder: Path) -> None:
    """Draw every state into `folder`, one PNG each, named `<state>.<language>.<look>.<width>.png`."""
    asyncio.run(_take(folder, None))


async def _take(folder: Path, only: frozenset[str] | None) -> None:
    application = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(application, QGuiApplication)
    for state in STATES:
        if only is not None and state.name not in only:
            continue
        _draw(application, folder, state, "en", False, SMALL)
        _draw(application, folder, state, "en", True, SMALL)
        _draw(application, folder, state, LONGEST, False, SMALL)
        _draw(application, folder, state, "ar", False, SMALL)
        if state.name in EVERYWHERE:
            _draw(application, folder, state, "en", False, LARGE)
            _draw(application, folder, state, "en", False, NARROW)
            for language in ("fr", "hi", "bn", "ne"):
                _draw(application, folder, state, language, False, SMALL)


def _draw(
    application: QGuiApplication, folder: Path, state: State, language: str, is_dark: bool, size: tuple[int, int]
) -> None:
    link = HandLink(NOW, *state.values())
    link.state = LinkState(is_live=True, has_clinic=True, as_of=minutes_ago(0)) if state.link is None else state.link
    running = Running()
    desk = Desk(link, running.spawn, language=language, is_dark=is_dark, zone="Asia/Kathmandu")
    if state.staff is not None:
        desk.seat.staff_id, link.token = state.staff.id, "token"
    desk.refresh_now()
    state.touch(desk, link)
    desk.refresh_now()
    screen, texts, touch = connect(desk)
    windows = Windows(application)
    window = windows.open(
        QML / "Main.qml", shown=screen, texts=texts, touch=touch, startWidth=size[0], startHeight=size[1]
    )
    _wait(application)
    look = "dark" if is_dark else "light"
    grab(window, folder / f"{state.name}.{language}.{look}.{size[0]}.png")
    windows.close()


def _wait(application: QGuiApplication) -> None:
    """Let the window come up and what moves come to rest."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < SETTLE_MILLISECONDS:
        application.processEvents()


if __name__ == "__main__":
    import sys

    asyncio.run(_take(Path(sys.argv[1]), frozenset(sys.argv[2:]) or None))
