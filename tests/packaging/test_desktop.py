"""Which windows fit, and what is done where there is no screen."""

import os

import pytest
from desktop import Desktop, find_desktop
from places import SMALLEST_DESK, desktop_places


def test_windows_keep_their_shape_and_fit() -> None:
    assert Desktop(1920, 1080).window(540, 960) == (522, 928)
    assert Desktop(3840, 2160).window(540, 960) == (540, 960)
    assert Desktop(1366, 768).window(960, 540) == (960, 540)


def test_a_desk_is_never_smaller_than_it_can_be() -> None:
    places = desktop_places(Desktop(800, 600))
    assert places["desk"].options == ("--windowed", f"{SMALLEST_DESK[0]}x{SMALLEST_DESK[1]}")


async def test_without_a_name_there_is_no_screen() -> None:
    assert await find_desktop({"PATH": os.environ["PATH"]}) is None


@pytest.mark.parametrize("display", [":4711", "nowhere:0"])
async def test_a_screen_that_nobody_answers_at_is_none(display: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    assert await find_desktop({**environment, "DISPLAY": display}) is None
