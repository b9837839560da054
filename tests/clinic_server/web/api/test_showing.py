"""Showing values over HTTP: what a screen of the same role would start with, page by page."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from clinic_server.web.api.showing import filters_of
from shared.protocol.identity import new_id
from shared.protocol.ticket import Ticket
from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.server import serving


async def some_tickets(asker: Program, house: House, count: int, department: str = "GM") -> list[str]:
    taking = {"department_id": house.departments[department].id, "language": "en"}
    return [(await asker.post("/tickets", taking)).json["ticket"]["id"] for _ in range(count)]


async def test_a_collection_is_read_page_by_page(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        taken = await some_tickets(asker, house, 5)
        seen: list[list[str]] = []
        said = await asker.get("/tickets?limit=2")
        while True:
            seen.append([item["id"] for item in said.json["items"]])
            if "next" not in said.json:
                break
            assert said.headers["Link"] == f'<{said.json["next"]}>; rel="next"'
            said = await asker.get(said.json["next"].removeprefix("/api/v1"))

    assert seen == [taken[:2], taken[2:4], taken[4:]]
    assert "Link" not in said.headers


async def test_a_collection_is_narrowed_by_its_fields(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        await some_tickets(asker, house, 2)
        children = await some_tickets(asker, house, 2, "PED")
        await asker.post(f"/tickets/{children[0]}/hold")
        narrowed = f"/tickets?department_id={house.departments['PED'].id}&status=waiting&limit=1"
        said = await asker.get(narrowed)
        queue = await asker.get(f"/queues/{house.departments['GM'].id}")

    assert [item["id"] for item in said.json["items"]] == [children[1]]
    assert queue.json["id"] == str(house.departments["GM"].id)


async def test_the_next_page_keeps_what_was_asked(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        await some_tickets(asker, house, 2)
        said = await asker.get("/tickets?status=waiting&limit=1")

    asked = dict(parse_qsl(urlsplit(said.json["next"]).query))
    assert asked.keys() == {"status", "limit", "after"}


@pytest.mark.parametrize(
    "query", ["colour=blue", "limit=0", "limit=201", "limit=x", "limit=²", "after=x", "status=odd", "department_id=7"]
)
async def test_a_query_that_is_not_understood_is_told_as_such(house: House, query: str) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        said = await asker.get(f"/tickets?{query}")

    assert (said.status, said.problem) == (400, "malformed")
    assert said.json["details"] == {"what": query.partition("=")[0]}


async def test_one_value_is_shown_alone_and_only_when_it_has_changed(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        (ticket,) = await some_tickets(asker, house, 1)
        first = await asker.get(f"/tickets/{ticket}")
        known = {"If-None-Match": first.headers["ETag"]}
        same = await asker.get(f"/tickets/{ticket}", headers=known)
        await asker.post(f"/tickets/{ticket}/hold")
        changed = await asker.get(f"/tickets/{ticket}", headers=known)

    assert (first.json["id"], first.status) == (ticket, 200)
    assert (same.status, same.body, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (changed.status, changed.json["status"]) == (200, "on_hold")


async def test_what_does_not_exist_is_not_found(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        for path in (f"/tickets/{new_id()}", "/tickets/GM-001", f"/queues/{new_id()}"):
            said = await asker.get(path)
            assert (said.status, said.problem) == (404, "not_found")


async def test_a_role_is_shown_nothing_that_its_screen_would_not_hear(house: House) -> None:
    async with serving(house.folder) as server:
        async with program(server.address) as stranger:
            assert (await stranger.get("/tickets")).status == 401
        async with program(server.address, "group") as group:
            assert (await group.get("/patients")).status == 403
        async with program(server.address, "admin") as admin:
            assert (await admin.get("/credentials")).status == 404


def test_filters_are_ids_days_and_words_of_a_fixed_list() -> None:
    assert set(filters_of(Ticket)) == {
        "series_id",
        "business_day",
        "department_id",
        "status",
        "room_id",
        "staff_id",
        "print_state",
    }
