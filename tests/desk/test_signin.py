"""Signing in and out, the room, a session that ends on its own, and the menu."""

from dataclasses import replace

import pytest

from desk.presenter.unattended import Unattended
from shared.client.link import LinkState
from shared.protocol.credential import WrongCode
from shared.protocol.refusal import TryLater, VersionUnsupported
from shared.protocol.session import (
    NewPasswordNeeded,
    NotSignedIn,
    SignedIn,
    SignIn,
    SignOut,
    TotpNeeded,
    WrongLogin,
)
from shared.protocol.staff import ChooseRoom, RoomTaken
from shared.protocol.ticket import FinishTicket, IssueTicket
from tests.desk.morning import ALI, CLINIC, DEPARTMENTS, RAHMAN, RAHMAN_FACE, RECEPTION, ROOMS, morning
from tests.desk.seat import Seated, sit


async def sign_in(seated: Seated, login: str = "rahman", password: str = "correct horse battery") -> None:
    seated.desk.signin.sign_in(login, password)
    await seated.do()


async def test_signing_in_joins_anew_with_the_token() -> None:
    seated = sit(None, CLINIC)
    assert (seated.screen.page, seated.screen.signin.clinic) == ("signin", "Riverside Clinic")
    seated.link.answers[SignIn] = SignedIn(staff=RAHMAN, token="secret")
    await sign_in(seated)
    assert (seated.link.token, seated.link.joins) == ("secret", 1)
    assert seated.screen.signin.is_busy
    seated.link.join(*morning())
    assert (seated.screen.page, seated.screen.title) == ("doctor", "Dr Rahman – Riverside Clinic")


async def test_a_wrong_password_is_said_in_words() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = WrongLogin()
    await sign_in(seated)
    assert seated.screen.signin.problem.startswith("Login and password do not belong together.")
    assert seated.screen.signin.login == "rahman"


async def test_login_and_password_are_both_needed() -> None:
    seated = sit(None, CLINIC)
    await sign_in(seated, "rahman", "")
    assert seated.link.sent == []
    assert seated.screen.signin.problem == "Write both the login and the password."


async def test_without_a_server_signing_in_says_so() -> None:
    seated = sit(None, CLINIC)
    seated.link.cut()
    await sign_in(seated)
    assert seated.link.sent == []
    assert seated.screen.signin.problem.startswith("Not done: there is no connection")


async def test_the_password_is_never_part_of_the_screen() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = WrongLogin()
    await sign_in(seated, password="unmistakable words")
    assert "unmistakable words" not in repr(seated.screen)


async def test_a_doctor_chooses_a_room_first() -> None:
    values = (
        *(value for value in morning() if value != RAHMAN_FACE),
        type(RAHMAN_FACE)(id=RAHMAN.id, name=RAHMAN.name),
    )
    seated = sit(RAHMAN, *values)
    assert seated.screen.page == "rooms"
    assert {room.number: room.taken_by for room in seated.screen.rooms.rooms}["1"] == "Dr Ali"
    seated.link.answers[ChooseRoom] = RoomTaken(by="Dr Ali")
    await seated.press("1")
    assert seated.screen.rooms.problem.startswith("Dr Ali works in this room now.")
    seated.link.answers[ChooseRoom] = ROOMS["2"]
    await seated.press("2")
    assert [command.room_id for command in seated.sent(ChooseRoom)] == [ROOMS["1"].id, ROOMS["2"].id]


async def test_a_session_that_ends_keeps_what_was_typed() -> None:
    seated = sit(RECEPTION)
    form = seated.desk.reception.form
    form.choose("department", str(DEPARTMENTS["MB"].id))
    form.write("name", "Asha M.")
    seated.link.answers[IssueTicket] = NotSignedIn()
    await seated.press("F2")
    shown = seated.screen
    assert (shown.page, shown.signin.login) == ("signin", "reception")
    assert shown.signin.note.startswith("Your session has ended.")
    assert seated.link.token is None
    seated.link.answers[SignIn] = SignedIn(staff=RECEPTION, token="again")
    await sign_in(seated, "reception")
    seated.link.join(*morning())
    assert seated.screen.page == "reception"
    assert seated.screen.reception.form.name == "Asha M."


async def test_somebody_else_finds_an_empty_form() -> None:
    seated = sit(RECEPTION)
    seated.desk.reception.form.write("name", "Asha M.")
    seated.link.answers[IssueTicket] = NotSignedIn()
    seated.desk.reception.form.choose("department", str(DEPARTMENTS["MB"].id))
    await seated.press("F2")
    seated.link.answers[SignIn] = SignedIn(staff=ALI, token="other")
    await sign_in(seated, "ali")
    assert seated.desk.reception.form.name == ""


async def test_a_token_that_the_server_refuses_leads_back_to_signing_in() -> None:
    seated = sit(RAHMAN)
    seated.link.show_state(replace(seated.link.state, is_live=False, problem=NotSignedIn()))
    assert seated.screen.page == "signin"
    assert seated.link.token is None


async def test_an_account_without_a_page_here_is_told_so() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = SignedIn(staff=RAHMAN, token="secret")
    await sign_in(seated)
    seated.link.join(CLINIC)
    assert seated.screen.signin.problem.startswith("Your account may not do this.")
    assert seated.link.token is None


async def test_signing_out_forgets_who_was_here() -> None:
    seated = sit(RAHMAN)
    await seated.press("F10", "7")
    assert [type(command) for command in seated.link.sent] == [SignOut]
    assert (seated.link.token, seated.screen.signin.login, seated.screen.page) == (None, "", "signin")


async def test_a_one_time_code_follows_the_password() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = TotpNeeded()
    await sign_in(seated)
    assert seated.screen.signin.step == "totp"
    seated.link.answers[SignIn] = WrongCode()
    seated.desk.signin.give("123 456")
    await seated.do()
    assert seated.screen.signin.problem.startswith("This is not the code that the app shows now.")
    seated.link.answers[SignIn] = SignedIn(staff=RAHMAN, token="secret")
    seated.desk.signin.give("654321")
    await seated.do()
    assert [(each.password, each.totp) for each in seated.sent(SignIn)] == [
        ("correct horse battery", ""),
        ("correct horse battery", "123456"),
        ("correct horse battery", "654321"),
    ]
    assert (seated.link.token, seated.screen.signin.step) == ("secret", "password")


async def test_a_recovery_code_stands_in_for_the_phone() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = TotpNeeded()
    await sign_in(seated)
    seated.desk.signin.use_recovery()
    assert seated.screen.signin.step == "recovery"
    seated.desk.signin.give("abcd-efgh")
    await seated.do()
    assert (seated.sent(SignIn)[-1].totp, seated.sent(SignIn)[-1].recovery_code) == ("", "abcd-efgh")


async def test_a_password_that_was_given_is_replaced_at_once() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = NewPasswordNeeded()
    await sign_in(seated)
    assert seated.screen.signin.step == "new_password"
    seated.desk.signin.give("short")
    assert seated.screen.signin.problem.startswith("A password has at least 12 characters.")
    seated.desk.signin.give("three words nobody says")
    await seated.do()
    assert [each.new_password for each in seated.sent(SignIn)] == ["", "three words nobody says"]


async def test_after_wrong_tries_the_seconds_are_counted_down() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = TryLater(seconds=2)
    await sign_in(seated)
    assert seated.screen.signin.problem == "Too many wrong tries. Try again in 2 seconds."
    await sign_in(seated)
    assert len(seated.sent(SignIn)) == 1, "what is refused anyway is not asked"
    seated.clock.now += 1
    assert seated.screen.signin.problem == "Too many wrong tries. Try again in 1 second."
    seated.clock.now += 1
    assert (seated.screen.signin.problem, seated.screen.signin.is_waiting) == ("", False)


async def test_a_password_is_forgotten_when_nobody_goes_on() -> None:
    seated = sit(None, CLINIC)
    seated.link.answers[SignIn] = TotpNeeded()
    await sign_in(seated)
    seated.clock.now += 180
    seated.desk.tick()
    assert seated.screen.signin.step == "password"
    seated.desk.signin.give("123456")
    await seated.do()
    assert len(seated.sent(SignIn)) == 1


async def test_the_menu_changes_language_and_light() -> None:
    seated = sit(RAHMAN)
    await seated.press("F10", "3")
    assert seated.screen.is_dark
    seated.desk.sheet_do(lambda sheet: sheet.choose("ar"))
    shown = seated.screen
    assert (shown.language, shown.is_rtl, shown.doctor.room) == ("ar", True, "غرفة \u20663\u2069")


async def test_an_older_desk_says_that_it_does_not_fit() -> None:
    seated = sit(None, CLINIC)
    seated.link.show_state(LinkState(problem=VersionUnsupported(server_version=3, lowest_version=2)))
    assert seated.screen.page == "stopped"
    assert "versions that do not fit together" in seated.screen.message


async def test_before_the_server_is_found_the_desk_says_what_to_look_at() -> None:
    seated = sit(None)
    seated.link.show_state(LinkState())
    assert seated.screen.page == "connecting"
    assert seated.screen.message.startswith("Looking for the clinic’s server.")


async def test_an_unattended_desk_signs_in_and_takes_its_room_once() -> None:
    seated = sit(None, CLINIC)
    unattended = Unattended(seated.desk, "rahman", "correct horse battery", "3")
    seated.desk.changed = unattended.see
    seated.link.answers[SignIn] = SignedIn(staff=RAHMAN, token="secret")
    unattended.see(seated.screen)
    await seated.do()
    free = type(RAHMAN_FACE)(id=RAHMAN.id, name=RAHMAN.name, department_ids=RAHMAN.department_ids)
    seated.link.join(*(value for value in morning() if value != RAHMAN_FACE), free)
    seated.desk.refresh_now()
    await seated.do()
    assert [command.room_id for command in seated.sent(ChooseRoom)] == [ROOMS["3"].id]
    await seated.press("F10")
    unattended.see(seated.screen)
    assert len(seated.sent(SignIn)) == 1


@pytest.mark.parametrize("key", ["F5", "Enter"])
async def test_keys_of_a_page_mean_nothing_before_signing_in(key: str) -> None:
    seated = sit(None, CLINIC)
    assert not seated.desk.press(key)
    assert seated.sent(FinishTicket) == []
