"""Asking over HTTP: the same commands as a screen's, with the same answers and the same reasons why not."""

import msgspec
import pytest

from shared.protocol.identity import new_id
from shared.protocol.ticket import Slip, Ticket, TicketStatus
from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.screen import screen
from tests.server import serving

NESTED = b'{"name":' + b"[" * 20_000


async def a_ticket(asker: Program, house: House) -> Ticket:
    """Somebody with a number for general medicine."""
    said = await asker.post("/tickets", {"department_id": house.departments["GM"].id, "language": "en"})
    assert said.status == 201
    return msgspec.json.decode(said.body, type=Slip).ticket


async def test_a_ticket_taken_by_a_program_is_seen_by_every_screen(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        screen(server.address, token=house.tokens["reception"]) as desk,
    ):
        ticket = await a_ticket(asker, house)
        await desk.until_heard("ticket.issued")

        assert desk.mirror.get(Ticket, ticket.id) == ticket


async def test_a_program_calls_and_sees_and_finishes_a_patient(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as reception,
        program(server.address, "amara") as doctor,
    ):
        ticket = await a_ticket(reception, house)
        await doctor.post("/staff/choose-room", {"room_id": house.rooms["1"].id})
        steps = ["/calls/next", f"/tickets/{ticket.id}/start", f"/tickets/{ticket.id}/finish"]
        said = [msgspec.json.decode((await doctor.post(step)).body, type=Ticket) for step in steps]

    assert [step.id for step in said] == [ticket.id] * 3
    assert [step.status for step in said] == [TicketStatus.CALLED, TicketStatus.IN_PROGRESS, TicketStatus.DONE]


async def test_what_a_patch_leaves_out_stays(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "admin") as admin:
        said = await admin.ask("PATCH", f"/departments/{house.departments['GM'].id}", {"daily_quota": 30})

    assert said.json["daily_quota"] == 30
    assert said.json["names"] == {"en": "General medicine"}


async def test_an_answer_of_nothing_has_no_body(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "amara") as doctor:
        ticket = await a_ticket(doctor, house)
        said = await doctor.post(f"/tickets/{ticket.id}/write-notes", {"notes": "much better"})

    assert (said.status, said.body) == (204, b"")


async def test_the_same_key_brings_the_same_answer(house: House) -> None:
    taking = {"department_id": house.departments["GM"].id, "language": "en"}
    key = {"Idempotency-Key": '"visit 4711"'.replace(" ", "-")}
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as asker,
        program(server.address, "amara") as other,
    ):
        first = await asker.post("/tickets", taking, headers=key)
        again = await asker.post("/tickets", taking, headers=key)
        others = await other.post("/tickets", taking, headers=key)
        changed = await asker.post("/tickets", {**taking, "language": "ar"}, headers=key)
        bad = await asker.post("/tickets", taking, headers={"Idempotency-Key": "two words"})

    assert again.body == first.body
    assert others.json["ticket"]["id"] != first.json["ticket"]["id"]
    assert (changed.status, changed.problem) == (422, "idempotency_key_reused")
    assert (bad.status, bad.json["details"]) == (400, {"what": "Idempotency-Key"})


async def test_the_same_key_brings_the_same_answer_after_a_restart(house: House) -> None:
    taking = {"department_id": house.departments["GM"].id, "language": "en"}
    bodies = []
    for _ in range(2):
        async with serving(house.folder) as server, program(server.address, "reception") as asker:
            bodies.append((await asker.post("/tickets", taking, headers={"Idempotency-Key": "4711"})).body)

    assert bodies[0] == bodies[1]


async def test_a_refusal_is_a_problem_with_its_details(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "amara") as doctor:
        await doctor.post("/staff/choose-room", {"room_id": house.rooms["1"].id})
        said = await doctor.post("/calls/next")

    assert (said.status, said.problem) == (409, "nobody_waiting")
    assert said.json["details"] == {"on_hold": 0, "missed": 0, "for_others": {}}
    assert said.json["detail"] == "Nobody can be called now, and what there is instead."


async def test_without_a_token_nobody_is_anybody(house: House) -> None:
    async with serving(house.folder) as server:
        for authorization in (
            None,
            "Bearer nonsense",
            "Bearer a.b.c",
            "Bearer é.é.é",
            "Basic YTpi",
            "Bearer",
        ):
            async with program(server.address) as stranger:
                stranger.authorization = authorization
                said = await stranger.post("/calls/next")
                assert (said.status, said.problem) == (401, "not_signed_in")
                assert said.headers["WWW-Authenticate"] == "Bearer"


async def test_a_role_may_not_ask_what_is_not_its_own(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as reception:
        said = await reception.post("/calls/next")

    assert (said.status, said.problem) == (403, "not_allowed")


async def test_a_session_that_ended_is_refused_at_once(house: House) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        before = await asker.get("/departments")
        ended = await asker.ask("DELETE", "/token")
        read = await asker.get("/departments")
        asked = await asker.post("/tickets", {"department_id": house.departments["GM"].id, "language": "en"})

    assert (before.status, ended.status, read.status, asked.status) == (200, 204, 401, 401)


async def test_a_field_that_is_not_asked_for_is_refused(house: House) -> None:
    taking = {"department_id": house.departments["GM"].id, "language": "en"}
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        ticket = await a_ticket(asker, house)
        for path, body in {
            "/tickets": {**taking, "status": "done"},
            f"/tickets/{ticket.id}/cancel": {"reason": "left", "ticket_id": new_id()},
            f"/tickets/{ticket.id}/hold": {"type": "ticket.cancel"},
        }.items():
            said = await asker.post(path, body)
            assert (said.status, said.problem) == (400, "malformed"), path


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"\xff\xfe", b'{"language":1}', NESTED], ids=lambda it: it[:9])
async def test_what_is_not_understood_is_told_as_such(house: House, body: bytes) -> None:
    async with serving(house.folder) as server, program(server.address, "reception") as asker:
        said = await asker.post("/tickets", data=body, headers={"Content-Type": "application/json"})

    assert (said.status, said.problem) == (400, "malformed")


async def test_http_itself_is_answered_as_it_asks(house: House) -> None:
    gm = f"/departments/{house.departments['GM'].id}"
    async with serving(house.folder) as server, program(server.address, "admin") as admin:
        put = await admin.ask("PUT", "/tickets")
        nothing = await admin.get("/nothing/here")
        options = await admin.ask("OPTIONS", "/tickets", headers={"Origin": "https://evil.example"})
        text = await admin.post("/tickets", data=b"{}", headers={"Content-Type": "text/plain"})
        html = await admin.get("/departments", headers={"Accept": "text/html"})
        some = await admin.get("/departments", headers={"Accept": "text/html, application/*;q=0.5"})
        large = await admin.ask("PATCH", gm, {"icon": "x" * 70_000})
        wrong = await admin.post("/tickets/007/hold")
        missing = await admin.post(f"/tickets/{new_id()}/hold")
        head = await admin.ask("HEAD", "/departments")

    assert (put.status, put.problem, put.headers["Allow"]) == (405, "method_not_allowed", "GET, HEAD, POST")
    assert (nothing.status, nothing.problem) == (404, "no_such_route")
    assert options.status == 405
    assert [name for name in options.headers if name.startswith("Access-Control")] == []
    assert (text.status, text.problem) == (415, "not_json")
    assert (html.status, html.problem) == (406, "not_acceptable")
    assert some.status == 200
    assert (large.status, large.problem) == (413, "too_large")
    assert (wrong.status, wrong.problem, wrong.json["details"]) == (404, "not_found", {"noun": "ticket"})
    assert (missing.status, missing.json["details"]) == (404, {"noun": "ticket"})
    assert (head.status, head.body) == (200, b"")
