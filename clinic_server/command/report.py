"""`clinic-server report`: prints a business day's report, with the hash that proves its journal later."""

import argparse
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError

from clinic_server.handlers.report import day_report
from clinic_server.settings import read_settings
from clinic_server.store.reading import Reader
from clinic_server.verification import database_of, reading
from shared.protocol.clinic import Clinic
from shared.protocol.department import Department
from shared.protocol.figures import Spans
from shared.protocol.refusal import NotFound
from shared.protocol.report import DayReport
from shared.protocol.staff import Doctor

EXIT_USAGE = 2
EXIT_NO_DAY = 9
EXIT_FAILED = 70


def main(arguments: Sequence[str]) -> int:
    """Print one day. The result is the process's exit code."""
    parser = argparse.ArgumentParser(
        prog="clinic-server report",
        description="Prints the report of a business day, closed or open. The server may run meanwhile.",
        epilog="Exit codes: 0 printed; 9 the clinic has no such day; 2 wrong use; 70 the file cannot be read.",
    )
    parser.add_argument("day", type=date.fromisoformat, help="such as 2026-04-14")
    parser.add_argument("--data", metavar="DIR", help="folder of the server's database, as given to the server")
    given = parser.parse_args(arguments)
    try:
        database = database_of(Path(given.data).expanduser() if given.data else read_settings([]).data)
    except FileNotFoundError as error:
        return _say(EXIT_USAGE, f"{error}. See clinic-server report --help.")
    try:
        with closing(reading(database)) as reader:
            print("\n".join(_lines(reader, day_report(reader, given.day))))
    except NotFound:
        return _say(EXIT_NO_DAY, f"The clinic has no business day {given.day}.")
    except (sqlite3.Error, DBAPIError, OSError) as error:
        return _say(EXIT_FAILED, f"{database}: {getattr(error, 'orig', error)}. Is it a clinic's database?")
    return 0


def _lines(reader: Reader, report: DayReport) -> Iterator[str]:
    (clinic,) = reader.every(Clinic)
    zone = ZoneInfo(clinic.time_zone)
    opened = report.day.opened_at.astimezone(zone)
    closed = "still open" if report.day.closed_at is None else f"{report.day.closed_at.astimezone(zone):%Y-%m-%d %H:%M}"
    figures = report.figures
    yield f"{clinic.name}: {report.day.day}"
    yield f"opened {opened:%Y-%m-%d %H:%M}, closed {closed}"
    yield ""
    yield f"{'':32}{'issued':>8}{'seen':>8}{'missed':>8}{'cancelled':>11}{'average':>9}{'longest':>9}"
    total = (figures.issued, figures.seen, figures.missed, figures.cancelled)
    yield _row("whole clinic", total, figures.waits)
    departments = {value.id: value.names.get("en") or value.code for value in reader.every(Department)}
    doctors = {value.id: value.name for value in reader.every(Doctor)}
    for one in figures.departments:
        counts = (one.arrived, one.seen, one.missed, one.cancelled)
        yield _row(_name(departments, one.department_id), counts, one.waits)
    for doctor in figures.doctors:
        yield _row(_name(doctors, doctor.doctor_id), (None, doctor.seen, None, None), doctor.waits)
    yield ""
    yield "Waits in minutes, from joining a line to the call."
    if report.seal is not None:
        yield f"Journal rows {report.seal.first_seq} to {report.seal.last_seq}. The last one's hash:"
        yield report.seal.hash


def _row(name: str, counts: Sequence[int | None], waits: Spans) -> str:
    cells = ["" if count is None else str(count) for count in counts]
    minutes = ["" if span is None else f"{span:.0f}" for span in (waits.average_minutes, waits.longest_minutes)]
    issued, seen, missed, cancelled = cells
    return f"{name[:31]:32}{issued:>8}{seen:>8}{missed:>8}{cancelled:>11}{minutes[0]:>9}{minutes[1]:>9}"


def _name(names: Mapping[UUID, str], id: UUID) -> str:
    return names.get(id, str(id))


def _say(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code
