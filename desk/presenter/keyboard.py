"""Keys: what each stands for on the page that is open, and in the sheet before it."""

from typing import TYPE_CHECKING

from desk.screen.notice import NoticeShown

if TYPE_CHECKING:
    from desk.presenter.desk import Desk
    from desk.presenter.queue import QueueTable

MOVES = ("Up", "Down", "Home", "End", "PageUp", "PageDown")
NUMBERED = "Ctrl+"
LOCK = "Ctrl+L"
PAGES = ("doctor", "reception", "administrator")


def press(desk: "Desk", key: str) -> bool:
    """Do what a key stands for. False when it stands for nothing here: the window may use it."""
    page = desk.screen.page
    if page == "locked":
        # Nothing behind it hears a key.
        return False
    if key == LOCK and desk.seat.staff is not None:
        desk.lock.lock()
        return True
    if desk.seat.sheet is not None:
        return _press_in_sheet(desk, key)
    if page == "rooms":
        return _press_in_rooms(desk, key)
    if page == "account" and key == "Escape":
        desk.account.close()
        return True
    if page not in PAGES:
        return False
    queue = desk.queue
    if key in ("?", "F1"):
        desk.open_keys()
    elif key == "F10":
        desk.open_menu()
    elif key.startswith(NUMBERED) and key[len(NUMBERED) :].isdecimal():
        number = int(key[len(NUMBERED) :])
        desk.administrator.open_section_number(number) if queue is None else queue.open_tab_number(number)
    elif queue is None:
        return False
    elif key == "/":
        desk.seat.wants("find")
    elif key == "F12":
        desk.seat.wants("drawer")
    elif key in MOVES:
        queue.move(key)
    elif key == "Escape":
        _give_up(desk, queue)
    else:
        return desk.doctor.press(key) if page == "doctor" else desk.reception.press(key)
    return True


def _press_in_rooms(desk: "Desk", key: str) -> bool:
    if key.isdecimal():
        desk.rooms.choose_number(int(key))
    elif key == "Escape" and desk.screen.rooms.can_go_back:
        desk.leave_rooms()
    elif key == "F10":
        desk.open_menu()
    else:
        return False
    return True


def _press_in_sheet(desk: "Desk", key: str) -> bool:
    sheet = desk.seat.sheet
    assert sheet is not None
    shown = sheet.shown(desk.seat.wording)
    numbered = {choice.number: choice.key for choice in shown.choices if choice.number}
    if key == "Escape":
        desk.close_sheet()
    elif key == "Enter" and shown.confirm:
        desk.confirm_sheet()
    elif key in numbered:
        sheet.choose(numbered[key])
    elif key in ("Up", "Down") and shown.choices and shown.confirm:
        chosen = [number for number, choice in enumerate(shown.choices) if choice.is_chosen]
        at = chosen[0] + (1 if key == "Down" else -1) if chosen else 0
        sheet.choose(shown.choices[at % len(shown.choices)].key)
    else:
        # What lies behind the sheet does not hear its keys.
        return len(key) > 1
    return True


def _give_up(desk: "Desk", queue: "QueueTable") -> None:
    """One step back: first the filter with whom it found, then the choice, then what was said."""
    if queue.filter:
        queue.find("")
    elif queue.chosen_id is not None:
        queue.chosen_id = None
    else:
        desk.seat.notice = NoticeShown()
    desk.seat.wants("queue")
