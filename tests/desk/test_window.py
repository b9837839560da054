"""The real window: keys reach what they should, fields keep their letters, sheets hold the keyboard."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desk.bridge.key import key_name
from shared.protocol.call import CallNext, CallTicket
from shared.protocol.clinical_note import WriteNotes
from shared.protocol.session import SignedIn, SignIn
from shared.protocol.ticket import (
    CancelTicket,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    Slip,
    Ticket,
    TicketStatus,
)
from tests.desk.morning import ADMIN, ALI, CLINIC, RAHMAN, RECEPTION, house, queue, ticket_id, visit
from tests.desk.seat import sit
from tests.desk.window import opened

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("qapp")


def ticket(label: str) -> Ticket:
    return next(value for value in queue() if isinstance(value, Ticket) and value.label == label)


async def test_a_doctor_works_by_keys_alone() -> None:
    seated = sit(RAHMAN)
    seated.link.answers = {FinishTicket: ticket("GM-008"), CallNext: ticket("GM-012"), HoldTicket: ticket("GM-009")}
    with opened(seated.desk) as window:
        for key in (Key.Key_F5, Key.Key_F2):
            window.press(key)
            await seated.do()
        window.press(Key.Key_Down)
        window.press(Key.Key_Down)
        assert window.says("Tomas E.")
        window.press(Key.Key_F6)
        await seated.do()
    assert [type(command) for command in seated.link.sent] == [FinishTicket, CallNext, HoldTicket]
    assert seated.sent(HoldTicket)[0].ticket_id == ticket_id("GM-009")


async def test_a_slash_goes_to_the_search_and_letters_stay_there() -> None:
    seated = sit(RAHMAN)
    with opened(seated.desk) as window:
        window.type("/")
        window.type("gm?10")
        assert window.typed == "gm?10"
        assert seated.desk.doctor.queue.filter == "gm?10"
        assert seated.desk.seat.sheet is None
        window.press(Key.Key_Delete)
        assert seated.desk.seat.sheet is None
        window.press(Key.Key_Escape)
        assert seated.desk.doctor.queue.filter == ""


async def test_the_one_who_is_found_can_be_called_at_once() -> None:
    seated = sit(RAHMAN)
    seated.link.answers[CallTicket] = ticket("GM-010")
    with opened(seated.desk) as window:
        window.type("/")
        window.type("sita")
        window.press(Key.Key_Return)
        await seated.do()
    assert seated.sent(CallTicket)[0].ticket_id == ticket_id("GM-010")


async def test_a_sheet_holds_the_keyboard_until_it_is_closed() -> None:
    seated = sit(RAHMAN)
    seated.link.answers = {CancelTicket: ticket("GM-008"), FinishTicket: ticket("GM-008")}
    with opened(seated.desk) as window:
        window.press(Key.Key_Delete)
        assert window.says("Cancel GM-008")
        window.press(Key.Key_F2)
        await seated.do()
        assert seated.link.sent == []
        window.type("1")
        window.press(Key.Key_Return)
        await seated.do()
        assert not window.says("Cancel GM-008")
        window.press(Key.Key_F5)
        await seated.do()
    assert [type(command) for command in seated.link.sent] == [CancelTicket, FinishTicket]


async def test_notes_take_every_letter_and_ctrl_z_for_themselves() -> None:
    seated = sit(RAHMAN)
    with opened(seated.desk) as window:
        window.press(Key.Key_N, CONTROL)
        window.press(Key.Key_End, CONTROL)
        window.type(" 1/2?")
        assert seated.desk.doctor.notes.text(ticket_id("GM-008")).endswith("on return. 1/2?")
        window.press(Key.Key_Z, CONTROL)
        window.press(Key.Key_Delete)
        await seated.do()
        assert seated.link.sent == []
        seated.desk.doctor.notes.save()
        await seated.do()
    assert len(seated.sent(WriteNotes)) == 1


async def test_notes_of_one_patient_never_reach_the_next() -> None:
    seated = sit(RAHMAN)
    with opened(seated.desk) as window:
        window.press(Key.Key_N, CONTROL)
        window.type("Better. ")
        seated.link.hear(*visit("GM-008", 54, status=TicketStatus.DONE, by=RAHMAN, called=8, started=6, ended=0))
        seated.desk.refresh_now()
        seated.link.hear(*visit("GM-009", 51, status=TicketStatus.CALLED, by=RAHMAN, called=0, notes="Allergic."))
        seated.desk.refresh_now()
        assert window.says("Allergic.")
        await seated.do()
    assert seated.desk.doctor.notes.text(ticket_id("GM-009")) == "Allergic."
    assert all(command.ticket_id == ticket_id("GM-008") for command in seated.sent(WriteNotes))


async def test_reception_gives_a_number_by_keys_alone() -> None:
    seated = sit(RECEPTION)
    seated.link.answers[IssueTicket] = Slip(ticket=ticket("MB-014"), page="/t/Jx")
    with opened(seated.desk) as window:
        window.press(Key.Key_F2)
        await seated.do()
        assert window.says("Choose the department first.")
        window.press(Key.Key_Space)
        for _ in range(5):
            window.press(Key.Key_Down)
        window.press(Key.Key_Return)
        window.press(Key.Key_Tab)
        window.type("Asha M.")
        assert window.typed == "Asha M."
        assert window.says("Asha M. has MB-014 already")
        window.press(Key.Key_F2)
        await seated.do()
        assert window.says("Number given")
    assert seated.sent(IssueTicket)[0].name == "Asha M."


async def test_signing_in_by_keys_empties_the_password_field() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = SignedIn(staff=RAHMAN, token="secret")
    with opened(seated.desk) as window:
        window.type("rahman")
        window.press(Key.Key_Return)
        window.type("correct horse")
        window.press(Key.Key_Return)
        await seated.do()
        assert window.typed == ""
    command = seated.sent(SignIn)[0]
    assert (command.login, command.password) == ("rahman", "correct horse")


async def test_rows_that_stay_keep_their_delegates() -> None:
    seated = sit(RAHMAN)
    with opened(seated.desk) as window:
        row = window.named("GM-011")
        seated.link.hear(*visit("GM-009", 51, status=TicketStatus.CALLED, by=ALI, called=0))
        seated.desk.refresh_now()
        assert window.named("GM-011") is row


@pytest.mark.parametrize("staff", [None, RAHMAN, RECEPTION, ADMIN], ids=["nobody", "doctor", "reception", "admin"])
@pytest.mark.parametrize("language", ["en", "ar", "ne"])
async def test_everything_that_takes_a_click_can_be_reached_by_tab_and_has_a_name(staff: object, language: str) -> None:
    seated = sit(staff, language=language)  # type: ignore[arg-type]  # one of the four
    with opened(seated.desk) as window:
        reached: set[int] = set()
        for _ in range(120):
            window.press(Key.Key_Tab)
            focus = window.window.activeFocusItem()
            assert focus is not None
            reached.add(id(focus))
        assert len(reached) >= (9 if staff is None else 8)


async def test_changing_the_page_leaves_no_broken_binding() -> None:
    seated = sit(ADMIN, *house())
    with opened(seated.desk) as window:
        for page in ("reception", "administrator"):
            seated.desk.open_page(page)
            seated.desk.refresh_now()
            for section in ("departments", "rooms", "staff", "words"):
                seated.desk.do(lambda section=section: seated.desk.administrator.open_section(section))  # type: ignore[misc]
                QGuiApplication.processEvents()
        for language in ("ar", "es", "en"):
            seated.desk.choose_language(language)
            QGuiApplication.processEvents()
        seated.link.cut()
        await asyncio.sleep(0)
        seated.desk.refresh_now()
        assert window.says("No connection.")


def test_keys_have_names_that_do_not_depend_on_the_keyboard() -> None:
    nothing = 0
    assert key_name(Key.Key_F2.value, nothing, "", False) == "F2"
    assert key_name(Key.Key_Enter.value, nothing, "\r", True) == "Enter"
    assert key_name(Key.Key_Z.value, CONTROL.value, "\x1a", False) == "Ctrl+Z"
    assert key_name(Key.Key_Z.value, CONTROL.value, "\x1a", True) == ""
    assert key_name(Key.Key_Slash.value, nothing, "/", False) == "/"
    assert key_name(Key.Key_Slash.value, nothing, "/", True) == ""
    assert key_name(Key.Key_A.value, Qt.KeyboardModifier.AltModifier.value, "a", False) == ""
