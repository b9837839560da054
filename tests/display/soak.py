"""A display's months in a minute: thousands of notices through mirror, presenter, bridge and window.

`python -m tests.display.soak 20000` prints what grew; the bench may call `soak` as well.
"""

import gc
import os
import sys
from dataclasses import dataclass
from datetime import timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import msgspec
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from display.bridge import open_display
from display.presenter import Presenter, View
from shared.client.link import LinkState
from shared.protocol.call import Call
from shared.protocol.clinic import BusinessDay
from shared.protocol.identity import new_id
from shared.protocol.queue import Queue
from shared.protocol.ticket import Ticket, TicketStatus
from shared.ui.app import create_application
from shared.ui.window import Windows
from tests.display.clinic import Morning, morning

CALLS_A_DAY = 400


@dataclass(frozen=True, kw_only=True)
class Grown:
    """What there was after the first day and after the last."""

    calls: int
    most_rows: int
    items: tuple[int, int]
    values: tuple[int, int]
    resident_kb: tuple[int, int]


def soak(application: QGuiApplication, calls: int) -> Grown:
    """Call so many patients, day after day, with everything drawn."""
    windows = Windows(application)
    clinic = morning()
    presenter = Presenter(clinic.mirror, View(), device_id=clinic.device.id, now=lambda: clinic.now)
    presenter.link_state = LinkState(is_live=True, has_clinic=True)
    window = open_display(presenter, windows.open, windowed=(960, 540))
    first: tuple[int, int, int] | None = None
    most_rows = 0
    for number in range(calls):
        _one_patient(clinic, presenter, number)
        most_rows = max(most_rows, len(presenter.screen.recent), len(presenter.screen.next))
        if number % 5 == 0:
            _breathe()
        if number % CALLS_A_DAY == CALLS_A_DAY - 1:
            _next_day(clinic)
            presenter.refresh()
            first = first or _sizes(clinic, window)
    last = _sizes(clinic, window)
    first = first or last
    windows.close()
    return Grown(
        calls=calls,
        most_rows=most_rows,
        items=(first[0], last[0]),
        values=(first[1], last[1]),
        resident_kb=(first[2], last[2]),
    )


def _one_patient(clinic: Morning, presenter: Presenter, number: int) -> None:
    clinic.now += timedelta(seconds=30)
    code = ("GM", "CH", "EY")[number % 3]
    label = f"{code}-{number % 1000:03}"
    clinic.tickets.pop(label, None)
    call = clinic.call(label, ("3", "4", "7")[number % 3])
    labels = tuple(f"{code}-{(number + ahead) % 1000:03}" for ahead in range(1, 9))
    clinic.tell(Queue(id=clinic.departments[code].id, waiting=8, next_labels=labels, is_taking=True))
    presenter.show_call(call)
    clinic.set_status(label, TicketStatus.DONE)
    presenter.refresh()
    presenter.show_call(None)


def _next_day(clinic: Morning) -> None:
    today = clinic.mirror.day
    assert today is not None
    ended = msgspec.structs.replace(today, closed_at=clinic.now)
    begun = BusinessDay(id=new_id(), day=today.day + timedelta(days=1), opened_at=clinic.now)
    clinic.tell(ended, begun)
    clinic.tickets.clear()
    clinic.calls.clear()


def _sizes(clinic: Morning, window: QQuickWindow) -> tuple[int, int, int]:
    """Items on the screen, values in the mirror, resident memory in kB."""
    _breathe()
    gc.collect()
    values = len(clinic.mirror.all(Ticket)) + len(clinic.mirror.all(Call))
    items = len(window.contentItem().findChildren(QObject)) + _count(window.contentItem())
    with open("/proc/self/status", encoding="ascii") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return items, values, resident


def _breathe() -> None:
    """What a running event loop does: draw, and delete what is to be deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


def _count(item: QQuickItem) -> int:
    return 1 + sum(_count(child) for child in item.childItems())


if __name__ == "__main__":
    print(soak(create_application("soak"), int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))  # noqa: T201  # a program
