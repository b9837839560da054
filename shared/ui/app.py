"""App: the one way a screen program starts, runs asyncio inside Qt's event loop and ends in order.

    async def main(context: Context) -> None:
        link = Link(...)
        context.tasks.spawn(link.run(), "link")
        context.open_window(QML / "Main.qml", screen=bridge, touch=touch)
        try:
            await context.stopped()
        finally:
            await link.close()

    sys.exit(run_app("clinic-kiosk", main))

The program ends when `main` returns. SIGTERM, SIGINT, the last window closing and an unexpected failure in any
spawned task all end `context.stopped()`; a failure is raised there, so that a supervisor starts the program again.

Drawing is by Qt's software renderer unless ANTEROOM_GPU or QT_QUICK_BACKEND is set: the look is flat, so it is fast
enough without a GPU, needs a third less memory, and every box, virtual screen and test shows the same pixels.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import qasync  # type: ignore[import-untyped]  # ships no types; only its loop is used, as an AbstractEventLoop
from PySide6.QtCore import QLoggingCategory, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from shared.ui.tasks import Tasks
from shared.ui.window import Windows

logger = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Context:
    """What `main` is given: the application, its windows and tasks, and the request to stop."""

    def __init__(self, application: QGuiApplication) -> None:
        self.application = application
        self.tasks = Tasks(self._failed)
        self._windows = Windows(application)
        self._stop: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def open_window(self, qml: Path, **properties: object) -> QQuickWindow:
        """Opens the Window at the root of `qml` with its required `properties`. Raises BadQml."""
        return self._windows.open(qml, **properties)

    def close_window(self, window: QQuickWindow) -> None:
        """Closes one of several windows; closing the last one ends the program."""
        self._windows.close_one(window)

    def stop(self) -> None:
        """Asks the program to end. May be called again."""
        if not self._stop.done():
            self._stop.set_result(None)

    async def stopped(self) -> None:
        """Returns when the program shall end; raises what a spawned task failed with."""
        await asyncio.shield(self._stop)

    def _failed(self, failure: BaseException) -> None:
        if not self._stop.done():
            self._stop.set_exception(failure)

    async def end(self) -> None:
        """Ends the tasks, then the windows; `run_app` calls it."""
        await self.tasks.end()
        self._windows.close()
        if self._stop.done() and not self._stop.cancelled():
            self._stop.exception()  # seen: main may have returned without waiting for it


def run_app(name: str, main: Callable[[Context], Awaitable[None]]) -> int:
    """Runs `main` to its end and returns the exit code: 0, or 1 when it raised (logged with its trace)."""
    application = create_application(name)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        return runner.run(_run(application, main))


def create_application(name: str) -> QGuiApplication:
    """The process's one QGuiApplication, its renderer chosen and Qt's messages sent to `logging`."""
    if not (os.environ.get("ANTEROOM_GPU") or os.environ.get("QT_QUICK_BACKEND")):
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    qInstallMessageHandler(_log_qt)
    # It reports each script a family lacks, which is why there is a list of families.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationName(name)
    application.setQuitOnLastWindowClosed(False)
    return application


async def _run(application: QGuiApplication, main: Callable[[Context], Awaitable[None]]) -> int:
    context = Context(application)
    application.lastWindowClosed.connect(context.stop)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(context.stop))
        else:
            loop.add_signal_handler(number, context.stop)
    try:
        await main(context)
    except Exception:
        logger.exception("%s ends because of an unexpected failure", application.applicationName())
        return 1
    else:
        return 0
    finally:
        await context.end()


def _log_qt(kind: QtMsgType, where: QMessageLogContext, message: str) -> None:
    category = str(getattr(where, "category", None) or "default")
    name = category if category.startswith("qt.") else f"qt.{category}"
    logging.getLogger(name).log(_LEVELS[kind], "%s", message)
