"""Desks in a running clinic: the real server, the real link, and what people at the desks see."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from PySide6.QtCore import Qt

from shared.protocol.device import DeviceKind
from shared.protocol.session import SessionLocked
from shared.protocol.staff import Staff
from shared.protocol.ticket import Ticket
from tests.clinic import PASSWORD, House, furnish
from tests.desk.post import Post, post
from tests.desk.window import opened
from tests.pairing import let_in
from tests.proxy import cable
from tests.server import Clock, server_process, serving

GENERAL, CHILDREN = "General medicine", "Children"
PIN = "834159"
RIGHT_AFTER_A_SESSION = timedelta(hours=12, minutes=1)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data")


async def sit_down(stack: AsyncExitStack, address: str, login: str, room: str = "") -> Post:
    seat = await stack.enter_async_context(post(lambda: address))
    await seat.sign_in(login, room)
    return seat


async def test_a_morning_between_reception_and_doctor(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        reception = await sit_down(stack, clinic.address, "reception")
        doctor = await sit_down(stack, clinic.address, "amara", "3")
        assert doctor.screen.doctor.room == "Room 3"
        first = await reception.give(GENERAL, "Tomas E.")
        second = await reception.give(GENERAL, "Rahima B.", "high")
        await doctor.until(lambda screen: screen.doctor.next.label == second, "the one with high priority")
        assert doctor.screen.doctor.next.text.startswith(f"Before {first}: high priority, due ")
        assert doctor.rows == [second, first]

        doctor.desk.press("F2")
        await doctor.until(lambda screen: screen.doctor.patient.label == second, "the one who was called")
        await reception.until(
            lambda screen: any(row.state_text == "Called, room 3" for row in screen.reception.queue.rows), "the call"
        )
        doctor.desk.press("F2")
        await doctor.until(lambda screen: "is still in the room" in screen.doctor.notice.text, "what to do first")
        doctor.desk.press("F4")
        await doctor.until(lambda screen: screen.doctor.patient.state == "in_progress", "the consultation")
        doctor.desk.doctor.write_notes(doctor.screen.doctor.patient.key, "Temperature 37.9.")
        doctor.desk.press("F5")
        await doctor.until(lambda screen: not screen.doctor.patient.label, "an empty room")
        assert {figure.key: figure.value for figure in doctor.screen.doctor.figures}["seen"] == "1"
        doctor.desk.press("Ctrl+Z")
        await doctor.until(lambda screen: screen.doctor.patient.label == second, "the patient who is back")
        await doctor.until(lambda screen: screen.doctor.patient.notes == "Temperature 37.9.", "the notes")


async def test_two_doctors_who_press_next_at_once_get_two_patients(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        reception = await sit_down(stack, clinic.address, "reception")
        doctors = [
            await sit_down(stack, clinic.address, "amara", "1"),
            await sit_down(stack, clinic.address, "bo", "2"),
        ]
        labels = {await reception.give(GENERAL) for _ in range(2)}
        for doctor in doctors:
            await doctor.until(lambda screen: len(screen.doctor.queue.rows) == 2, "both who wait")
        for doctor in doctors:
            doctor.desk.press("F2")
        called = {
            (await doctor.until(lambda screen: screen.doctor.patient.label, "a patient")).doctor.patient.label
            for doctor in doctors
        }
        assert called == labels
        for doctor in doctors:
            await doctor.until(lambda screen: screen.doctor.next.kind == "nobody", "that nobody else waits")


async def test_who_waits_for_another_doctor_is_named(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        reception = await sit_down(stack, clinic.address, "reception")
        doctor = await sit_down(stack, clinic.address, "amara", "1")
        reception.desk.reception.form.choose("department", str(house.departments["GM"].id))
        reception.desk.reception.form.choose("doctor", str(house.staff["bo"].id))
        reception.desk.press("F2")
        await doctor.until(
            lambda screen: screen.doctor.next.text == "Nobody to call: 1 waiting only for Dr Bo", "for whom they wait"
        )
        doctor.desk.press("F2")
        await doctor.until(lambda screen: "1 waiting only for Dr Bo" in screen.doctor.notice.text, "the refusal")


async def test_a_room_that_is_taken_says_by_whom(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        await sit_down(stack, clinic.address, "amara", "1")
        other = await sit_down(stack, clinic.address, "bo")
        assert other.screen.page == "rooms"
        other.desk.press("1")
        await other.until(lambda screen: screen.rooms.problem.startswith("Dr Amara works in this room now."), "by whom")


async def test_a_wrong_password_is_refused_in_words(house: House) -> None:
    async with serving(house.folder) as clinic, post(lambda: clinic.address) as seat:
        await seat.until(lambda screen: screen.page == "signin" and screen.connection.is_live, "the page to sign in")
        seat.desk.signin.sign_in("amara", "not this one, surely")
        await seat.until(lambda screen: "do not belong together" in screen.signin.problem, "what was wrong")


async def test_a_session_that_ran_out_returns_to_signing_in_with_what_was_typed(house: House) -> None:
    clock = Clock(datetime.now(UTC))
    async with serving(house.folder, clock=clock) as clinic, post(lambda: clinic.address) as seat:
        await seat.sign_in("reception")
        form = seat.desk.reception.form
        form.choose("department", str(house.departments["PED"].id))
        form.write("name", "Asha M.")
        clock.now += RIGHT_AFTER_A_SESSION
        seat.desk.press("F2")
        screen = await seat.until(lambda screen: screen.page == "signin", "the page to sign in")
        assert (screen.signin.login, bool(screen.signin.note)) == ("reception", True)
        await seat.sign_in("reception")
        assert seat.screen.reception.form.name == "Asha M."


async def test_a_locked_desk_hears_nothing_until_its_owner_is_back(house: House) -> None:
    async with serving(house.folder) as clinic, post(lambda: clinic.address) as seat:
        await seat.sign_in("reception")
        seat.desk.press("Ctrl+L")
        await seat.until(lambda screen: screen.page == "locked", "the locked desk")
        seat.desk.lock.unlock("not this one, surely")
        await seat.until(lambda screen: screen.lock.problem.startswith("This is not your password"), "what was wrong")
        await seat.desk.link.reconnect()
        link = seat.desk.link
        await seat.until(lambda _: link.state.is_live and not link.mirror.all(Staff), "a snapshot without anybody")
        assert isinstance(link.state.problem, SessionLocked)
        assert (link.mirror.all(Ticket), seat.screen.page) == ((), "locked")
        seat.desk.lock.unlock(PASSWORD)
        await seat.until(lambda screen: screen.page == "reception", "the reception's page")


async def test_a_pin_that_one_has_set_opens_the_locked_desk_and_signs_in(house: House) -> None:
    async with serving(house.folder) as clinic, post(lambda: clinic.address) as seat:
        await seat.sign_in("reception")
        account = seat.desk.account
        account.open()
        account.open_part("pin")
        account.set_pin(PASSWORD, "111111")
        await seat.until(lambda screen: "among the first" in screen.account.notice.text, "that it is too simple")
        account.set_pin(PASSWORD, PIN)
        await seat.until(lambda screen: screen.account.has_pin, "the PIN")
        seat.desk.press("Ctrl+L")
        await seat.until(lambda screen: screen.page == "locked", "the locked desk")
        seat.desk.lock.unlock(PIN)
        await seat.until(lambda screen: screen.page == "account", "the page of the account")
        seat.desk.sign_out()
        await seat.until(lambda screen: screen.page == "signin" and screen.connection.is_live, "the page to sign in")
        seat.desk.signin.sign_in("reception", PIN)
        await seat.until(lambda screen: screen.page == "reception", "the reception's page again")


async def test_a_second_step_is_set_up_and_asked_for(house: House) -> None:
    async with serving(house.folder) as clinic, post(lambda: clinic.address) as seat:
        await seat.sign_in("reception")
        account = seat.desk.account
        account.open()
        account.open_part("totp")
        account.start_totp()
        screen = await seat.until(lambda screen: screen.account.totp == "setup", "the secret")
        app = pyotp.TOTP(screen.account.secret.replace(" ", ""))
        account.confirm_totp(PASSWORD, app.now())
        screen = await seat.until(lambda screen: screen.account.codes, "the recovery codes")
        code = screen.account.codes[0].text
        seat.desk.sign_out()
        await seat.until(lambda screen: screen.page == "signin" and screen.connection.is_live, "the page to sign in")
        seat.desk.signin.sign_in("reception", PASSWORD)
        await seat.until(lambda screen: screen.signin.step == "totp", "the question for a code")
        seat.desk.signin.use_recovery()
        seat.desk.signin.give(code)
        await seat.until(lambda screen: screen.page == "reception", "the reception's page")


async def test_a_forgotten_password_is_replaced_in_person(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        admin = await sit_down(stack, clinic.address, "admin")
        admin.desk.administrator.accounts.open(str(house.staff["amara"].id))
        admin.desk.sheet_do(lambda sheet: sheet.choose("reset_password"))
        screen = await admin.until(lambda screen: screen.sheet.told, "the one-time password")
        seat = await stack.enter_async_context(post(lambda: clinic.address))
        await seat.until(lambda screen: screen.page == "signin" and screen.connection.is_live, "the page to sign in")
        seat.desk.signin.sign_in("amara", screen.sheet.told)
        await seat.until(lambda screen: screen.signin.step == "new_password", "the question for a new one")
        seat.desk.signin.give("seven quiet river stones")
        await seat.until(lambda screen: screen.page == "rooms", "the rooms")


async def test_the_server_restarts_while_a_desk_is_open(house: House) -> None:
    address = ""
    async with AsyncExitStack() as stack:
        async with server_process(house.folder) as server:
            address = server.address
            reception = await sit_down(stack, address, "reception")
            doctor = await sit_down(stack, address, "amara", "3")
            label = await reception.give(GENERAL)
            await doctor.until(lambda screen: screen.doctor.next.label == label, "who is next")
            server.kill()
            await server.ended()
        await doctor.until(lambda screen: screen.connection.banner, "that the line is gone")
        assert doctor.rows == [label]
        assert doctor.screen.connection.text.startswith("As of ")
        doctor.desk.press("F2")
        assert doctor.screen.doctor.notice.text.startswith("Not done: there is no connection")
        async with server_process(house.folder, port=int(address.rpartition(":")[2])):
            await doctor.until(lambda screen: screen.connection.is_live, "that the line is back")
            await doctor.until(lambda screen: screen.doctor.next.label == label, "who is next, still")
            doctor.desk.press("F2")
            await doctor.until(lambda screen: screen.doctor.patient.label == label, "the one who was called")


async def test_an_answer_that_was_lost_leaves_one_number(house: House) -> None:
    async with serving(house.folder) as clinic, cable(clinic.address) as wire, post(lambda: wire.address) as seat:
        await seat.sign_in("reception")
        form = seat.desk.reception.form
        form.choose("department", str(house.departments["GM"].id))
        wire.swallow()
        seat.desk.press("F2")
        await wire.swallowed.wait()
        wire.cut()
        await seat.until(lambda screen: screen.reception.number.label, "the number")
        await seat.until(lambda screen: len(screen.reception.queue.rows) == 1, "one ticket")
        assert len(seat.desk.link.mirror.all(Ticket)) == 1


@pytest.mark.usefixtures("qapp")
async def test_an_empty_box_becomes_a_clinic_that_calls_somebody(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        clinic = await stack.enter_async_context(serving(tmp_path / "new"))
        paired = await let_in(tmp_path / "new", clinic.address, DeviceKind.DESK)
        seat = await stack.enter_async_context(post(lambda: clinic.address, paired))
        desk = seat.desk
        await seat.until(lambda screen: screen.page == "setup", "the page to set up")
        assert clinic.setup_code is not None
        with opened(desk) as window:
            seat.listen()
            desk.setup.found(
                {
                    "setup_code": clinic.setup_code,
                    "name": "Riverside Clinic",
                    "time_zone": "Asia/Kathmandu",
                    "administrator_name": "Administrator",
                    "login": "admin",
                    "password": PASSWORD,
                }
            )
            await seat.until(lambda screen: screen.page == "administrator", "the administrator's page")
            page = desk.administrator
            page.take_preset("GM")
            screen = await seat.until(lambda screen: screen.administrator.departments, "the department")
            page.add_room("1", "main")
            await seat.until(lambda screen: screen.administrator.rooms, "the room")
            page.choose("department", screen.administrator.departments[0].key)
            page.accounts.add("Dr Amara", "amara", PASSWORD, "")
            await seat.until(lambda screen: not screen.administrator.hint, "that nothing is missing")
            assert window.says("Dr Amara can sign in as amara now.")
            desk.open_page("reception")
            await seat.until(lambda screen: screen.page == "reception", "the reception's page")
            desk.press("F2")
            await seat.until(lambda screen: screen.reception.number.label == "GM-001", "the first number")
            desk.press("F10")
            desk.press("8")
            await seat.sign_in("amara", "1")
            await seat.until(lambda screen: screen.doctor.next.label == "GM-001", "who is next")
            window.press(Qt.Key.Key_F2)
            await seat.until(lambda screen: screen.doctor.patient.label == "GM-001", "the one who was called")
