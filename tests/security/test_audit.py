"""Attacks on the record: history rewritten by whoever owns the disk, reading that leaves no trace, names that stay."""

import asyncio
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_server.command import verify
from clinic_server.handlers.report import day_report
from clinic_server.store.engine import reading_engine
from clinic_server.store.journal import Row, hash_of, seal
from clinic_server.store.reading import Reader
from shared.protocol.audit import ListAudit
from shared.protocol.erasure import ErasePatient
from shared.protocol.export import ExportPatient
from shared.protocol.identity import new_id
from shared.protocol.patient import FindPatients
from shared.protocol.report import ReportDay
from shared.protocol.ticket import CancelTicket, IssueTicket
from shared.protocol.visit import Visit
from tests.clinic import House
from tests.screen import PATIENCE_SECONDS, Screen, screen
from tests.security.conftest import BAIT, Target


async def a_patient(desk: Screen, house: House) -> Visit:
    """Somebody whose name is the bait came and went."""
    issue = IssueTicket(department_id=house.departments["GM"].id, language="en", name=BAIT, reason=BAIT)
    ticket = (await desk.ask(issue)).ticket
    await desk.ask(CancelTicket(ticket_id=ticket.id, reason=BAIT))
    await desk.until(lambda: desk.mirror.get(Visit, ticket.id), "the visit")
    visit = desk.mirror.get(Visit, ticket.id)
    assert visit is not None
    return visit


def reads(target: Target) -> list[Row]:
    return [row for row in target.server.reader.rows(0) if row.kind == "audit.read" and b'"answer"' in row.body]


async def test_looking_somebody_up_twice_under_one_request_id_is_two_readings(target: Target) -> None:
    """A receipt would answer the second without a trace, and keep what was read."""
    async with screen(target.server.address, token=target.house.tokens["reception"]) as desk:
        visit = await a_patient(desk, target.house)
        request_id = new_id()
        for _ in range(2):
            found = await desk.ask(FindPatients(name=BAIT), request_id=request_id)
            assert [patient.id for patient in found.patients] == [visit.patient_id]

    assert len(reads(target)) == 2
    assert not any(BAIT.encode() in row.body for row in reads(target))
    with sqlite3.connect(target.house.database) as file:
        kept = file.execute("SELECT answer FROM journal WHERE kind = 'audit.read' AND answer IS NOT NULL").fetchall()
    file.close()
    assert kept == []


async def test_the_record_cannot_be_looked_through_unseen(target: Target) -> None:
    async with screen(target.server.address, token=target.house.tokens["admin"]) as desk:
        await desk.ask(ListAudit())
        newest = (await desk.ask(ListAudit())).rows[0]

    assert (newest.kind, newest.staff_name) == ("audit.read", "Administrator")


async def test_no_name_is_in_the_log_after_finding_exporting_and_erasing(target: Target, log: io.StringIO) -> None:
    house = target.house
    async with (
        screen(target.server.address, token=house.tokens["reception"]) as desk,
        screen(target.server.address, token=house.tokens["admin"]) as admin,
    ):
        visit = await a_patient(desk, house)
        assert visit.patient_id is not None
        await desk.ask(FindPatients(name=BAIT))
        assert (
            BAIT in (await admin.ask(ExportPatient(patient_id=visit.patient_id, reason="her letter of 14 April"))).page
        )
        await admin.ask(ErasePatient(patient_id=visit.patient_id, reason="her letter"))

    assert BAIT not in log.getvalue()


async def test_what_was_erased_is_gone_from_every_screen_and_file(target: Target) -> None:
    house = target.house
    async with (
        screen(target.server.address, token=house.tokens["amara"]) as doctor,
        screen(target.server.address, token=house.tokens["admin"]) as admin,
    ):
        visit = await a_patient(doctor, house)
        assert visit.patient_id is not None
        erase = ErasePatient(patient_id=visit.patient_id, reason="her letter", replaces_backups=True)
        await admin.ask(erase)
        for shown in (doctor, admin):
            await shown.until(lambda shown=shown: BAIT not in str(shown.mirror.all(Visit)), "the blanked visit")  # type: ignore[misc]  # a loop's own
        async with asyncio.timeout(PATIENCE_SECONDS):
            while _left(house):
                await target.server.writer.look(lambda unit: unit.seq)


def _left(house: House) -> list[str]:
    """The files that hold the bait. The log is emptied once no reader needs what was before."""
    found = []
    for path in house.folder.rglob("*"):
        if path.is_file() and BAIT.encode() in path.read_bytes():
            found.append(path.name)
    return found


@pytest.fixture
def reader(house: House) -> Iterator[Reader]:
    reader = Reader(reading_engine(house.database))
    yield reader
    reader.close()


def rewrite_history(database: Path, row: int) -> None:
    """Make somebody else do it, and seal everything anew from there on, as whoever owns the box could."""
    reader = Reader(reading_engine(database))
    stored = list(reader.stored(row - 1))
    reader.close()
    with sqlite3.connect(database) as file:
        (previous,) = file.execute("SELECT hash FROM journal WHERE seq = ?", (row - 1,)).fetchone()
        for one in stored:
            cells = [b"None" if cell is None else cell for cell in one.cells]
            if one.seq == row:
                cells[7] = b"doctor:nobody"
                file.execute("UPDATE journal SET actor = 'doctor:nobody' WHERE seq = ?", (row,))
            before, previous = previous, seal(previous, cells, one.body_hash, one.answer_hash)
            file.execute("UPDATE journal SET previous_hash = ?, hash = ? WHERE seq = ?", (before, previous, one.seq))
    file.close()


def test_a_history_that_was_sealed_anew_is_found_by_the_paper(
    house: House, reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chain without a secret can be made anew; the day's hash on paper cannot."""
    day = next(row.business_day for row in reader.rows(0) if row.business_day is not None)
    printed = day_report(reader, day).seal
    assert printed is not None
    expect = f"{printed.hash}@{day}"
    assert verify.main(["--data", str(house.folder), "--expect", expect]) == 0

    rewrite_history(house.database, printed.last_seq - 1)

    assert verify.main(["--data", str(house.folder)]) == 0
    assert verify.main(["--data", str(house.folder), "--expect", expect]) == verify.EXIT_OTHER_HASH
    assert "another journal" in capsys.readouterr().err


def test_a_body_that_was_swapped_for_another_rows_is_found(house: House) -> None:
    """Both were written here once, and both hashes are in the chain."""
    with sqlite3.connect(house.database) as file:
        (body,) = file.execute("SELECT body FROM journal WHERE seq = 3").fetchone()
        file.execute("UPDATE journal SET body = ? WHERE seq = 5", (body,))
        assert file.execute("SELECT count(*) FROM journal WHERE body_hash = ?", (hash_of(body),)).fetchone() == (1,)
    file.close()

    assert verify.main(["--data", str(house.folder)]) == verify.EXIT_BROKEN


async def test_a_day_report_tells_nobodys_name(target: Target) -> None:
    async with screen(target.server.address, token=target.house.tokens["reception"]) as desk:
        visit = await a_patient(desk, target.house)
        report = await desk.ask(ReportDay(day=visit.arrived_at.date()))

    assert BAIT not in str(report)
    assert report.seal is not None
