"""What the box does by itself: a backup when one is due, the whole journal followed once; and the clinic goes on."""

import asyncio
import os
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from clinic_server import housekeeping
from clinic_server.app import Running
from clinic_server.store import backup
from clinic_server.store.opening import ROWS_CHECKED_AT_START
from shared.protocol.clinic import BusinessDay
from shared.protocol.erasure import ErasePatient
from shared.protocol.patient import RegisterPatient
from shared.protocol.report import Record, ReportDay
from shared.protocol.ticket import CancelTicket, IssueTicket, TicketKey
from shared.protocol.visit import Visit
from shared.trust.pin import pinned_context
from tests.bookkeeper import Bookkeeper
from tests.clinic import House, furnish
from tests.identities import authority, install_authority
from tests.screen import PATIENCE_SECONDS, screen
from tests.server import serving

LONG_AGO = datetime(2026, 4, 14, 7, 30, tzinfo=UTC)


async def health(server: Running) -> dict[str, Any]:
    context = pinned_context(authority().pem)
    async with aiohttp.ClientSession() as http, http.get(f"{server.address}/health", ssl=context) as response:
        assert response.status == 200
        body: dict[str, Any] = await response.json()
        return body


async def until_health(server: Running, name: str, value: object) -> dict[str, Any]:
    """Ask until it says so; each question is answered by the writer, so nothing here waits for time to pass."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (body := await health(server))[name] != value:
            pass
        return body


async def until_backup(server: Running) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (body := await health(server))["backup_age_seconds"] is None:
            pass
        return body


async def works(house: House, server: Running) -> None:
    async with screen(server.address, device=house.kiosk) as kiosk:
        await kiosk.ask(IssueTicket(department_id=house.departments["GM"].id, language="en"))


async def test_a_clinic_without_a_backup_gets_one(house: House) -> None:
    async with serving(house.folder) as server:
        body = await until_backup(server)
        assert 0 <= body["backup_age_seconds"] < 60

    copy = backup.newest(house.folder / backup.FOLDER)
    assert copy is not None
    assert backup.is_good(copy)


async def test_a_backup_of_today_is_enough_and_one_of_yesterday_is_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "BACKUP_HOURS", ())
    folder = house.folder / backup.FOLDER
    made = backup.make(house.database, folder, "night")
    async with serving(house.folder) as server:
        await until_health(server, "is_checked", True)
        await works(house, server)
    assert list(folder.iterdir()) == [made]

    yesterday = time.time() - 25 * 3600
    os.utime(made, (yesterday, yesterday))
    async with serving(house.folder) as server:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await health(server))["backup_age_seconds"] > 3600:
                pass
    assert len(list(folder.iterdir())) == 2


@pytest.mark.expects_warnings("CRITICAL .*housekeeping: no backup could be made")
async def test_a_clinic_goes_on_without_a_backup(house: House) -> None:
    (house.folder / backup.FOLDER).write_text("a file where the folder should be")

    async with serving(house.folder) as server:
        await until_health(server, "is_checked", True)
        await works(house, server)
        assert (await health(server))["backup_age_seconds"] is None
        assert not server.failed.done()


async def test_the_whole_journal_is_followed_once(house: House) -> None:
    async with serving(house.folder) as server:
        await until_health(server, "is_checked", True)


@pytest.mark.expects_warnings("CRITICAL .*housekeeping: the journal is broken at row 3 .*; restore the newest backup")
async def test_a_journal_that_is_broken_far_back_is_an_alarm(house: House) -> None:
    async with serving(house.folder) as server:
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
        await asyncio.gather(*(server.writer.answer(house.at_kiosk, issue) for _ in range(ROWS_CHECKED_AT_START)))
    with sqlite3.connect(house.database) as connection:
        connection.execute("UPDATE journal SET actor = 'nobody' WHERE seq = 3")
    connection.close()

    async with serving(house.folder) as server:
        await until_health(server, "is_checked", False)
        await works(house, server)
        (day,) = server.reader.every(BusinessDay)
        report = await server.preparer.prepare(house.actor("admin"), ReportDay(day=day.day))
    assert (report.record, report.broken_at) == (Record.BROKEN, 3)


async def test_an_empty_box_keeps_house_too(tmp_path: Path) -> None:
    install_authority(tmp_path)
    async with serving(tmp_path) as server:
        body = await until_health(server, "is_checked", True)
        assert (body["clinic"], body["seq"]) == (None, 0)


async def test_what_has_had_its_time_goes_at_the_next_start(tmp_path: Path) -> None:
    house = furnish(tmp_path / "data", at=LONG_AGO)
    with Bookkeeper(house.folder, LONG_AGO + timedelta(minutes=1)) as books:
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en")
        ticket = books.ask(house.at_kiosk, issue).ticket
        books.ask(house.actor("reception"), CancelTicket(ticket_id=ticket.id, reason="left"))

    async with serving(house.folder) as server:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await server.writer.look(lambda unit: unit.get(TicketKey, ticket.id)) is not None:
                pass
        rows = [row for row in server.reader.rows(0) if row.kind == "retention.expired"]

    assert {row.actor for row in rows} == {"box"}


async def test_an_erasure_can_replace_the_backups_that_still_hold_the_person(house: House) -> None:
    folder = house.folder / backup.FOLDER
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        issue = IssueTicket(department_id=house.departments["GM"].id, language="en", name="Zubaida")
        ticket = books.ask(house.actor("reception"), issue).ticket
        books.ask(house.actor("reception"), CancelTicket(ticket_id=ticket.id, reason="left"))
        patient_id = books.unit().need(Visit, ticket.id).patient_id
    assert patient_id is not None
    old = backup.make(house.database, folder, "night")
    assert b"Zubaida" in old.read_bytes()

    async with serving(house.folder) as server:
        erase = ErasePatient(patient_id=patient_id, reason="a letter", replaces_backups=True)
        await server.writer.answer(house.actor("admin"), erase)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while old.exists():
                await server.writer.look(lambda unit: unit.seq)

    (copy,) = folder.glob("*.db")
    assert b"Zubaida" not in copy.read_bytes()
    assert backup.is_good(copy)


@pytest.mark.parametrize("copies_before", [1, 0], ids=["a backup from before it", "none"])
async def test_an_erasure_whose_server_ended_too_early_still_replaces_the_backups(
    house: House, monkeypatch: pytest.MonkeyPatch, copies_before: int
) -> None:
    monkeypatch.setattr(housekeeping, "BACKUP_HOURS", ())
    folder = house.folder / backup.FOLDER
    with Bookkeeper(house.folder, datetime.now(UTC)) as books:
        patient = books.ask(house.actor("reception"), RegisterPatient(name="Zubaida"))
        old = [backup.make(house.database, folder, "night") for _ in range(copies_before)]
        books.ask(house.actor("admin"), ErasePatient(patient_id=patient.id, reason="a letter", replaces_backups=True))
    kept = backup.make(house.database, folder, "night")

    async with serving(house.folder) as server, asyncio.timeout(PATIENCE_SECONDS):
        while any(copy.exists() for copy in old):
            await server.writer.look(lambda unit: unit.seq)
        await until_health(server, "is_checked", True)

    assert all(b"Zubaida" not in copy.read_bytes() for copy in folder.glob("*.db"))
    assert kept.exists() == (not copies_before), "what holds nobody who was erased stays"
