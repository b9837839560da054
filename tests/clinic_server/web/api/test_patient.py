"""A patient's program, which shows the key of a ticket: its own things, and nobody else's."""

from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.server import serving


async def taken(asker: Program, house: House) -> tuple[str, str]:
    """A ticket's id, and the key of its page."""
    said = await asker.post("/tickets", {"department_id": house.departments["GM"].id, "language": "en"})
    return said.json["ticket"]["id"], said.json["page"].removeprefix("/t/")


async def test_a_patient_sees_and_leaves_the_own_place_and_no_other(house: House) -> None:
    async with (
        serving(house.folder) as server,
        program(server.address, "reception") as reception,
        program(server.address) as patient,
    ):
        others, _ = await taken(reception, house)
        own, key = await taken(reception, house)
        patient.authorization = f"Ticket {key}"
        tickets = await patient.get("/tickets")
        place = await patient.post(f"/tickets/{own}/place")
        neighbour = await patient.post(f"/tickets/{others}/place")
        visits = await patient.get("/visits")
        left = await patient.post(f"/tickets/{own}/cancel", {"reason": "I feel better"})

    assert [ticket["id"] for ticket in tickets.json["items"]] == [own]
    assert (place.status, place.json["ahead"]) == (200, 1)
    assert (neighbour.status, neighbour.problem) == (404, "not_found")
    assert (visits.status, visits.problem) == (403, "not_allowed")
    assert left.json["status"] == "cancelled"


async def test_a_key_that_opens_no_page_opens_nothing_here(house: House) -> None:
    async with serving(house.folder) as server, program(server.address) as patient:
        for key in ("x" * 22, "x" * 5_000, "", "é"):
            patient.authorization = f"Ticket {key}"
            said = await patient.get("/tickets")
            assert (said.status, said.problem) == (401, "not_signed_in")
