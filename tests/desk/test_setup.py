"""The first start of an empty box, and what an administrator adds to make the clinic usable."""

from desk.presenter.desk import Desk
from desk.presenter.password import strength
from shared.client.link import LinkState
from shared.protocol.clinic import ChangeClinic, FoundClinic, WrongSetupCode
from shared.protocol.department import (
    AddDepartment,
    CloseDepartment,
    CodeTaken,
    DepartmentColour,
    OpenDepartment,
    PauseDepartment,
)
from shared.protocol.room import AddRoom, RoomWord
from shared.protocol.session import SignedIn
from shared.protocol.staff import AddStaff, StaffRole
from tests.desk.hand_link import HandLink, Running
from tests.desk.morning import ADMIN, CLINIC, DEPARTMENTS, NOW, RAHMAN, RAHMAN_FACE, ROOMS, house
from tests.desk.seat import Seated, sit

FIELDS = {
    "setup_code": "4711-2290",
    "name": "Riverside Clinic",
    "time_zone": "Asia/Kathmandu",
    "administrator_name": "Administrator",
    "login": "admin",
    "password": "correct horse battery",
}


def empty_box() -> Seated:
    seated = sit(None, *house())
    seated.link.join()
    seated.link.show_state(LinkState(is_live=True, has_clinic=False))
    return seated


async def found(seated: Seated, **changes: str) -> None:
    seated.desk.setup.found(FIELDS | changes)
    await seated.do()


async def test_an_empty_box_becomes_a_clinic() -> None:
    seated = empty_box()
    assert seated.screen.page == "setup"
    seated.desk.setup.choose_language("ne")
    seated.link.answers[FoundClinic] = SignedIn(staff=ADMIN, token="secret")
    await found(seated)
    command = seated.sent(FoundClinic)[0]
    assert (command.time_zone, command.languages) == ("Asia/Kathmandu", ("en", "ne"))
    seated.link.show_state(LinkState(is_live=True, has_clinic=True))
    seated.link.join(CLINIC, ADMIN)
    assert seated.screen.page == "administrator"
    assert seated.screen.administrator.hint.startswith("Begin with a department")


async def test_a_wrong_code_is_said_at_its_field() -> None:
    seated = empty_box()
    seated.link.answers[FoundClinic] = WrongSetupCode()
    await found(seated)
    shown = seated.screen.setup
    assert (shown.field, shown.problem) == (
        "setup_code",
        "This is not the code on the server’s terminal, or it has been used already.",
    )


async def test_what_is_missing_is_named_before_anything_is_sent() -> None:
    for field in FIELDS:
        seated = empty_box()
        await found(seated, **{field: ""})
        assert (seated.screen.setup.field, seated.link.sent) == (field, [])


async def test_a_machine_that_was_never_told_its_place_suggests_none() -> None:
    link, running = HandLink(NOW), Running()
    for own, suggested in (("Asia/Kathmandu", "Asia/Kathmandu"), ("Etc/UTC", ""), ("UTC", "")):
        desk = Desk(link, running.spawn, zone=own)
        link.show_state(LinkState(is_live=True, has_clinic=False))
        desk.refresh_now()
        assert desk.screen.setup.time_zone == suggested


async def test_a_time_zone_is_found_by_its_city() -> None:
    seated = empty_box()
    seated.desk.setup.type("time_zone", "kath")
    assert seated.screen.setup.zones == ("Asia/Kathmandu",)
    await found(seated, time_zone="kath")
    assert (seated.screen.setup.field, seated.link.sent) == ("time_zone", [])


def test_a_password_is_judged_by_its_length_first() -> None:
    assert strength("", "admin") == ("", "")
    assert strength("short", "admin")[0] == "weak"
    assert strength("aaaaaaaaaaaaaaaa", "admin")[0] == "weak"
    assert strength("administrator-admin", "admin")[0] == "weak"
    assert strength("three words ok", "admin")[0] == "fair"
    assert strength("correct horse battery", "admin")[0] == "good"


async def test_a_ready_department_comes_with_its_names_and_a_free_colour() -> None:
    seated = sit(ADMIN, *house())
    presets = {preset.code for preset in seated.screen.administrator.presets}
    assert presets == {"HE", "XR", "PH", "CA"}
    seated.link.answers[AddDepartment] = DEPARTMENTS["LA"]
    seated.desk.administrator.take_preset("PH")
    await seated.do()
    command = seated.sent(AddDepartment)[0]
    assert command.names["ne"] == "औषधालय"
    assert command.colour is DepartmentColour.FOREST
    assert seated.screen.administrator.notice.kind == "done"


async def test_a_department_of_ones_own_needs_a_code_of_letters() -> None:
    seated = sit(ADMIN, *house())
    for code in ("", "G7", "LONG", "ÄÖ"):
        seated.desk.administrator.add_department(code, "Physiotherapy")
        assert "letters, A to Z" in seated.screen.administrator.notice.text
    seated.link.answers[AddDepartment] = CodeTaken(code_taken="GM")
    seated.desk.administrator.add_department("gm", "Physiotherapy")
    await seated.do()
    assert seated.screen.administrator.notice.text.startswith("Another department already has the code GM.")


async def test_a_department_is_paused_closed_and_opened() -> None:
    seated = sit(ADMIN, *house())
    key = str(DEPARTMENTS["GM"].id)
    for action in ("pause", "close", "open"):
        seated.desk.administrator.change_department(key, action)
        await seated.do()
    assert [type(command) for command in seated.link.sent] == [PauseDepartment, CloseDepartment, OpenDepartment]


async def test_a_room_is_added_with_its_word() -> None:
    seated = sit(ADMIN, *house())
    seated.desk.administrator.add_room(" ", "main")
    assert seated.screen.administrator.notice.text == "Write the room’s number."
    seated.link.answers[AddRoom] = ROOMS["1"]
    seated.desk.administrator.choose("word", "counter")
    before = seated.screen.administrator.form
    seated.desk.administrator.add_room("7", "")
    await seated.do()
    command = seated.sent(AddRoom)[0]
    assert (command.word, command.number, command.zone) == (RoomWord.COUNTER, "7", "main")
    assert seated.screen.administrator.form == before + 1


async def test_a_doctor_gets_an_account_with_departments() -> None:
    seated = sit(ADMIN, *house())
    page = seated.desk.administrator
    page.accounts.add("Dr Rahman", "rahman", "correct horse battery", "")
    assert seated.screen.administrator.notice.text.startswith("Choose at least one department")
    page.choose("department", str(DEPARTMENTS["GM"].id))
    page.accounts.add("Dr Rahman", "rahman", "short", "")
    assert seated.screen.administrator.notice.text.startswith("A password has at least 12 characters.")
    seated.link.answers[AddStaff] = RAHMAN
    page.accounts.add("Dr Rahman", "rahman", "correct horse battery", "General medicine")
    await seated.do()
    command = seated.sent(AddStaff)[0]
    assert (command.role, command.department_ids) == (StaffRole.DOCTOR, (DEPARTMENTS["GM"].id,))
    assert seated.screen.administrator.notice.text == "Dr Rahman can sign in as rahman now."


async def test_a_receptionist_has_no_departments() -> None:
    seated = sit(ADMIN, *house())
    seated.desk.administrator.choose("role", "receptionist")
    assert seated.screen.administrator.staff_departments == ()
    seated.link.answers[AddStaff] = RAHMAN
    seated.desk.administrator.accounts.add("Desk 2", "desk2", "correct horse battery", "")
    await seated.do()
    assert seated.sent(AddStaff)[0].department_ids == ()


async def test_ticker_and_slip_are_kept_by_language() -> None:
    seated = sit(ADMIN, *house())
    page = seated.desk.administrator
    page.write_line("ticker", "es", "Uno.\nDos.")
    page.write_line("ticker", "en", "")
    page.keep("ticker")
    await seated.do()
    page.write_line("slip_line", "es", "Gracias.")
    page.keep("slip_line")
    await seated.do()
    ticker, slip_line = seated.sent(ChangeClinic)
    assert ticker.ticker == {"es": ("Uno.", "Dos.")}
    assert slip_line.slip_line == {"en": "Thank you for your patience.", "es": "Gracias."}


async def test_the_hint_names_what_is_missing_next() -> None:
    hints: list[str] = []
    for known in (
        (),
        (*DEPARTMENTS.values(),),
        (*DEPARTMENTS.values(), *ROOMS.values()),
        (*DEPARTMENTS.values(), *ROOMS.values(), RAHMAN_FACE),
    ):
        hints.append(sit(ADMIN, CLINIC, ADMIN, *known).screen.administrator.hint[:5])
    assert hints == ["Begin", "Next,", "Last,", ""]
