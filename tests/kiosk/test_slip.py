"""The slip: its words in every language, its picture dot by dot, and a code that a phone can read."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.presenter import TRANSLATIONS
from kiosk.slip import SlipText, write_slip
from kiosk.slip_picture import draw_calibration, draw_slip, to_raster
from shared.words import LANGUAGES, Words, own_name
from tests.kiosk.clinic import clinic, department, doctor, slip
from tests.kiosk.escpos_reader import Paper
from tests.kiosk.golden import CASES, FOLDER, case_text, difference

WIDTHS = (576, 512, 416, 384)


def text(language: str = "en", code: str = "GM", number: int = 7, ahead: int = 6) -> SlipText:
    words = Words(TRANSLATIONS, language)
    return write_slip(slip(code, number, ahead), clinic=clinic(), department=department(code), doctor=None, words=words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_says_everything_in_the_patients_language(language: str) -> None:
    said = text(language)
    assert said.label == "GM-007"
    assert said.department == department("GM").names[language]
    assert said.line == clinic().slip_line[language]
    assert "6" in said.ahead_text
    assert "09:42" in said.printed_at
    assert "2026" in said.printed_at
    assert said.is_rtl == (language == "ar")


def test_the_alias_stands_on_the_paper_and_not_the_illness() -> None:
    secret = department("HE", aliases={"en": "Building B", "ar": "المبنى B"})
    words = Words(TRANSLATIONS, "en")
    said = write_slip(slip("HE"), clinic=clinic(), department=secret, doctor=doctor(1, "Dr Rao", "HE"), words=words)
    assert said.department == "Building B"
    assert said.doctor == "Doctor: Dr Rao"


def test_the_time_on_the_paper_is_the_clinics() -> None:
    words = Words(TRANSLATIONS, "en")
    kathmandu = clinic(time_zone="Asia/Kathmandu")
    said = write_slip(slip(), clinic=kathmandu, department=department("GM"), doctor=None, words=words)
    assert "15:27" in said.printed_at


def test_nobody_before_is_said_as_nobody() -> None:
    assert text(ahead=0).ahead_text == "Nobody"
    assert text(ahead=1).ahead_text == "1 person"
    assert text("ar", ahead=2).ahead_text == "شخصان"


@pytest.mark.parametrize("name", CASES)
def test_a_slip_looks_as_it_was_approved(qapp: QGuiApplication, name: str) -> None:
    width, said = case_text(name)
    approved = QImage(str(FOLDER / f"{name}.png"))
    drawn = draw_slip(said, width)
    assert (drawn.width(), drawn.height()) == (approved.width(), approved.height())
    assert difference(drawn, approved) < 0.004, "run python -m tests.kiosk.golden, and look at the pictures"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_reads_the_code_on_every_paper(
    qapp: QGuiApplication, tmp_path: Path, language: str, width: int
) -> None:
    said = text(language)
    raster = to_raster(draw_slip(said, width))
    rows = [raster.dots[at : at + raster.row_bytes] for at in range(0, len(raster.dots), raster.row_bytes)]
    picture = tmp_path / "slip.png"
    Paper(width, rows).image().convert("L").save(picture)
    read = subprocess.run(["zbarimg", "--raw", "-q", str(picture)], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == said.page == "http://192.0.2.7:8470/t/Jx7bQe1mRk2vWn5sTz8y"


def test_the_code_is_at_least_29_mm_wide(qapp: QGuiApplication) -> None:
    with_code, without = (draw_slip(replace(text(), page=page), 576) for page in (text().page, ""))
    assert with_code.height() - without.height() > 29 * 8


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", ["GM-007", "LAB-1007", "PHYSIO-99999"])
def test_the_label_is_whole_and_stays_clear_of_the_edges(qapp: QGuiApplication, label: str, width: int) -> None:
    drawn = draw_slip(replace(text(), label=label), width)
    column = [drawn.pixelIndex(width - 4, y) for y in range(drawn.height())]
    assert 1 not in column


@pytest.mark.parametrize("ahead", [0, 1, 12, 13, 250])
def test_any_number_of_people_fits_the_line(qapp: QGuiApplication, ahead: int) -> None:
    for width in WIDTHS:
        draw_slip(text(ahead=ahead), width)


def test_a_long_name_wraps_and_makes_the_slip_longer(qapp: QGuiApplication) -> None:
    long = replace(text(), department="Fisioterapia, rehabilitación y medicina del deporte")
    assert draw_slip(long, 384).height() > draw_slip(text(), 384).height()


def test_a_copy_is_marked_as_one(qapp: QGuiApplication) -> None:
    copy = draw_slip(replace(text(), copy_mark="COPY"), 576)
    assert copy.height() > draw_slip(text(), 576).height()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_calibration_slip_reaches_both_edges(qapp: QGuiApplication, width: int) -> None:
    drawn = draw_calibration(width, tuple(map(own_name, LANGUAGES)), "14 April 2026")
    assert drawn.width() == width
    for x in (0, width - 1):
        assert all(drawn.pixelIndex(x, y) == 1 for y in range(0, drawn.height(), 10))
