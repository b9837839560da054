"""The presenter: what people see is what the clinic knows, or says plainly that it is not."""

from datetime import datetime, timedelta

import msgspec
import pytest

from display.presenter import Presenter, View
from display.screen import DoorState, Mode
from shared.client.link import LinkState
from shared.client.mirror import Mirror
from shared.protocol.device import Direction
from shared.protocol.identity import new_id
from shared.protocol.queue import Queue
from shared.protocol.refusal import VersionUnsupported
from shared.protocol.ticket import TicketStatus
from tests.display.clinic import NOW, Morning, morning

LIVE = LinkState(is_live=True, has_clinic=True)


class Clock:
    """A time that the test sets."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def presenter_of(clinic: Morning, view: View | None = None, clock: Clock | None = None) -> Presenter:
    presenter = Presenter(clinic.mirror, view or View(), device_id=clinic.device.id, now=clock or Clock())
    presenter.link_state = LIVE
    presenter.refresh()
    return presenter


def labels(presenter: Presenter) -> list[str]:
    newest = presenter.screen.newest
    return [row.label for row in ((newest,) if newest else ()) + presenter.screen.recent]


def test_the_board_shows_the_newest_call_and_the_recent_ones_with_their_rooms_and_ways() -> None:
    screen = presenter_of(morning()).screen
    assert screen.mode is Mode.BOARD
    assert screen.newest is not None
    assert (screen.newest.label, screen.newest.room_word, screen.newest.room_number) == ("GM-012", "Room", "3")
    assert (screen.newest.way, screen.newest.is_live) == ("right", True)
    assert [row.label for row in screen.recent] == [
        "EY-031", "LA-108", "CH-044", "GM-011", "EY-030", "CH-042", "GM-008",
    ]  # fmt: skip
    assert [row.way for row in screen.recent[:3]] == ["left", "up", "left"]


@pytest.mark.parametrize(
    "status", [TicketStatus.WAITING, TicketStatus.CANCELLED, TicketStatus.MISSED, TicketStatus.ON_HOLD]
)
def test_who_went_back_or_away_leaves_the_board(status: TicketStatus) -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    clinic.set_status("GM-012", status)
    presenter.refresh()
    assert labels(presenter)[0] == "EY-031"
    assert "GM-012" not in labels(presenter)


@pytest.mark.parametrize("status", [TicketStatus.IN_PROGRESS, TicketStatus.DONE])
def test_who_went_in_stays_on_the_board_but_is_yellow_no_more(status: TicketStatus) -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    clinic.set_status("GM-012", status)
    presenter.refresh()
    newest = presenter.screen.newest
    assert newest is not None
    assert newest.label == "GM-012"
    assert not newest.is_live
    assert presenter.screen.heading == "Last called"


def test_a_recall_moves_to_the_top_and_stands_there_once() -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    clinic.now = NOW + timedelta(minutes=1)
    clinic.call("CH-044", "12", number=2)
    presenter.refresh()
    assert labels(presenter)[:3] == ["CH-044", "GM-012", "EY-031"]
    assert labels(presenter).count("CH-044") == 1


def test_who_is_called_to_another_room_after_a_transfer_shows_the_new_one() -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    clinic.now = NOW + timedelta(minutes=1)
    clinic.call("GM-011", "2")
    presenter.refresh()
    assert presenter.screen.newest is not None
    assert (presenter.screen.newest.label, presenter.screen.newest.room_word) == ("GM-011", "Lab")
    assert labels(presenter).count("GM-011") == 1


def test_a_screen_of_one_zone_shows_and_announces_only_its_rooms() -> None:
    clinic = morning()
    ground = msgspec.structs.replace(clinic.calls["EY-031"], zone="ground")
    clinic.tell(ground)
    presenter = presenter_of(clinic, View(zones=("ground",)))
    assert labels(presenter) == ["EY-031"]
    assert presenter.concerning(clinic.mirror.all(type(ground))) == (ground,)


def test_the_zones_set_at_the_desk_count_until_the_program_is_told_others() -> None:
    clinic = morning()
    clinic.tell(msgspec.structs.replace(clinic.device, zones=("upstairs",)))
    assert labels(presenter_of(clinic)) == []
    assert labels(presenter_of(clinic, View(zones=("main",))))[0] == "GM-012"


def test_next_takes_the_first_of_each_department_then_the_second() -> None:
    screen = presenter_of(morning()).screen
    assert [row.label for row in screen.next] == [
        "GM-009", "CH-045", "MB-014", "EY-032", "LA-109", "GM-013", "LA-110",
    ]  # fmt: skip


def test_next_is_left_out_where_the_clinic_does_not_want_it() -> None:
    clinic = morning()
    clinic.tell(msgspec.structs.replace(clinic.clinic, shows_next=False))
    screen = presenter_of(clinic).screen
    assert not screen.shows_next
    assert not screen.next


def test_time_and_date_are_the_clinics() -> None:
    clinic = morning()
    clinic.tell(msgspec.structs.replace(clinic.clinic, time_zone="Asia/Kathmandu"))
    screen = presenter_of(clinic, clock=Clock(NOW.replace(hour=22))).screen
    assert (screen.clock, screen.day) == ("03:47", "Wednesday 15 April")


def test_the_moment_of_a_call_says_all_there_is_to_know() -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    presenter.show_call(msgspec.structs.replace(clinic.calls["GM-012"], language="ar"))
    banner = presenter.screen.banner
    assert banner.is_shown
    assert (banner.label, banner.department, banner.room_number, banner.way) == (
        "GM-012",
        "General medicine",
        "3",
        "right",
    )
    assert [line.rtl for line in banner.lines] == [True, False]
    assert banner.lines[1].text == "Please go to room 3"
    assert [row.label for row in banner.also] == ["EY-031", "LA-108", "CH-044"]
    assert banner.tag == ""


def test_the_words_of_a_call_stay_while_it_fades() -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    presenter.show_call(clinic.calls["GM-012"])
    presenter.show_call(None)
    assert not presenter.screen.banner.is_shown
    assert presenter.screen.banner.label == "GM-012"


@pytest.mark.parametrize(("number", "is_emergency", "tag"), [(2, False, "Again"), (1, True, "Urgent")])
def test_a_recall_and_an_emergency_say_so(number: int, is_emergency: bool, tag: str) -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    presenter.show_call(msgspec.structs.replace(clinic.calls["GM-012"], number=number, is_emergency=is_emergency))
    assert presenter.screen.banner.tag == tag


def test_a_department_that_reveals_an_illness_shows_its_alias() -> None:
    clinic = morning()
    clinic.tell(msgspec.structs.replace(clinic.departments["GM"], aliases={"en": "Blue area"}))
    presenter = presenter_of(clinic)
    presenter.show_call(clinic.calls["GM-012"])
    assert presenter.screen.banner.department == "Blue area"


def test_an_arrow_set_at_the_desk_is_shown_at_once() -> None:
    clinic = morning()
    presenter = presenter_of(clinic)
    clinic.tell(msgspec.structs.replace(clinic.device, arrows={str(clinic.rooms["3"].id): Direction.DOWN}))
    presenter.refresh()
    assert presenter.screen.newest is not None
    assert presenter.screen.newest.way == "down"
    assert presenter.screen.recent[0].way == "none"


def test_a_lost_link_is_said_then_the_screen_goes_blank_and_comes_back() -> None:
    clinic, clock = morning(), Clock()
    presenter = presenter_of(clinic, clock=clock)
    presenter.link_state = LinkState(has_clinic=True, as_of=NOW)
    clock.now = NOW + timedelta(seconds=1)
    presenter.refresh()
    assert presenter.screen.connection.kind == "hidden"
    clock.now = NOW + timedelta(seconds=30)
    presenter.refresh()
    assert presenter.screen.connection.title == "As of 10:02"
    assert presenter.screen.heading == "Called up to 10:02"
    assert labels(presenter)[0] == "GM-012"
    clock.now = NOW + timedelta(seconds=120)
    presenter.refresh()
    assert presenter.screen.mode.value == "blank"
    assert presenter.screen.connection.title == "Please see reception"
    assert presenter.screen.newest is None
    presenter.link_state = LIVE
    presenter.refresh()
    assert presenter.screen.mode.value == "board"
    assert presenter.screen.connection.kind == "hidden"


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (LinkState(), "One moment, please"),
        (LinkState(is_live=True, has_clinic=False), "This clinic is being set up"),
        (LinkState(problem=VersionUnsupported(server_version=9, lowest_version=9)), "Please see reception"),
    ],
)
def test_before_there_is_anything_to_show_one_sentence_says_why(state: LinkState, title: str) -> None:
    presenter = Presenter(Mirror(), View(), device_id=new_id(), now=Clock())
    presenter.link_state = state
    presenter.refresh()
    assert (presenter.screen.mode, presenter.screen.connection.title) == (Mode.BLANK, title)


def test_an_empty_board_says_so() -> None:
    screen = presenter_of(morning(is_empty=True)).screen
    assert (screen.newest, screen.empty) == (None, "Nobody has been called yet.")
    assert screen.next_note == "Nobody is waiting."


def test_the_ticker_turns_its_pages_through_all_languages() -> None:
    clock = Clock()
    presenter = presenter_of(morning(), clock=clock)
    seen: list[tuple[str, bool]] = []
    for _ in range(4):
        presenter.refresh()
        seen.append((presenter.screen.ticker.text, presenter.screen.ticker.rtl))
        clock.now += timedelta(seconds=8)
    assert len(set(seen[:3])) == 3
    assert {rtl for _, rtl in seen[:3]} == {False, True}
    assert seen[3] == seen[0]


def test_nothing_is_told_when_nothing_changed() -> None:
    presenter = presenter_of(morning())
    told: list[object] = []
    presenter.changed = told.append
    presenter.refresh()
    presenter.refresh()
    assert not told


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "hi", "bn", "ne"])
def test_every_language_fills_the_whole_screen(language: str) -> None:
    clinic = morning((language, "en"))
    presenter = presenter_of(clinic)
    presenter.show_call(msgspec.structs.replace(clinic.calls["GM-012"], language=language))
    screen = presenter.screen
    assert screen.rtl == (language == "ar")
    assert all((screen.heading, screen.next_title, screen.next_note, screen.day, screen.also_word))
    assert len(screen.banner.lines) == (1 if language == "en" else 2)


def test_a_door_shows_its_room_and_who_is_called_or_inside() -> None:
    clinic = morning()
    presenter = presenter_of(clinic, View(door="3"))
    assert presenter.screen.mode is Mode.DOOR
    assert (presenter.screen.door.state, presenter.screen.door.label) == (DoorState.CALLED, "GM-012")
    clinic.set_status("GM-012", TicketStatus.IN_PROGRESS)
    presenter.refresh()
    assert presenter.screen.door.state is DoorState.INSIDE
    clinic.set_status("GM-012", TicketStatus.DONE)
    presenter.refresh()
    assert (presenter.screen.door.state, presenter.screen.door.label) == (DoorState.FREE, "")
    assert presenter.concerning(clinic.calls.values()) == (clinic.calls["GM-012"],)


def test_months_of_calls_leave_the_screen_as_small_as_a_mornings() -> None:
    clinic, clock = morning(), Clock()
    presenter = presenter_of(clinic, clock=clock)
    for number in range(3000):
        clock.now = clinic.now = NOW + timedelta(seconds=number)
        label = f"GM-{number % 1000:03}"
        presenter.show_call(clinic.call(label, "3"))
        ids = clinic.departments["GM"].id
        clinic.tell(
            Queue(id=ids, waiting=9, next_labels=tuple(f"GM-{number + ahead}" for ahead in range(9)), is_taking=True)
        )
        presenter.refresh()
        assert len(presenter.screen.recent) <= 8
        assert len(presenter.screen.next) <= 8
        assert len(presenter.screen.banner.also) <= 3
