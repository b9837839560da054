"""A desk that nobody uses locks itself, shows nothing of anybody, and opens for its owner."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shared.protocol.credential import WrongPassword
from shared.protocol.refusal import TryLater
from shared.protocol.session import LockSession, NotSignedIn, SessionLocked, SignOut, UnlockSession
from tests.desk.morning import CLINIC, RAHMAN, RECEPTION, morning
from tests.desk.seat import Seated, sit
from tests.desk.window import opened

FIVE_MINUTES = 300.0


def idle(seated: Seated, seconds: float = FIVE_MINUTES) -> None:
    """Nobody touches the desk for so long."""
    seated.clock.now += seconds
    seated.desk.tick()


async def come_back(seated: Seated, secret: str = "correct horse battery") -> None:
    seated.desk.lock.unlock(secret)
    await seated.do()


async def test_a_desk_that_nobody_uses_locks_itself_and_tells_the_server() -> None:
    seated = sit(RECEPTION)
    idle(seated, FIVE_MINUTES - 1)
    assert seated.screen.page == "reception"
    idle(seated, 1)
    await seated.do()
    assert (seated.screen.page, seated.screen.lock.name) == ("locked", "Desk 1")
    assert len(seated.sent(LockSession)) == 1


async def test_whoever_works_keeps_it_open() -> None:
    seated = sit(RECEPTION)
    for _ in range(10):
        idle(seated, FIVE_MINUTES - 1)
        seated.desk.lock.stir()
    assert seated.screen.page == "reception"


async def test_a_locked_desk_shows_nothing_of_patients_and_hears_no_key() -> None:
    seated = sit(RECEPTION)
    form = seated.desk.reception.form
    form.write("name", "Asha M.")
    await seated.press("Ctrl+L")
    assert seated.screen.page == "locked"
    for private in ("Asha M.", "Sita", "GM-009"):
        assert private not in repr(seated.screen)
    sent = len(seated.link.sent)
    await seated.press("F2", "F10", "?", "Enter")
    assert (len(seated.link.sent), seated.desk.seat.sheet) == (sent, None)


async def test_its_owner_comes_back_by_password_or_pin_and_finds_what_was_typed() -> None:
    seated = sit(RECEPTION)
    seated.desk.reception.form.write("name", "Asha M.")
    await seated.press("Ctrl+L")
    seated.link.answers[UnlockSession] = WrongPassword()
    await come_back(seated, "135246")
    assert seated.screen.lock.problem.startswith("This is not your password or PIN.")
    seated.link.answers[UnlockSession] = None
    await come_back(seated, "135247")
    assert seated.link.joins == 1
    seated.link.join(*morning())
    assert (seated.screen.page, seated.screen.reception.form.name) == ("reception", "Asha M.")


async def test_wrong_tries_are_counted_down() -> None:
    seated = sit(RECEPTION)
    await seated.press("Ctrl+L")
    seated.link.answers[UnlockSession] = TryLater(seconds=4)
    await come_back(seated)
    assert seated.screen.lock.problem == "Too many wrong tries. Try again in 4 seconds."
    assert seated.screen.lock.is_waiting


async def test_a_desk_that_comes_back_to_a_locked_session_stays_locked() -> None:
    seated = sit(RECEPTION)
    seated.link.show_state(replace(seated.link.state, problem=SessionLocked()))
    seated.link.join(CLINIC, problem=SessionLocked())
    assert seated.screen.page == "locked"
    assert seated.link.token is not None


async def test_a_desk_that_was_locked_without_a_line_says_so_when_it_is_back() -> None:
    seated = sit(RECEPTION)
    seated.link.cut()
    await seated.press("Ctrl+L")
    assert (seated.screen.page, seated.sent(LockSession)) == ("locked", [])
    await come_back(seated)
    assert seated.screen.lock.problem.startswith("Not done: there is no connection")
    seated.link.join(*morning())
    seated.desk.tick()
    await seated.do()
    assert (seated.screen.page, len(seated.sent(LockSession))) == ("locked", 1)


async def test_somebody_else_signs_in_instead() -> None:
    seated = sit(RECEPTION)
    await seated.press("Ctrl+L")
    seated.desk.sign_out()
    await seated.do()
    assert (seated.screen.page, seated.link.token, len(seated.sent(SignOut))) == ("signin", None, 1)


async def test_a_session_that_ended_meanwhile_leads_to_signing_in() -> None:
    seated = sit(RECEPTION)
    await seated.press("Ctrl+L")
    seated.link.answers[UnlockSession] = NotSignedIn()
    await come_back(seated)
    assert seated.screen.page == "signin"


async def test_nobody_at_the_desk_needs_no_lock() -> None:
    seated = sit(None, CLINIC)
    idle(seated)
    assert seated.screen.page == "signin"


@pytest.mark.usefixtures("qapp")
async def test_the_window_counts_keys_and_the_pointer_as_somebody() -> None:
    seated = sit(RAHMAN)
    with opened(seated.desk) as window:
        idle(seated, FIVE_MINUTES - 1)
        window.press(Qt.Key.Key_Down)
        idle(seated, FIVE_MINUTES - 1)
        QTest.mouseMove(window.window, QPoint(300, 300))
        idle(seated, FIVE_MINUTES - 1)
        assert seated.screen.page == "doctor"
        idle(seated, 1)
        assert window.says("Unlock")
        assert not window.says("GM-0")
        window.type("135246")
        window.press(Qt.Key.Key_Return)
        await seated.do()
    assert [each.password for each in seated.sent(UnlockSession)] == ["135246"]
