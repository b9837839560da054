"""What is to go says so, a year before."""

from datetime import date
from typing import Any

import pytest

from clinic_server.web.api.retirement import NOTICE, RETIRING, Retirement
from shared.protocol.call import CallNext
from tests.clinic import House
from tests.clinic_server.web.api.program import program
from tests.server import serving


def test_nothing_goes_without_a_years_notice() -> None:
    assert all(retirement.until - retirement.since >= NOTICE for retirement in RETIRING.values())


async def test_a_route_that_is_to_go_says_so_in_its_answers_and_in_the_document(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    retiring: dict[Any, Retirement] = RETIRING
    monkeypatch.setitem(retiring, CallNext, Retirement(since=date(2027, 1, 1), until=date(2028, 6, 30)))
    async with serving(house.folder) as server, program(server.address, "amara") as doctor:
        await doctor.post("/staff/choose-room", {"room_id": house.rooms["1"].id})
        await doctor.post("/tickets", {"department_id": house.departments["GM"].id, "language": "en"})
        called = await doctor.post("/calls/next")
        refused = await doctor.post("/calls/next")
        document = (await doctor.get("/openapi.json")).json

    for said in (called, refused):
        assert said.headers["Deprecation"] == "@1798761600"
        assert said.headers["Sunset"] == "Fri, 30 Jun 2028 00:00:00 GMT"
    assert (called.status, refused.status) == (200, 409)
    assert document["paths"]["/calls/next"]["post"]["deprecated"] is True
    assert "deprecated" not in document["paths"]["/tickets"]["post"]
