"""Departments by their hours: open, closed until when, and across midnight; and how tiles share a page."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.departments import is_within, next_opening, tile_of
from kiosk.frame import Grid, Shape, department_grid, doctor_grid, frame_of, key_grid, language_grid
from kiosk.presenter import TRANSLATIONS
from shared.protocol.department import Hours
from shared.words import Words
from tests.kiosk.clinic import clinic, department, mirror_of, queue

WEEKDAYS = Hours(weekdays=(0, 1, 2, 3, 4), opens=time(8), closes=time(16))
NIGHT = Hours(weekdays=(4,), opens=time(22), closes=time(6))
MONDAY = datetime(2026, 4, 13, tzinfo=UTC)
EN = Words(TRANSLATIONS, "en")


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [(at(7.9), False), (at(8), True), (at(15.9), True), (at(16), False), (at(10, 5), False), (at(10, 4), True)],
)
def test_hours_hold_from_opening_until_closing(now: datetime, is_open: bool) -> None:
    assert is_within((WEEKDAYS,), now) == is_open


@pytest.mark.parametrize(
    ("now", "is_open"), [(at(23, 4), True), (at(5, 5), True), (at(6, 5), False), (at(5, 4), False)]
)
def test_hours_may_end_on_the_next_day(now: datetime, is_open: bool) -> None:
    assert is_within((NIGHT,), now) == is_open


def test_no_hours_are_always_open() -> None:
    assert is_within((), at(3))
    assert next_opening((), at(3)) is None


@pytest.mark.parametrize(
    ("now", "opening"), [(at(7), at(8)), (at(9), at(8, 1)), (at(17, 4), at(8, 7)), (at(12, 5), at(8, 7))]
)
def test_the_next_opening_is_found_within_the_week(now: datetime, opening: datetime) -> None:
    assert next_opening((WEEKDAYS,), now) == opening


@pytest.mark.parametrize(
    ("now", "detail"),
    [
        (at(6), "Opens at 08:00"),
        (at(20), "Opens tomorrow at 08:00"),
        (at(20, 4), "Opens Monday at 08:00"),
        (at(20, 6), "Opens tomorrow at 08:00"),
    ],
)
def test_a_closed_tile_says_when_it_opens(now: datetime, detail: str) -> None:
    closed = department("GM", hours=(WEEKDAYS,))
    tile = tile_of(closed, mirror_of([clinic(), closed, queue("GM")]), now, EN)
    assert (tile.kind, tile.note, tile.detail) == ("closed", "Closed", detail)


def test_hours_are_those_of_the_clinics_clock() -> None:
    kathmandu = mirror_of([clinic(time_zone="Asia/Kathmandu")])
    open_now = datetime(2026, 4, 13, 8, 30, tzinfo=ZoneInfo("Asia/Kathmandu")).astimezone(UTC)
    assert tile_of(department("GM", hours=(WEEKDAYS,)), kathmandu, open_now, EN).kind == "open"
    assert tile_of(department("GM", hours=(WEEKDAYS,)), kathmandu, open_now - timedelta(hours=1), EN).kind == "closed"


def test_a_queue_that_takes_nobody_is_closed_although_its_hours_say_open() -> None:
    mirror = mirror_of([clinic(), department("GM"), queue("GM", is_taking=False)])
    assert tile_of(department("GM"), mirror, at(9), EN).kind == "closed"


SCREENS = {
    "portrait 21": Shape(width=1080, height=1920, px_per_mm=4.03),
    "portrait 15": Shape(width=1080, height=1920, px_per_mm=5.56),
    "portrait 32": Shape(width=1080, height=1920, px_per_mm=2.71),
    "landscape 21": Shape(width=1920, height=1080, px_per_mm=4.03),
    "landscape 15": Shape(width=1920, height=1080, px_per_mm=5.56),
    "small 15": Shape(width=1280, height=800, px_per_mm=3.81),
    "small 10": Shape(width=1280, height=800, px_per_mm=5.88),
    "4K 32": Shape(width=3840, height=2160, px_per_mm=5.42),
}


@pytest.mark.parametrize("shape", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("is_low", [False, True])
@pytest.mark.parametrize("is_larger", [False, True])
def test_every_tile_is_20_mm_high_and_nothing_lies_outside(shape: Shape, is_low: bool, is_larger: bool) -> None:
    frame = frame_of(shape, is_low_reach=is_low)
    assert frame.header_height + frame.body_height + frame.foot_height + frame.access_height <= shape.height
    assert frame.access_height >= shape.target
    for count in (1, 4, 6, 9, 20):
        for grid in (
            department_grid(count, frame, is_larger=is_larger),
            doctor_grid(count, frame, is_larger=is_larger),
        ):
            high = (frame.body_height - (grid.rows - 1) * frame.gap) / grid.rows
            assert high >= shape.target
            assert (shape.width - 2 * frame.margin - (grid.columns - 1) * frame.gap) / grid.columns >= shape.target
    assert language_grid(7, frame, frame.body_height).rows * language_grid(7, frame, 900).columns >= 4
    keys = key_grid(shape.width, frame)
    assert keys.places >= 8
    assert keys.columns * (frame.target + frame.gap) <= shape.width - 2 * frame.margin + frame.gap


@pytest.mark.parametrize("name", ["portrait 21", "portrait 15", "portrait 32"])
def test_in_portrait_nothing_to_touch_is_in_the_top_fifth(name: str) -> None:
    shape = SCREENS[name]
    assert frame_of(shape, is_low_reach=False).header_height >= shape.height / 5


def test_six_departments_keep_their_line_and_more_are_shown_without() -> None:
    portrait, landscape = (frame_of(SCREENS[f"{way} 21"], is_low_reach=False) for way in ("portrait", "landscape"))
    assert shape_of(department_grid(6, portrait, is_larger=False)) == (1, 6, True)
    assert shape_of(department_grid(8, portrait, is_larger=False)) == (2, 4, False)
    assert shape_of(department_grid(6, landscape, is_larger=False)) == (3, 2, True)
    assert shape_of(department_grid(9, landscape, is_larger=False)) == (3, 3, False)
    assert shape_of(department_grid(6, portrait, is_larger=True)) == (1, 6, False)


def shape_of(grid: Grid) -> tuple[int, int, bool]:
    return grid.columns, grid.rows, grid.has_line
