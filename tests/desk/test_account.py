"""One's own account: password, PIN, second step, sessions; and what an administrator does for others' accounts."""

from datetime import timedelta

import pytest

from shared.protocol.credential import (
    ChangePassword,
    ConfirmTotp,
    CredentialCard,
    OneTimePassword,
    RecoveryCodes,
    RemoveTotp,
    ResetPassword,
    ResetTotp,
    SetPin,
    ShowCredential,
    StartTotp,
    TotpSetup,
    WrongPassword,
)
from shared.protocol.room import FreeRoom
from shared.protocol.session import EndSession, ListSessions, SessionCard, SessionKind
from shared.protocol.staff import ChangeStaff, DeactivateStaff, LastAdministrator, ReactivateStaff, Staff, StaffRole
from tests.desk.morning import ADMIN, ALI, KIOSKS, NOW, RAHMAN, RECEPTION, ROOMS, house, id_of, morning
from tests.desk.seat import Seated, sit
from tests.desk.window import opened

PASSWORD = "correct horse battery"
SETUP = TotpSetup(secret="JBSWY3DPEHPK3PXP", address="otpauth://totp/Anteroom:rahman?secret=JBSWY3DPEHPK3PXP")
CODES = tuple(f"{number:04}-{number:04}" for number in range(1001, 1011))


def card(staff: Staff, *, has_pin: bool = False, has_totp: bool = False) -> CredentialCard:
    return CredentialCard(
        staff_id=staff.id, has_pin=has_pin, has_totp=has_totp, recovery_codes_left=10 * has_totp, one_time_until=None
    )


def session(number: int, staff: Staff, *, is_own: bool = False, kind: SessionKind = SessionKind.DESK) -> SessionCard:
    return SessionCard(
        id=id_of(950 + number),
        staff_id=staff.id,
        kind=kind,
        device_id=KIOSKS[0].id if kind is SessionKind.DESK else None,
        label="" if kind is SessionKind.DESK else "Statistics",
        opened_at=NOW - timedelta(hours=number),
        expires_at=NOW + timedelta(hours=10),
        locked_at=None,
        is_own=is_own,
    )


async def at_account(staff: Staff = RAHMAN, *, has_pin: bool = False, has_totp: bool = False) -> Seated:
    """Somebody on the page of their own account."""
    seated = sit(staff)
    seated.link.answers[ShowCredential] = card(staff, has_pin=has_pin, has_totp=has_totp)
    seated.link.answers[ListSessions] = (
        session(0, staff, is_own=True),
        session(1, staff, kind=SessionKind.PROGRAM),
    )
    await seated.press("F10", "2" if staff.role is StaffRole.DOCTOR else "1")
    return seated


async def test_the_page_says_how_the_account_stands_and_escape_leaves_it() -> None:
    seated = await at_account(has_pin=True)
    shown = seated.screen
    assert shown.page == "account"
    assert [(part.text, part.remark) for part in shown.account.parts] == [
        ("Password", ""),
        ("PIN", "on"),
        ("Second step", "off"),
        ("Where I am signed in", "2"),
    ]
    await seated.press("Escape")
    assert seated.screen.page == "doctor"


async def test_a_password_is_changed_with_the_present_one() -> None:
    seated = await at_account()
    page = seated.desk.account
    page.change_password("", "three words nobody says")
    assert seated.screen.account.notice.text == "Write your present password and the new one."
    page.change_password(PASSWORD, "short")
    assert seated.screen.account.notice.text.startswith("A password has at least 12 characters.")
    seated.link.answers[ChangePassword] = WrongPassword()
    page.change_password("not this one", "three words nobody says")
    await seated.do()
    assert seated.screen.account.notice.text.startswith("This is not your password")
    seated.link.answers[ChangePassword] = None
    before = seated.screen.account.form
    page.change_password(PASSWORD, "three words nobody says")
    await seated.do()
    shown = seated.screen.account
    assert shown.notice.text.startswith("Your password is changed")
    assert shown.form == before + 1, "the fields are emptied"
    assert "three words" not in repr(seated.screen)


async def test_a_pin_is_set_and_removed() -> None:
    seated = await at_account(has_pin=True)
    seated.desk.account.set_pin(PASSWORD, "135246")
    await seated.do()
    seated.desk.account.remove_pin(PASSWORD)
    await seated.do()
    assert [(each.password, each.pin) for each in seated.sent(SetPin)] == [(PASSWORD, "135246"), (PASSWORD, "")]


async def test_the_second_step_is_set_up_and_its_codes_are_told_once() -> None:
    seated = await at_account()
    page = seated.desk.account
    page.open_part("totp")
    seated.link.answers[StartTotp] = SETUP
    page.start_totp()
    await seated.do()
    shown = seated.screen.account
    assert (shown.totp, shown.qr, shown.secret) == ("setup", SETUP.address, "JBSW Y3DP EHPK 3PXP")
    seated.link.answers[ConfirmTotp] = RecoveryCodes(codes=CODES)
    seated.link.answers[ShowCredential] = card(RAHMAN, has_totp=True)
    page.confirm_totp(PASSWORD, "123 456")
    await seated.do()
    command = seated.sent(ConfirmTotp)[0]
    assert (command.secret, command.code) == (SETUP.secret, "123456")
    shown = seated.screen.account
    assert (shown.totp, tuple(code.text for code in shown.codes), shown.secret) == ("codes", CODES, "")
    page.keep_codes()
    assert (seated.screen.account.totp, seated.screen.account.codes) == ("on", ())
    page.remove_totp(PASSWORD)
    await seated.do()
    assert [each.password for each in seated.sent(RemoveTotp)] == [PASSWORD]


async def test_a_secret_that_was_told_does_not_stay_on_the_page() -> None:
    seated = await at_account()
    seated.link.answers[StartTotp] = SETUP
    seated.desk.account.open_part("totp")
    seated.desk.account.start_totp()
    await seated.do()
    await seated.press("Escape", "F10", "2")
    assert SETUP.secret not in repr(seated.screen)


async def test_another_session_is_ended_from_here() -> None:
    seated = await at_account()
    own, other = seated.screen.account.sessions
    assert (own.title, own.is_own, other.title) == ("Kiosk 1", True, "Statistics")
    seated.desk.account.end_session(other.key)
    await seated.do()
    assert [str(each.session_id) for each in seated.sent(EndSession)] == [other.key]


@pytest.mark.usefixtures("qapp")
async def test_the_second_step_is_set_up_by_clicks() -> None:
    seated = await at_account(RECEPTION)
    seated.link.answers |= {StartTotp: SETUP, ConfirmTotp: RecoveryCodes(codes=CODES)}
    with opened(seated.desk) as window:
        window.click(window.named("Second step"))
        window.click(window.named("Set it up"))
        await seated.do()
        window.click_into("Your present password")
        window.type(PASSWORD)
        window.click_into("One-time code")
        window.type("123456")
        window.click(window.named("Turn it on"))
        await seated.do()
        assert all(window.says(code) for code in CODES)
        window.click(window.named("I have written them down"))
        assert not window.says(CODES[0])
    assert seated.sent(ConfirmTotp)[0].password == PASSWORD


async def with_sheet(staff: Staff = ALI, *, has_totp: bool = False) -> Seated:
    """An administrator who looks at somebody's account."""
    seated = sit(ADMIN, *morning(), staff)
    seated.link.answers[ShowCredential] = card(staff, has_totp=has_totp)
    seated.link.answers[ListSessions] = (session(2, staff),)
    seated.desk.administrator.open_section("staff")
    seated.desk.administrator.accounts.open(str(staff.id))
    await seated.do()
    return seated


def choose(seated: Seated, text: str) -> None:
    """Choose an entry of the sheet by what it says."""
    sheet = seated.screen.sheet
    key = next(each.key for each in (*sheet.choices, *sheet.more) if text in each.text)
    seated.desk.sheet_do(lambda opened: opened.choose(key))


async def test_a_forgotten_password_is_replaced_by_one_that_is_told_once() -> None:
    seated = await with_sheet()
    seated.link.answers[ResetPassword] = OneTimePassword(password="tulip-anchor-49", until=NOW + timedelta(hours=2))
    choose(seated, "Forgot the password")
    await seated.do()
    assert seated.sent(ResetPassword)[0].staff_id == ALI.id
    assert (seated.screen.sheet.told, seated.screen.sheet.title) == ("tulip-anchor-49", "Dr Ali")
    await seated.press("Escape")
    assert "tulip" not in repr(seated.screen)


async def test_a_lost_phone_is_offered_only_where_there_was_one() -> None:
    seated = await with_sheet()
    assert not any("Lost the phone" in each.text for each in seated.screen.sheet.choices)
    seated = await with_sheet(has_totp=True)
    choose(seated, "Lost the phone")
    await seated.do()
    assert seated.sent(ResetTotp)[0].staff_id == ALI.id
    assert seated.screen.administrator.notice.text == "Dr Ali signs in without the second step now."


async def test_a_role_is_changed() -> None:
    seated = await with_sheet()
    choose(seated, "Becomes: Administrator")
    await seated.do()
    assert seated.sent(ChangeStaff)[0].role is StaffRole.CLINIC_ADMIN


async def test_an_account_is_closed_with_a_reason_and_opened_again() -> None:
    seated = await with_sheet()
    choose(seated, "Close the account")
    seated.link.answers[DeactivateStaff] = LastAdministrator()
    await seated.press("1", "Enter")
    assert seated.screen.sheet.problem.startswith("Somebody must be left")
    seated.link.answers[DeactivateStaff] = ALI
    await seated.press("Enter")
    assert seated.sent(DeactivateStaff)[-1].reason == "Does not work here any more"
    closed = Staff(id=ALI.id, login=ALI.login, name=ALI.name, role=ALI.role, is_active=False)
    seated = await with_sheet(closed)
    assert [each.key for each in seated.screen.sheet.choices] == ["reactivate"]
    choose(seated, "Open the account again")
    await seated.do()
    assert len(seated.sent(ReactivateStaff)) == 1


async def test_somebody_elses_session_is_ended() -> None:
    seated = await with_sheet()
    choose(seated, "Kiosk 1")
    await seated.do()
    assert seated.sent(EndSession)[0].session_id == id_of(952)


async def test_a_room_that_nobody_left_is_freed() -> None:
    seated = sit(ADMIN, *house(), *morning())
    seated.link.answers[FreeRoom] = ROOMS["1"]
    seated.desk.administrator.free_room(str(ROOMS["1"].id))
    await seated.do()
    assert seated.screen.administrator.notice.text == "Room 1 is free."
