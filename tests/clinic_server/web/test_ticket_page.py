"""The patient's page over real HTTP: what it shows, whom it serves, and what it never says."""

import json
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from clinic_server.web.ticket_page.followers import MOST_OF_ONE_TICKET
from clinic_server.web.ticket_page.view import TRANSLATIONS
from shared.protocol.call import CallNext, CallTicket, RecallTicket
from shared.protocol.department import AddDepartment
from shared.protocol.grammar import Command
from shared.protocol.room import RoomWord
from shared.protocol.ticket import (
    CancelTicket,
    FinishTicket,
    HoldTicket,
    MissTicket,
    Slip,
    StartTicket,
    Ticket,
    UndoTicket,
)
from shared.words import faults
from tests.clinic_server.web.page_clinic import PageClinic, page_clinic


@pytest.fixture
async def clinic(tmp_path: Path) -> AsyncIterator[PageClinic]:
    async with page_clinic(tmp_path) as clinic:
        yield clinic


async def text_of(clinic: PageClinic, slip: Slip, query: str = "") -> str:
    """What stands on the page, without its markup and its invisible marks."""
    async with clinic.browser.get(slip.page + query) as response:
        assert response.status == 200
        document = await response.text()
    shown = re.sub(r"<[^>]+>", " ", document.partition("<main")[2])
    return " ".join(re.sub("[\u2066-\u2069]", "", shown.partition(">")[2]).split())


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Any]]:
    """The server-sent events of a stream: names and data."""
    while True:
        block = (await response.content.readuntil(b"\n\n")).decode()
        event, data = block.strip().split("\n")
        yield event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def state_with(response: aiohttp.ClientResponse, text: str) -> dict[str, Any]:
    """The next state of a stream whose title has this text."""
    async for event, data in events(response):
        if event == "state" and text in data["title"]:
            state: dict[str, Any] = data
            return state
    raise AssertionError("the stream ended")


async def test_it_shows_the_number_the_department_and_how_many_are_before(clinic: PageClinic) -> None:
    await clinic.issue()
    await clinic.issue()
    slip = await clinic.issue()

    assert await text_of(clinic, slip) == (
        "Your number GM-003 General medicine Before you 2 people Your room appears here. Keep this page open."
    )


async def test_it_says_who_is_next(clinic: PageClinic) -> None:
    assert "You are next" in await text_of(clinic, await clinic.issue())


async def test_it_speaks_the_language_of_the_visit_until_another_is_chosen(clinic: PageClinic) -> None:
    slip = await clinic.issue("ar")

    assert "رقمك" in await text_of(clinic, slip)
    assert "Votre numéro" in await text_of(clinic, slip, "?lang=fr")
    assert "رقمك" in await text_of(clinic, slip, "?lang=tlh")


async def test_right_to_left_languages_turn_the_page(clinic: PageClinic) -> None:
    async with clinic.browser.get((await clinic.issue("ar")).page) as response:
        document = await response.text()

    assert 'lang="ar" dir="rtl"' in document
    assert '<bdi dir="ltr">GM-001</bdi>' in document


async def test_only_the_clinics_languages_are_offered(tmp_path: Path) -> None:
    async with (
        page_clinic(tmp_path, languages=("ne", "en")) as clinic,
        clinic.browser.get((await clinic.issue("ne")).page) as response,
    ):
        document = await response.text()

    assert re.findall(r'hreflang="(\w+)"', document) == ["ne", "en"]


async def test_the_alias_stands_in_place_of_a_telling_name(tmp_path: Path) -> None:
    telling = AddDepartment(code="B", names={"en": "HIV clinic"}, aliases={"en": "Clinic B"})
    async with page_clinic(tmp_path, department=telling) as clinic:
        text = await text_of(clinic, await clinic.issue())

    assert "Clinic B" in text
    assert "HIV" not in text


@pytest.mark.parametrize(
    ("word", "number", "sentence"),
    [
        (RoomWord.ROOM, "3", "Go to room 3 now"),
        (RoomWord.LABORATORY, "2", "Go to laboratory 2 now"),
        (RoomWord.COUNTER, "Blue", "Go to counter Blue now"),
    ],
    ids=str,
)
async def test_a_call_names_the_room(tmp_path: Path, word: RoomWord, number: str, sentence: str) -> None:
    async with page_clinic(tmp_path, word=word, room=number) as clinic:
        slip = await clinic.issue()
        await clinic.ask(CallNext())

        assert f"It is your turn GM-001 {sentence}" in await text_of(clinic, slip)


async def test_a_second_call_says_so(clinic: PageClinic) -> None:
    slip = await clinic.issue()
    await clinic.ask(CallNext())
    await clinic.ask(RecallTicket(ticket_id=slip.ticket.id))

    assert "You are called again GM-001 Go to room 3 now" in await text_of(clinic, slip)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((CallTicket, StartTicket), "Your visit has begun"),
        ((HoldTicket,), "Your turn is on hold"),
        ((CallTicket, MissTicket), "You were called Please ask at reception."),
        ((CallTicket, StartTicket, FinishTicket), "Finished"),
        ((CallTicket, StartTicket, FinishTicket, UndoTicket), "Your visit has begun"),
    ],
    ids=lambda value: "-".join(step.__name__ for step in value) if isinstance(value, tuple) else "",
)
async def test_each_state_has_its_sentence(
    clinic: PageClinic, steps: tuple[type[Command[Ticket]], ...], sentence: str
) -> None:
    slip = await clinic.issue()
    for step in steps:
        await clinic.ask(step(ticket_id=slip.ticket.id))

    assert sentence in await text_of(clinic, slip)


async def test_a_cancelled_number_is_said_to_be_closed_without_the_reason(clinic: PageClinic) -> None:
    slip = await clinic.issue()
    await clinic.ask(CancelTicket(ticket_id=slip.ticket.id, reason="left in anger"))
    text = await text_of(clinic, slip)

    assert "This number is closed" in text
    assert "anger" not in text


async def test_it_tells_nothing_of_the_person(clinic: PageClinic) -> None:
    slip = await clinic.issue(name="Sita Rai", phone="555 0123", reason="earache")
    await clinic.ask(CallNext())
    async with clinic.browser.get(slip.page) as page, clinic.browser.get(f"{slip.page}/now") as now:
        answers = await page.text() + await now.text()

    assert not re.search("Sita|Rai|0123|earache|Rahman", answers)


async def test_what_a_clinic_writes_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    hostile = AddDepartment(code="X", names={"en": "<script>alert(1)</script> & co"})
    async with page_clinic(tmp_path, department=hostile) as clinic:
        slip = await clinic.issue()
        async with clinic.browser.get(slip.page) as response:
            document = await response.text()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in document
    assert document.count("<script") == 1


@pytest.mark.parametrize("path", ["", "/now", "/live"])
@pytest.mark.parametrize(
    "key", ["nosuchkey", "x" * 5_000, "%00", "..%2f..%2fetc"], ids=["wrong", "long", "nul", "dots"]
)
async def test_an_unknown_key_says_nothing_but_where_to_ask(clinic: PageClinic, key: str, path: str) -> None:
    async with clinic.browser.get(f"/t/{key}{path}", headers={"Accept-Language": "pt, es-MX;q=0.8"}) as response:
        document = await response.text()

    assert response.status == 404
    assert "Aquí no hay ningún número" in document
    assert "Riverside" not in document


async def test_the_page_is_kept_by_nobody_and_runs_nothing_foreign(clinic: PageClinic) -> None:
    async with clinic.browser.get((await clinic.issue()).page) as response:
        document, headers = await response.text(), response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "://" not in document
    assert not re.search(r"<style|<script>| style=| on\w+=", document)


async def test_every_file_of_the_page_is_there_and_asked_for_once(clinic: PageClinic) -> None:
    async with clinic.browser.get((await clinic.issue()).page) as response:
        files = re.findall(r'(?:src|href)="(/static/[^"]+)"', await response.text())
    assert len(files) == 3

    for file in files:
        async with clinic.browser.get(file) as first:
            assert first.status == 200
        async with clinic.browser.get(file, headers={"If-None-Match": first.headers["ETag"]}) as again:
            assert again.status == 304
    async with clinic.browser.get("/static/routes.py") as response:
        assert response.status == 404


async def test_a_listening_phone_hears_its_place_and_its_call(clinic: PageClinic) -> None:
    before = await clinic.issue()
    slip = await clinic.issue()
    async with clinic.browser.get(f"{slip.page}/live") as response:
        assert response.content_type == "text/event-stream"
        first = await state_with(response, "GM-002: Before you: 1 person")
        await clinic.ask(CallTicket(ticket_id=before.ticket.id))
        moved = await state_with(response, "You are next")
        await clinic.ask(FinishTicket(ticket_id=(await clinic.ask(StartTicket(ticket_id=before.ticket.id))).id))
        await clinic.ask(CallNext())
        called = await state_with(response, "GM-002: Go to room 3 now")

    assert (first["ahead"], moved["ahead"], called["ahead"]) == (1, 0, None)
    assert (called["state"], called["calls"]) == ("called", 1)


async def test_a_phone_that_followed_an_end_hears_when_it_is_undone(clinic: PageClinic) -> None:
    slip = await clinic.issue()
    for step in (CallTicket, StartTicket, FinishTicket):
        await clinic.ask(step(ticket_id=slip.ticket.id))
    async with clinic.browser.get(f"{slip.page}/live") as response:
        await state_with(response, "Finished")
        await clinic.ask(UndoTicket(ticket_id=slip.ticket.id))

        await state_with(response, "Your visit has begun")


async def test_a_beat_follows_each_state_and_says_the_clinics_time(clinic: PageClinic) -> None:
    slip = await clinic.issue()
    async with clinic.browser.get(f"{slip.page}/live?lang=es") as response:
        heard = events(response)
        names = [(await anext(heard))[0]]
        name, beat = await anext(heard)

    assert [*names, name] == ["state", "beat"]
    assert beat["live"] == "En vivo, 09:50"


async def test_a_phone_without_streams_can_ask(clinic: PageClinic) -> None:
    slip = await clinic.issue()
    async with clinic.browser.get(f"{slip.page}/now?lang=fr") as response:
        answer = await response.json()

    assert answer["state"]["title"] == "GM-001: C’est bientôt à vous"
    assert answer["beat"]["live"] == "En direct, 09:50"


async def test_one_ticket_cannot_take_all_streams(clinic: PageClinic) -> None:
    slip, other = await clinic.issue(), await clinic.issue()
    streams = [await clinic.browser.get(f"{slip.page}/live") for _ in range(MOST_OF_ONE_TICKET)]
    async with clinic.browser.get(f"{slip.page}/live") as crowded, clinic.browser.get(f"{other.page}/live") as fine:
        assert (crowded.status, fine.status) == (503, 200)
        assert crowded.headers["Retry-After"] == "30"
        assert await crowded.text() == "Too many phones are listening. This page asks again by itself."
    for stream in streams:
        stream.close()


async def test_a_stopping_server_lets_its_phones_go(tmp_path: Path) -> None:
    async with page_clinic(tmp_path) as clinic:
        slip = await clinic.issue()
        response = await clinic.browser.get(f"{slip.page}/live")
        await state_with(response, "You are next")
        await clinic.browser.server.close()

        assert b"event: state" not in await response.read()


async def test_the_key_is_in_no_log(clinic: PageClinic, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    slip = await clinic.issue()
    key = slip.page.removeprefix("/t/")
    for path in ("", "/now", "/nowhere"):
        async with clinic.browser.get(slip.page + path) as response:
            await response.read()
    async with clinic.browser.get(f"{slip.page}/live") as response:
        await state_with(response, "You are next")

    assert key not in caplog.text


def test_the_script_is_written_for_old_phones() -> None:
    script = (TRANSLATIONS.parent / "static" / "ticket.js").read_text(encoding="utf-8")

    assert not re.search(r"=>|`|\b(let|const|class|async|await|import)\b", script)


def test_every_language_is_complete() -> None:
    assert faults(TRANSLATIONS) == []
