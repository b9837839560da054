"""The day report: put together beside the writer."""

from datetime import date

from msgspec.structs import replace
from sqlalchemy import select

from clinic_server.handlers.figures import counted
from clinic_server.handlers.registry import Preparation, handles
from clinic_server.store.reading import Reader
from clinic_server.store.rows import table_of
from clinic_server.store.seal import seal_of
from clinic_server.store.unit import Unit
from shared.protocol.clinic import BusinessDay
from shared.protocol.grammar import kind_of
from shared.protocol.refusal import NotFound
from shared.protocol.report import DayReport, Record, ReportDay

RECORDS = {None: Record.CHECKING, True: Record.HOLDS, False: Record.BROKEN}


def day_report(reader: Reader, day: date) -> DayReport:
    """A business day as it is on the disk. Raises `NotFound`."""
    table = table_of(BusinessDay)
    assert table is not None  # days are kept
    found = reader.all(BusinessDay, select(table).where(table.c.day == day))
    if not found:
        raise NotFound(noun=kind_of(BusinessDay))
    with reader.state() as connection:
        seal = seal_of(connection, day)
    return DayReport(day=found[0], figures=counted(reader, day, day), seal=seal)


def _prepare(preparation: Preparation, command: ReportDay) -> DayReport:
    sound = preparation.soundness
    return replace(day_report(preparation.reader, command.day), record=RECORDS[sound.holds], broken_at=sound.broken_at)


@handles(ReportDay, prepare=_prepare, keeps_answer=False)
def report_day(unit: Unit, command: ReportDay) -> DayReport:
    """Whoever asks again is answered anew."""
    report: DayReport = unit.prepared
    return report
