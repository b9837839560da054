"""Files and paper leave the desk: readable by this account alone, shown where they lie."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo

from desk.bridge.hand_out import QtHandOut

PAGE = '<html><body dir="rtl"><h1>تقرير اليوم</h1><p><code>6c0e 51a2</code></p></body></html>'


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were shown to the person at the desk."""
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(QUrl(url).toLocalFile()))
    return folders


@pytest.mark.usefixtures("qapp")
def test_without_a_printer_there_is_a_file_to_print_elsewhere(
    tmp_path: Path, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", QPrinterInfo)
    out = QtHandOut()
    out.folder = tmp_path / "out"
    file = out.print_page("report-2026-04-14", PAGE)
    assert file == tmp_path / "out" / "report-2026-04-14.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert shown == [str(tmp_path / "out")]


@pytest.mark.usefixtures("qapp")
def test_what_is_saved_belongs_to_this_account(tmp_path: Path, shown: list[str]) -> None:
    out = QtHandOut()
    out.folder = tmp_path / "out"
    out.save({"patient.json": "{}"})
    out.save({"patient.json": '{"again": true}'})
    assert (tmp_path / "out" / "patient.json").read_text() == '{"again": true}'
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert len(shown) == 2
