"""Handing out with Qt: the system's printer, and the folder shown to the person at the desk."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPageSize, QPdfWriter, QTextDocument

from desk.presenter.hand_out import HandOut

FOLDER = "Anteroom"


class QtHandOut(HandOut):
    """Prints on the system's own printer; without one it makes a PDF and shows where that lies."""

    def __init__(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        super().__init__(Path(documents) / FOLDER)

    def save(self, files: Mapping[str, str]) -> Path:
        folder = super().save(files)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        return folder

    def print_page(self, name: str, page: str) -> Path | None:
        # Imported here: it asks the system for its printers, which no start should wait for.
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        document = QTextDocument()
        document.setHtml(page)
        usual = QPrinterInfo.defaultPrinter()
        if not usual.isNull():
            printer = QPrinter(usual)
            printer.setDocName(name)
            document.print_(printer)
            return None
        file = self.save({}) / f"{name}.pdf"
        file.touch(mode=0o600)
        writer = QPdfWriter(str(file))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        document.print_(writer)
        return file
