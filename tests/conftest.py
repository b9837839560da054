"""What every test runs under: no screen, software drawing, and no warning that goes unnoticed."""

import logging
import os
import re
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_QUICK_CONTROLS_STYLE"] = "Basic"
os.environ["LC_ALL"] = "C.UTF-8"  # on a bare machine Qt would warn of its absence

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Warnings(logging.Handler):
    """Keeps the WARNING and worse lines of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Hand a message of Qt to Python's logging, so that one rule judges both."""
    place = f" ({context.file}:{context.line})" if context.file else ""
    logging.getLogger("qt").log(LEVELS[kind], "%s%s", message, place)


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test on a warning (logged or from Qt) that no marker of it names, and on a named one that never came."""
    expected = _patterns(request, "expects_warnings")
    allowed = expected + _patterns(request, "allows_warnings")
    warnings = Warnings()
    root = logging.getLogger()
    root.addHandler(warnings)
    previous = qInstallMessageHandler(log_qt_message)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
        root.removeHandler(warnings)
    unexpected = [line for line in warnings.lines if not any(re.search(pattern, line) for pattern in allowed)]
    missing = [pattern for pattern in expected if not any(re.search(pattern, line) for line in warnings.lines)]
    if unexpected:
        pytest.fail("unexpected warnings:\n" + "\n".join(unexpected), pytrace=False)
    if missing:
        pytest.fail("expected warnings that never came: " + ", ".join(missing), pytrace=False)


def _patterns(request: pytest.FixtureRequest, marker: str) -> list[str]:
    return [pattern for mark in request.node.iter_markers(marker) for pattern in mark.args]
