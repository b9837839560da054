"""The record in a running clinic: the real server behind the real window, by keys and clicks."""

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from clinic_server.store import backup
from desk.presenter.hand_out import HandOut
from tests.clinic import House, furnish
from tests.desk.post import post
from tests.desk.window import opened
from tests.screen import PATIENCE_SECONDS
from tests.server import serving

Key = Qt.Key


@pytest.fixture
def house(tmp_path: Path) -> House:
    return furnish(tmp_path / "data")


@pytest.mark.usefixtures("qapp")
async def test_an_administrator_hands_out_erases_and_finds_both_on_record(house: House, tmp_path: Path) -> None:
    old = backup.make(house.database, house.folder / backup.FOLDER, "night")
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        reception = await stack.enter_async_context(post(lambda: clinic.address))
        await reception.sign_in("reception")
        label = await reception.give("General medicine", "Zubaida Karim")
        seat = await stack.enter_async_context(post(lambda: clinic.address))
        await seat.sign_in("admin")
        with opened(seat.desk) as window:
            seat.listen()
            seat.desk.seat.hand_out = HandOut(tmp_path / "out")
            window.press(Key.Key_6, Qt.KeyboardModifier.ControlModifier)
            window.click_into("Name")
            window.type("zubaida")
            window.press(Key.Key_Return)
            await seat.until(lambda screen: screen.administrator.people.people, "who was found")
            window.click(window.named("Data …"))
            window.type("1")
            window.type("2")
            window.press(Key.Key_Return)
            await seat.until(lambda screen: screen.administrator.notice.kind == "done", "where the files are")
            (data,) = (tmp_path / "out").glob("*.json")
            assert json.loads(data.read_text())["patient"]["name"] == "Zubaida Karim"
            assert "Zubaida Karim" in data.with_suffix(".html").read_text()

            window.click(window.named("Data …"))
            window.type("2")
            window.type("1")
            window.click_into("Who asked for it and when (no name)")
            window.type("a letter")
            window.press(Key.Key_Return)
            window.click_into("Type the word “erase”")
            window.type("erase")
            window.press(Key.Key_Return)
            await seat.until(lambda screen: label in screen.sheet.problem, "that they are still here")
            reception.desk.reception.queue.choose(reception.screen.reception.queue.rows[0].key)
            for key in ("Delete", "1", "Enter"):
                reception.desk.press(key)
            await reception.until(lambda screen: not screen.reception.queue.rows, "that they left")
            window.press(Key.Key_Return)
            await seat.until(lambda screen: screen.administrator.notice.text.startswith("Erased"), "the erasure")

            window.press(Key.Key_7, Qt.KeyboardModifier.ControlModifier)
            window.click(window.named("Look up"))
            await seat.until(lambda screen: screen.administrator.record.rows, "the record")
            said = [row.what for row in seat.screen.administrator.record.rows]
            assert any(row.startswith("Patient erased") and "a letter" in row for row in said)
            assert any("handed out" in row and "Asked in writing" in row for row in said)
            assert not any("Zubaida" in row for row in said)

            window.click(window.named("Day report"))
            await seat.until(lambda screen: screen.sheet.proof, "the hash")
            assert {fact.key: fact.text for fact in seat.screen.sheet.facts}["record"] == "The record holds together"
            window.press(Key.Key_Return)
            assert len(list((tmp_path / "out").glob("report-*.html"))) == 1
        async with asyncio.timeout(PATIENCE_SECONDS):
            while old.exists():
                await clinic.writer.look(lambda unit: unit.seq)


@pytest.mark.usefixtures("qapp")
async def test_an_administrator_breaks_the_glass_once(house: House) -> None:
    async with serving(house.folder) as clinic, AsyncExitStack() as stack:
        reception = await stack.enter_async_context(post(lambda: clinic.address))
        await reception.sign_in("reception")
        reception.desk.reception.form.write("reason", "Cough for two weeks")
        label = await reception.give("General medicine", "Zubaida Karim")
        seat = await stack.enter_async_context(post(lambda: clinic.address))
        await seat.sign_in("admin")
        with opened(seat.desk) as window:
            seat.listen()
            window.press(Key.Key_F10)
            window.type("6")
            window.click_into("Number (GM-007)")
            window.type(label)
            window.press(Key.Key_Return)
            window.click_into("Reason")
            window.type("help")
            window.press(Key.Key_Return)
            assert window.says("at least 10 letters")
            window.type(" was called for at the door")
            window.press(Key.Key_Return)
            await seat.until(lambda screen: screen.sheet.kind == "chart", "the chart")
            assert window.says("Cough for two weeks")
            window.press(Key.Key_Escape)
            assert not window.says("Cough for two weeks")


async def test_a_receptionist_reports_the_day_and_sees_no_record(house: House, tmp_path: Path) -> None:
    async with serving(house.folder) as clinic, post(lambda: clinic.address) as seat:
        await seat.sign_in("reception")
        seat.desk.seat.hand_out = HandOut(tmp_path / "out")
        await seat.until(lambda screen: not screen.connection.banner, "a live desk")
        seat.desk.press("F10")
        assert [choice.key for choice in seat.screen.sheet.choices] == [
            "account",
            "dark",
            "keys",
            "report",
            "lock",
            "sign_out",
        ]
        seat.desk.press("4")
        await seat.until(lambda screen: screen.sheet.proof, "the hash")
        seat.desk.press("Enter")
        assert list((tmp_path / "out").iterdir())
