"""The code on a slip, as a phone reads it and dot for dot."""

from pathlib import Path

import pytest
from PIL import Image
from slip_code import find_code, read_by_zbar

from kiosk.slip import SlipText
from kiosk.slip_picture import draw_slip, to_raster

PAGE = "http://192.0.2.7:8470/t/Jx4u7n0bq2T9sYc1rK5mPw"
OTHER = "http://192.0.2.7:8470/t/Ax4u7n0bq2T9sYc1rK5mPw"


@pytest.fixture(params=[576, 384])
def slip(request: pytest.FixtureRequest, qapp: object, tmp_path: Path) -> Path:
    """The picture of a slip of either width."""
    text = SlipText(
        clinic_name="Riverside Clinic",
        heading="Your number",
        label="GM-007",
        department="General medicine",
        icon="general-medicine",
        is_rtl=False,
        doctor="",
        place="",
        line="",
        copy_mark="",
        ahead=3,
        ahead_heading="Before you",
        ahead_text="3 people",
        room="Room: watch the screen",
        page=PAGE,
        page_text="Your place on your phone",
        printed_at="20 November 2026, 10:42",
    )
    raster = to_raster(draw_slip(text, request.param))
    picture = Image.frombytes("1", (raster.width, raster.height), bytes(byte ^ 0xFF for byte in raster.dots))
    picture.save(tmp_path / "slip.png")
    return tmp_path / "slip.png"


def test_a_phone_reads_it(slip: Path) -> None:
    assert read_by_zbar(slip) == PAGE


def test_it_is_found_among_others_dot_for_dot(slip: Path) -> None:
    assert find_code(slip, [OTHER, PAGE]) == PAGE
    assert find_code(slip, [OTHER]) is None


def test_a_picture_without_a_code_has_none(tmp_path: Path) -> None:
    Image.new("1", (576, 300), 1).save(tmp_path / "empty.png")
    assert find_code(tmp_path / "empty.png", [PAGE]) is None
