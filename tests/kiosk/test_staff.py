"""The staff page: behind a PIN, with test slips and the way out."""

from kiosk.pin import MOST_TRIES
from kiosk.screen import Page
from tests.kiosk.stand import NO_PAPER, PIN, Stand


def enter(stand: Stand, pin: str) -> None:
    for digit in pin:
        stand.presenter.keys.type_key(digit)


async def test_the_right_pin_opens_the_page_and_leaves_no_digit() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, PIN[:3])
    assert stand.screen.staff.pin_length == 3
    enter(stand, PIN[3:])
    assert stand.screen.page is Page.STAFF
    assert stand.presenter.session.pin == ""


async def test_wrong_pins_are_said_and_shut_the_door() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, "000000")
    assert (stand.screen.page, stand.screen.staff.pin_text) == (Page.PIN, "This is not the PIN.")
    for _ in range(MOST_TRIES):
        enter(stand, "000000")
    assert stand.screen.staff.pin_text == "Too many wrong PINs. Wait a minute."
    enter(stand, PIN)
    assert stand.screen.page is Page.PIN


async def test_nobody_gets_at_the_actions_without_the_pin() -> None:
    stand = Stand()
    for action in ("test", "calibration", "pair", "leave"):
        stand.presenter.keys.use_staff(action)
    await stand.settle()
    assert not stand.has_left
    assert not stand.pairs_again
    assert stand.paper.printed == []
    assert stand.paper.calibrations == 0


async def test_test_and_calibration_slips_say_whether_they_came_out() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, PIN)
    stand.presenter.keys.use_staff("test")
    stand.presenter.keys.use_staff("test")
    await stand.settle()
    assert [slip.heading for slip in stand.paper.printed] == ["This is not a number"]
    assert stand.screen.staff.pin_text == "The slip came out."
    stand.paper.state = NO_PAPER
    stand.presenter.keys.use_staff("calibration")
    await stand.settle()
    assert stand.paper.calibrations == 1
    assert stand.screen.staff.pin_text == "The slip did not come out."
    assert stand.screen.staff.printer_text == "No paper"


async def test_leaving_ends_the_kiosk() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, PIN)
    stand.presenter.keys.use_staff("leave")
    await stand.settle()
    assert stand.has_left


async def test_a_staff_page_left_alone_closes_itself() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, PIN)
    stand.pass_time(200)
    assert stand.screen.page is Page.WELCOME


async def test_the_kiosk_is_paired_again_from_the_staff_page() -> None:
    stand = Stand()
    stand.presenter.keys.open_staff_door()
    enter(stand, PIN)
    assert stand.screen.staff.pair == "Pair again"
    stand.presenter.keys.use_staff("pair")
    await stand.settle()
    assert stand.pairs_again
